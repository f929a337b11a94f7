import { describe, expect, test } from 'vitest';
import type { JobChain } from '../../../shared/contract.ts';
import type { Job, JobIn } from '../../../shared/job.ts';
import { sampleJob, sampleProgress } from '../../samples.ts';
import { isChain, lengthOf, placeAt, playable, refreshed, startOf } from './chain-view.ts';

const done = (sequence: number) => sampleJob(sequence, 'x', sampleProgress.done);
const chainOf = (...jobs: Job[]): JobChain => ({ jobs, branches: [] });
const missingId = sampleJob(99).id;

test('a clip by itself is no chain; with a follower, another take or a deleted beginning it is', () => {
  expect(isChain(chainOf(done(1)))).toBe(false);
  expect(isChain(chainOf(done(1), done(2)))).toBe(true);
  expect(isChain({ ...chainOf(done(1)), branches: [done(2)] })).toBe(true);
  expect(isChain({ ...chainOf(done(1)), missingId })).toBe(true);
});

test('each clip is shown as it is now', () => {
  const [first, running] = [done(1), sampleJob(2, 'x', sampleProgress.running)];
  const known = new Map([[running.id, done(2)]]);
  expect(refreshed(chainOf(first, running), known).jobs).toEqual([first, done(2)]);
});

test('what can be played are the finished clips up to the first that is not', () => {
  const running = sampleJob(3, 'x', sampleProgress.running);
  expect(playable(chainOf(done(1), done(2), running))).toEqual([done(1), done(2)]);
  expect(playable(chainOf(done(1), done(2)))).toHaveLength(2);
  expect(playable(chainOf(running))).toEqual([]);
});

describe('lengths', () => {
  test('measured first, then ordered', () => {
    const job = done(1) as JobIn<'done'>;
    expect(lengthOf(job)).toBe(0);
    const ordered = { ...job, request: { ...job.request, durationSeconds: 6 as const } };
    expect(lengthOf(ordered)).toBe(6);
    const asset = { ...job.progress.asset, durationSeconds: 5.9 };
    expect(lengthOf({ ...ordered, progress: { ...job.progress, asset } })).toBe(5.9);
  });

  test.each([
    [0, { index: 0, seconds: 0 }],
    [5.5, { index: 0, seconds: 5.5 }],
    [6, { index: 1, seconds: 0 }],
    [17, { index: 2, seconds: 1 }],
    [99, { index: 2, seconds: 6 }],
    [-1, { index: 0, seconds: 0 }],
  ])('%s s into the chain', (seconds, place) => {
    expect(placeAt([6, 10, 6], seconds)).toEqual(place);
  });

  test('where a clip begins', () => {
    expect([0, 1, 2, 3].map((index) => startOf([6, 10, 6], index))).toEqual([0, 6, 16, 22]);
  });
});
