import { describe, expect, test } from 'vitest';
import { isStillWatched, linkClockText, patienceSentences, stillWatchedText } from './patience.ts';
import { noon, progressIn, sampleJob } from './sample-jobs.ts';
import { setLanguage } from '../texts/index.ts';

const { waiting, downloading, done } = progressIn;
setLanguage('en', ['en-GB']);
const minute = 60_000;
/** Accepted three seconds past noon. */
const late = noon + 3_000 + 42 * minute;
const watched = (change: Partial<typeof waiting> = {}) => {
  const job = { ...sampleJob({ ...waiting, ...change }), updatedAt: late - 2 * minute };
  if (!isStillWatched(job, late)) throw new Error('not watched any more');
  return job;
};
const sentences = (change: Partial<typeof waiting>) =>
  patienceSentences(watched(change), { providerName: 'Someone', now: late });

describe('a clip that takes long', () => {
  test('is still watched from half an hour on', () => {
    const job = sampleJob(waiting);
    expect(isStillWatched(job, waiting.acceptedAt + 30 * minute - 1)).toBe(false);
    expect(isStillWatched(job, waiting.acceptedAt + 30 * minute)).toBe(true);
    expect(isStillWatched(sampleJob({ ...waiting, refreshing: true }), late)).toBe(false);
    expect(isStillWatched(sampleJob(done), late)).toBe(false);
    expect(stillWatchedText(watched(), late)).toBe('still watched after 42 min');
  });

  test('has the facts beside it, and never the word that it failed by our judgement', () => {
    expect(sentences({ dueAt: late + 3 * minute })).toBe(
      'Someone has had this clip for 42 min, longer than usual, and has not said that it failed. Conch asks every 5 min, next at 14:45. It may still come and may still be billed: do not send it again.',
    );
  });

  test('claims no rhythm after a trouble', () => {
    const lastFailure = { kind: 'network', message: 'Not reached.' } as const;
    expect(sentences({ lastFailure, dueAt: late + 3 * minute })).toContain(' Conch goes on asking. ');
  });
});

describe('the clock of a link', () => {
  const clock = (expiresAt: number | undefined) => {
    const outputs = [{ url: 'https://cdn.example.com/a.mp4', ...(expiresAt !== undefined && { expiresAt }) }];
    return linkClockText({ ...sampleJob(downloading), progress: { ...downloading, outputs } }, noon);
  };

  test('is shown where it is known', () => {
    expect(clock(noon + 41 * minute + 20_000)).toBe('link expires in 41 min');
    expect(clock(undefined)).toBeUndefined();
  });

  test('gives no verdict when it has run out', () => {
    expect(clock(noon - 1)).toBe('link may have expired');
  });
});
