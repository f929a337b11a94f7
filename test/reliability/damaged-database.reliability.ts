import { expect, it } from 'vitest';
import { runDamages } from './damaged-database-trial.ts';
import { evidence } from './evidence.ts';
import { reliabilitySeed } from './tier.ts';

it('starts a thousand times of a thousand, and every paid job is there', { timeout: 30 * 60_000 }, async () => {
  const seed = reliabilitySeed();
  const { runs, failures, ...facts } = await runDamages(seed, 1000);
  evidence('damaged database', { seed, runs, failures: failures.length, facts });
  expect(failures).toEqual([]);
  expect(facts.longestStartMs).toBeLessThan(3000);
});
