import { it } from 'vitest';
import { expectQuickWaking } from './sleep-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';

it('looks at every waiting clip soon after the computer wakes, time and again', async () => {
  const reach = full
    ? { sleeps: 100, jobs: 200, sleepMs: [5000, 12_000] as const }
    : { sleeps: 2, jobs: 15, sleepMs: [5500, 6500] as const };
  await expectQuickWaking({ seed: reliabilitySeed(), ...reach });
});
