import { it } from 'vitest';
import { expectHarmlessJumps } from './clock-jumps-suite.ts';
import { reliabilitySeed } from './tier.ts';

it('goes on as if nothing had happened when the clock jumps', { timeout: 180_000 }, async () => {
  await expectHarmlessJumps({ seed: reliabilitySeed(), jumps: 12, jobs: 30 });
});
