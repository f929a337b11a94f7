import { it } from 'vitest';
import { expectQuickWaking } from './sleep-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('looks at every waiting clip soon after the computer wakes', { timeout: 180_000 }, async () => {
  await expectQuickWaking({ seed: reliabilitySeed(), sleeps: 2, jobs: 15, sleepMs: [5500, 6500] });
});
