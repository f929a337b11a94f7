import { describe, expect, it } from 'vitest';
import { failure } from '../shared/failure.ts';
import type { Job, JobProgress } from '../shared/job.ts';
import { settingsSchema } from '../shared/settings.ts';
import { sampleIntent, sampleJob } from './jobs/job-samples.ts';
import { createJobNotices, meanProgress } from './job-notices.ts';

const accepted = { intent: sampleIntent, remote: { id: 't' }, acceptedAt: 1 };
const waiting: JobProgress = {
  state: 'waiting',
  ...accepted,
  phase: 'running',
  progressPercent: 40,
  dueAt: 1,
  troubles: 0,
  refreshing: false,
};
const asset = { path: 'a.mp4', sizeBytes: 1, sha256: 'h', type: 'video/mp4', poster: false } as const;
const done: JobProgress = { state: 'done', ...accepted, finishedAt: 1, savedAt: 2, asset };
const unknown: JobProgress = {
  state: 'unknown',
  intent: sampleIntent,
  unknownAt: 1,
  failure: failure('outcome-unknown', '?'),
};

function run(after: Job, before: Job, { canNotify = true, notifications = true } = {}) {
  const seen: unknown[] = [];
  const notices = createJobNotices({
    acts: { notify: (notice) => seen.push(notice.title), showProgress: (fraction) => seen.push(fraction) },
    canNotify,
    settings: { get: () => settingsSchema.parse({ notifications }) },
    running: () => (after.progress.state === 'waiting' ? 1 : 0),
    inTheMaking: () => [after],
    now: () => 5000,
  });
  notices.changed(after, before);
  return seen;
}

describe('job notices', () => {
  it('tells once what became of a clip', () => {
    expect(run(sampleJob(done), sampleJob(waiting))).toEqual([null, 'Clip ready']);
    expect(run(sampleJob(unknown), sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 }))).toEqual([
      null,
      'A clip needs your attention',
    ]);
    expect(run(sampleJob(done), sampleJob(done))).toEqual([null]);
  });

  it('is quiet while a clip is on its way, but shows how far', () => {
    expect(run(sampleJob(waiting), sampleJob(waiting))).toEqual([0.4]);
  });

  it('is quiet where the person or the host says so', () => {
    expect(run(sampleJob(done), sampleJob(waiting), { canNotify: false })).toEqual([null]);
    expect(run(sampleJob(done), sampleJob(waiting), { notifications: false })).toEqual([null]);
  });
});

describe('progress', () => {
  it('is worked out once a second at most, however often something moves', () => {
    let now = 5000;
    let reads = 0;
    const notices = createJobNotices({
      acts: { notify: () => {}, showProgress: () => {} },
      canNotify: false,
      settings: { get: () => settingsSchema.parse({}) },
      running: () => 1,
      inTheMaking: () => ((reads += 1), []),
      now: () => now,
    });
    for (; now < 8000; now += 10) notices.changed(sampleJob(waiting), sampleJob(waiting));
    expect(reads).toBe(3);
  });
});

describe('meanProgress', () => {
  it('is the mean of what is in the making, and nothing when nothing is', () => {
    expect(meanProgress([])).toBeNull();
    expect(meanProgress([sampleJob(waiting), sampleJob({ state: 'queued', dueAt: 1, attempts: 0 })])).toBe(0.2);
  });
});
