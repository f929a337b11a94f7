import { it } from 'vitest';
import { expectDeadConnectionsLeft } from './half-open-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('leaves connections that died while the computer slept', { timeout: 180_000 }, async () => {
  await expectDeadConnectionsLeft({ seed: reliabilitySeed(), sleeps: 2, jobs: 40 });
});
