import { describe, it } from 'vitest';
import { runBombs } from './answers-bombs.ts';
import { expectSound } from './answers-findings.ts';
import { runAnswers, subjects } from './answers-run.ts';
import { reliabilitySeed } from './tier.ts';

describe('malformed answers', () => {
  it.each(subjects)('300 for %s, %s', { timeout: 20_000 }, async (id, operation, provider) => {
    expectSound(`answers-${id}-${operation}`, await runAnswers(provider, operation, 300, reliabilitySeed()), 300);
  });

  it('answers made to fill the memory or to hold the call are cut off', { timeout: 20_000 }, async () => {
    expectSound('answer-bombs', await runBombs(1, reliabilitySeed()), 9);
  });
});
