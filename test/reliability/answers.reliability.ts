import { describe, it } from 'vitest';
import { runBombs } from './answers-bombs.ts';
import { expectSound } from './answers-findings.ts';
import { runAnswers, subjects } from './answers-run.ts';
import { reliabilitySeed } from './tier.ts';

describe('malformed answers', () => {
  it.each(subjects)('10_000 for %s, %s', { timeout: 600_000 }, async (id, operation, provider) => {
    expectSound(`answers-${id}-${operation}`, await runAnswers(provider, operation, 10_000, reliabilitySeed()), 10_000);
  });

  it('answers made to fill the memory or to hold the call are cut off', { timeout: 600_000 }, async () => {
    expectSound('answer-bombs', await runBombs(4, reliabilitySeed()), 9);
  });
});
