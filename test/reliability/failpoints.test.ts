import { it } from 'vitest';
import { expectFailpointsHarmless } from './failpoints-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('loses nothing when it is ended at any named point', { timeout: 180_000 }, async () => {
  await expectFailpointsHarmless({ seed: reliabilitySeed(), times: 2 });
});
