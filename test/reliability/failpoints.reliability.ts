import { it } from 'vitest';
import { expectFailpointsHarmless } from './failpoints-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

it('loses nothing when it is ended at any named point, time and again', async () => {
  await expectFailpointsHarmless({ seed: reliabilitySeed(), times: reliabilityTier() === 'full' ? 25 : 2 });
});
