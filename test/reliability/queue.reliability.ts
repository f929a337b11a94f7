import { it } from 'vitest';
import { expectQueueSurvives } from './queue-suite.ts';
import { reliabilitySeed, reliabilityTier } from './tier.ts';

const full = reliabilityTier() === 'full';

it('1,000 rows of a list, imported, paused, killed and resumed, are each sent once', async () => {
  await expectQueueSurvives({
    seed: reliabilitySeed(),
    ...(full ? { clips: 1000, kills: 20 } : { clips: 120, kills: 4 }),
  });
});
