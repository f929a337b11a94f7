import { expect, test } from 'vitest';
import type { Job, JobProgress } from '../../shared/job.ts';
import { newsBetween, newsText } from './clip-news.ts';
import { progressIn, sampleJob } from './sample-jobs.ts';

const { waiting, downloading, done, failed, unknown } = progressIn;
const mapOf = (...jobs: Job[]) => new Map(jobs.map((job) => [job.id, job]));

function turned(from: JobProgress, to: JobProgress) {
  const job = sampleJob(from, { prompt: 'Boats\ncome home' });
  return newsBetween(mapOf(job), mapOf({ ...job, progress: to }));
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
  expect(newsBetween(new Map(), mapOf(sampleJob(done), sampleJob(failed)))).toEqual([]);
});

test('several together are counted', () => {
  const news = [...turned(downloading, done), ...turned(downloading, done), ...turned(waiting, failed)];
  expect(newsText(news)).toBe('Clips: 2 done, 1 failed');
  expect(newsText([])).toBe('');
});
