import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { seedVariable, tierVariable } from '../test/reliability/tier.ts';
import { runTool } from './run-tool.ts';

/**
 * `npm run test:reliability -- [--seed N] [--tier short|full] [--only kill,soak]`: the suites that count. Each prints
 * its seed, how many trials there were and what they prove, and adds the same to `test-results/reliability.ndjson`.
 */
const usage = 'npm run test:reliability -- [--seed N] [--tier short|full] [--only name,name]';

async function main(): Promise<number> {
  let words: { seed?: string; tier?: string; only?: string };
  try {
    words = parseArgs({
      options: { seed: { type: 'string' }, tier: { type: 'string' }, only: { type: 'string' } },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(usage);
    return 1;
  }
  const { seed, tier = 'full', only } = words;
  if ((seed !== undefined && !/^\d{1,9}$/.test(seed)) || (tier !== 'short' && tier !== 'full')) {
    console.error(usage);
    return 1;
  }
  if (seed !== undefined) process.env[seedVariable] = seed;
  process.env[tierVariable] = tier;
  await rm('test-results/reliability.ndjson', { force: true });
  // Words after the command choose files by a part of their path.
  const files = only?.split(',').map((name) => `test/reliability/${name}`) ?? [];
  return runTool('vitest', ['run', '--config', 'vitest.reliability.config.ts', ...files]);
}

process.exitCode = await main();
