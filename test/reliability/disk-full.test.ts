import { expect, it } from 'vitest';
import { noSmallDisk } from './disk-full-disk.ts';
import { diskFullSuite } from './disk-full-suite.ts';
import { evidence } from './evidence.ts';
import { reliabilitySeed } from './tier.ts';

it('a full disk loses nothing, bills nothing twice, and is got over alone', { timeout: 90_000 }, async ({ skip }) => {
  const reason = noSmallDisk();
  if (reason !== undefined) skip(reason);
  const seed = reliabilitySeed();
  // One position for each moment, with ever more room left.
  const suite = await diskFullSuite(seed, { times: 1, take: (position) => position % 5 === 0 });
  const { runs, failures, ...facts } = suite;
  evidence('disk full, short', { seed, runs, failures: failures.length, facts });
  expect(failures).toEqual([]);
  expect(facts.neverFull).toBe(0);
});
