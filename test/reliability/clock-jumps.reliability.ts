import { it } from 'vitest';
import { expectHarmlessJumps } from './clock-jumps-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';

it('goes on as if nothing had happened when the clock jumps, time and again', async () => {
  const reach = full ? { jumps: 500, jobs: 200 } : { jumps: 12, jobs: 30 };
  await expectHarmlessJumps({ seed: reliabilitySeed(), ...reach });
});
