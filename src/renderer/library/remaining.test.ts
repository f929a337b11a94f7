import { beforeAll, expect, test } from 'vitest';
import { isIn, type JobIn } from '../../shared/job.ts';
import { usualWait, type Wait } from '../../shared/wait.ts';
import { setLanguage } from '../texts/index.ts';
import { remainingText } from './remaining.ts';
import { noon, progressIn, sampleJob } from './sample-jobs.ts';

beforeAll(() => setLanguage('en', ['en-GB']));

const { waiting } = progressIn;
const sentAt = waiting.intent.sentAt;

function job(change: Partial<typeof waiting> = {}): JobIn<'waiting'> {
  const one = sampleJob({ ...waiting, ...change });
  if (!isIn(one, 'waiting')) throw new Error('the sample does not wait');
  return one;
}

/** Runs of these lengths, in seconds, the day before. */
function waitOf(...seconds: number[]): Wait {
  const runs = seconds.map((one) => ({ sentAt: noon - 86_400_000, readyMs: one * 1000 }));
  return usualWait({ providerId: 'provider', modelId: 'model' }, runs, noon);
}

const steady = waitOf(100, 110, 120, 130, 140);
const withTail = waitOf(100, 100, 100, 120, 120, 120, 120, 120, 300, 300, 300);

test.each([
  ['no figure without runs', undefined, 10, undefined],
  ['none on too few of them', waitOf(100, 110), 10, undefined],
  ['the rest of the usual wait', steady, 60, 'about 1 min left'],
  ['past it, but not by much', steady, 130, 'usually ready by now'],
  ['far past it', steady, 200, 'longer than usual'],
  ['within the slow tail', withTail, 200, 'usually ready by now'],
  ['beyond the slow tail', withTail, 320, 'longer than usual'],
])('%s', (_name, wait, elapsedSeconds, text) => {
  expect(remainingText(job(), wait, sentAt + elapsedSeconds * 1000)).toBe(text);
});

test('what the provider says goes before what is usual', () => {
  const now = sentAt + 60_000;
  expect(remainingText(job({ readyAt: now + 300_000 }), steady, now)).toBe('about 5 min left');
  expect(remainingText(job({ readyAt: now - 1 }), steady, now)).toBe('about 1 min left');
});
