import { it } from 'vitest';
import { expectQueueSurvives } from './queue-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('120 rows of a list, imported, paused, killed and resumed, are each sent once', { timeout: 180_000 }, async () => {
  await expectQueueSurvives({ seed: reliabilitySeed(), clips: 120, kills: 4 });
});
