import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runReplays } from './replays-run.ts';
import { runTransport } from './replays-transport.ts';
import { reliabilitySeed } from './tier.ts';

describe('one click, one submission', () => {
  it('100 intents, each fired many times from two windows over bad lines', { timeout: 30_000 }, async () => {
    expectSound('replays', await runReplays(100, reliabilitySeed(), 30_000), 100);
  });

  it('60 sends to servers that break off: one POST for each', { timeout: 30_000 }, async () => {
    expectSound('transport-replays', await runTransport(60, reliabilitySeed()), 60);
  });
});
