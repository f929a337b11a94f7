import { expect, it } from 'vitest';
import { noSmallDisk } from './disk-full-disk.ts';
import { diskFullSuite } from './disk-full-suite.ts';
import { evidence } from './evidence.ts';
import { reliabilitySeed } from './tier.ts';

it('a disk that is full at forty points, five times each', { timeout: 60 * 60_000 }, async ({ skip }) => {
  const reason = noSmallDisk();
  if (reason !== undefined) skip(reason);
  const seed = reliabilitySeed();
  const { runs, failures, ...facts } = await diskFullSuite(seed, { times: 5, take: () => true });
  evidence('disk full', { seed, runs, failures: failures.length, facts });
  expect(failures).toEqual([]);
  expect([runs, facts.positions, facts.neverFull]).toEqual([200, 40, 0]);
});
