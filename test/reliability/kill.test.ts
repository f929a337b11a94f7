import { it } from 'vitest';
import { expectKillsHarmless } from './kill-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('loses nothing and pays nothing twice when it is killed 200 times', { timeout: 600_000 }, async () => {
  await expectKillsHarmless({ seed: reliabilitySeed(), kills: 200, leastPerState: 5 });
});
