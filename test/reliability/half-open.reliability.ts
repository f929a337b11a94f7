import { it } from 'vitest';
import { expectDeadConnectionsLeft } from './half-open-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';

it('leaves connections that died while the computer slept, time and again', async () => {
  const reach = full ? { sleeps: 60, jobs: 200 } : { sleeps: 2, jobs: 40 };
  await expectDeadConnectionsLeft({ seed: reliabilitySeed(), ...reach });
});
