import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillLibrary } from './seed/fill.ts';

/**
 * `npm run seed -- --clips N --data-dir DIR [--seed S] [--records-only]`: a library as years of use would leave it,
 * for measurements and for the eye. Nothing in it is ever sent or looked for by itself. The same seed makes the same
 * clips; the newest is of today.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clips: { type: 'string' },
      'data-dir': { type: 'string' },
      seed: { type: 'string', default: '1' },
      'records-only': { type: 'boolean', default: false },
    },
  });
  const clips = Number(values.clips);
  const seed = Number(values.seed);
  if (!Number.isInteger(clips) || clips < 1 || values['data-dir'] === undefined || !Number.isInteger(seed)) {
    throw new Error('Say how many and where: npm run seed -- --clips 10000 --data-dir DIR [--seed 1] [--records-only]');
  }
  const startedAt = performance.now();
  await fillLibrary({
    dataFolder: resolve(values['data-dir']),
    clips,
    seed,
    endsAt: Date.now(),
    withFiles: !values['records-only'],
    progressed: (made) => {
      if (made % 10_000 === 0) console.error(`${made} of ${clips}`);
    },
  });
  console.error(`${clips} clips in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
