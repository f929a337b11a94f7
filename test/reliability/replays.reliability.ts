import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runReplays } from './replays-run.ts';
import { runTransport } from './replays-transport.ts';
import { reliabilitySeed } from './tier.ts';

describe('one click, one submission', () => {
  it('1000 intents, each fired many times from two windows over bad lines', { timeout: 600_000 }, async () => {
    expectSound('replays', await runReplays(1000, reliabilitySeed(), 300_000), 1000);
  });

  it('500 sends to servers that break off: one POST for each', { timeout: 600_000 }, async () => {
    expectSound('transport-replays', await runTransport(500, reliabilitySeed()), 500);
  });
});
