import { expect, it } from 'vitest';
import { damages } from './damaged-database-damage.ts';
import { runDamages } from './damaged-database-trial.ts';
import { evidence } from './evidence.ts';
import { reliabilitySeed } from './tier.ts';

it('starts on a damaged list of clips, and every paid job is there', { timeout: 60_000 }, async () => {
  const seed = reliabilitySeed();
  const { runs, failures, ...facts } = await runDamages(seed, 3 * Object.keys(damages).length);
  evidence('damaged database, short', { seed, runs, failures: failures.length, facts });
  expect(failures).toEqual([]);
  expect(facts.putAside).toBeGreaterThan(0);
});
