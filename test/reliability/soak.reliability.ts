import { expect, it } from 'vitest';
import { expectAllToEnd } from './soak-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';
/** For how long, where half an hour is not to be had. */
const minutes = Number(process.env['CONCH_RELIABILITY_MINUTES'] ?? (full ? 30 : 3));

/**
 * In true time. A provider takes at most 50 clips at once from Conch, so of a thousand jobs 250 are in the making; they
 * are looked at four times as often as usual, which makes as many looks as a thousand.
 */
it('keeps a thousand jobs going without growing, lagging or losing one', async () => {
  const seed = reliabilitySeed();
  const figures = await expectAllToEnd({
    seed,
    jobs: 1000,
    minutes,
    providerSpeed: 1,
    clockSpeed: 1,
    pollMs: 2500,
  });
  expect(figures.cpuPercent).toBeLessThanOrEqual(25);
  expect(figures.lagP99Ms, `beside it a process that does nothing: ${figures.bareLagP99Ms} ms`).toBeLessThanOrEqual(50);
  expect(figures.growthPercent).toBeLessThanOrEqual(10);
});
