import { it } from 'vitest';
import { expectAllToEnd } from './soak-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('brings hundreds of jobs at once to their end, in quick time', { timeout: 180_000 }, async () => {
  const seed = reliabilitySeed();
  await expectAllToEnd({ seed, jobs: 300, minutes: 0, providerSpeed: 100, clockSpeed: 10, pollMs: 3000 });
});
