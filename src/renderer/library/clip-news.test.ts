import { expect, test } from 'vitest';
import type { Job, JobProgress } from '../../shared/job.ts';
import { newsBetween, newsText } from './clip-news.ts';
import { progressIn, sampleJob } from './sample-jobs.ts';

const { queued, waiting, downloading, done, failed, unknown } = progressIn;
/** A window that has known these clips for a while. */
const seen = (...jobs: Job[]) => ({
  jobs: new Map(jobs.map((job) => [job.id, job])),
  newestSequence: Math.max(0, ...jobs.map(({ sequence }) => sequence)),
  session: { dataFolder: '/data' },
});

function turned(from: JobProgress, to: JobProgress) {
  const job = sampleJob(from, { prompt: 'Boats\ncome home' });
  return newsBetween(seen(job), seen({ ...job, progress: to }));
}

test('only the ends of the way are news', () => {
  expect(newsText(turned(downloading, done))).toBe('Done: Boats come home');
  expect(newsText(turned(waiting, failed))).toBe('Failed: Boats come home');
  expect(newsText(turned(waiting, unknown))).toBe('Needs attention: Boats come home');
  expect(turned(waiting, downloading)).toEqual([]);
  expect(turned(waiting, { ...waiting, progressPercent: 50 })).toEqual([]);
});

test('a poster for a finished clip is no news, nor is a page of old clips', () => {
  expect(turned(done, { ...done, asset: { ...done.asset, poster: false } })).toEqual([]);
  expect(newsBetween(seen(), seen(sampleJob(done), sampleJob(failed)))).toEqual([]);
});

test('a clip that was just made is told, those that a session brings are not', () => {
  const old = { ...sampleJob(done), id: 'old', sequence: 1 };
  const made = { ...sampleJob(queued, { prompt: 'Just now' }), id: 'made', sequence: 2 };
  expect(newsText(newsBetween(seen(old), seen(old, made)))).toBe('Queued: Just now');
  expect(newsText(newsBetween(seen(), seen(made)))).toBe('Queued: Just now');
  expect(newsBetween({ ...seen(), session: undefined }, seen(old, made))).toEqual([]);
  expect(newsBetween({ ...seen(), session: { dataFolder: '/demo' } }, seen(old, made))).toEqual([]);
  expect(newsBetween({ ...seen(old), newestSequence: 9 }, seen(old, made))).toEqual([]);
  expect(turned(waiting, queued)).toEqual([]);
});

test('several together are counted', () => {
  const news = [...turned(downloading, done), ...turned(downloading, done), ...turned(waiting, failed)];
  expect(newsText(news)).toBe('Clips: 2 done, 1 failed');
  expect(newsText([])).toBe('');
});
