import { it } from 'vitest';
import { expectKillsHarmless } from './kill-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';

it('loses nothing and pays nothing twice, wherever it is killed', async () => {
  const reach = full ? { kills: 3000, leastPerState: 100 } : { kills: 200, leastPerState: 5 };
  await expectKillsHarmless({ seed: reliabilitySeed(), ...reach });
});
