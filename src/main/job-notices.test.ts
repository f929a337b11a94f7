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

function desk(given: { canNotify?: boolean; settings?: object; languages?: string[]; inFront?: boolean } = {}) {
  const seen: unknown[] = [];
  const timers: (() => void)[] = [];
  let running: Job[] = [];
  let attention = 0;
  let now = 5000;
  let reads = 0;
  const notices = createJobNotices({
    acts: {
      notify: ({ title, jobId }) => seen.push(`${title} → ${jobId}`),
      isInFront: () => given.inFront ?? false,
      showAttention: (clips) => seen.push(`${clips} on the dock`),
      showProgress: (fraction) => seen.push(fraction),
    },
    canNotify: given.canNotify ?? true,
    settings: { get: () => settingsSchema.parse(given.settings ?? {}) },
    languages: given.languages ?? ['en-GB'],
    counts: () => ({ running: running.length, attention }),
    inTheMaking: () => ((reads += 1), running),
    clock: { now: () => now, after: (_delayMs, callback) => (timers.push(callback), () => {}) },
  });
  return {
    seen,
    turn(after: Job, before: JobProgress) {
      running = after.progress.state === 'waiting' ? [after] : [];
      if (after.progress.state === 'unknown') attention += 1;
      notices.changed(after, { ...after, progress: before });
    },
    pass: (ms: number) => void (now += ms),
    /** The time in which news are gathered is over. */
    gathered: () => timers.splice(0).forEach((timer) => timer()),
    reads: () => reads,
  };
}

const submitting: JobProgress = { state: 'submitting', intent: sampleIntent, attempts: 1 };
const failed: JobProgress = { state: 'failed', failedAt: 1, failure: failure('moderation', '?') };
const jobOf = (progress: JobProgress, id: string): Job => ({ ...sampleJob(progress), id });

function told(after: JobProgress, before: JobProgress, given: Parameters<typeof desk>[0] = {}): unknown[] {
  const { seen, turn, gathered } = desk(given);
  turn(jobOf(after, 'a'), before);
  gathered();
  return seen.filter((one) => typeof one === 'string' && one.includes('→'));
}

describe('job notices', () => {
  it('tell once what became of a clip', () => {
    expect(told(done, waiting)).toEqual(['Clip ready → a']);
    expect(told(failed, waiting)).toEqual(['The content filter refused it → a']);
    expect(told(unknown, submitting)).toEqual(['A clip needs your attention → a']);
    expect(told(done, done)).toEqual([]);
  });

  it('speak the language of the system', () => {
    expect(told(done, waiting, { languages: ['zh-Hans-CN'] })).toEqual(['视频已完成 → a']);
  });

  it('gather what comes together, and lead to the clip that most wants to be looked at', () => {
    const { seen, turn, gathered } = desk();
    turn(jobOf(done, 'a'), waiting);
    turn(jobOf(done, 'b'), waiting);
    turn(jobOf(failed, 'c'), waiting);
    turn(jobOf(unknown, 'd'), submitting);
    gathered();
    expect(seen.filter((one) => String(one).includes('→'))).toEqual([
      'Ready: 2. Failed: 1. Needs your attention: 1. → d',
    ]);
    turn(jobOf(done, 'e'), waiting);
    gathered();
    expect(seen.at(-1)).toBe('Clip ready → e');
  });

  it('are quiet while the window is in front, unless the person wants them there too', () => {
    expect(told(done, waiting, { inFront: true })).toEqual([]);
    expect(told(done, waiting, { inFront: true, settings: { notifyInFront: true } })).toEqual(['Clip ready → a']);
  });

  it('are quiet where the person or the host says so', () => {
    expect(told(done, waiting, { canNotify: false })).toEqual([]);
    expect(told(done, waiting, { settings: { notifications: false } })).toEqual([]);
  });
});

describe('activity', () => {
  it('shows how far everything is, and nothing when nothing runs', () => {
    const { seen, turn } = desk();
    turn(jobOf(waiting, 'a'), waiting);
    turn(jobOf(done, 'a'), waiting);
    expect(seen).toEqual([0.4, null]);
  });

  it('counts what waits for the person on the dock', () => {
    const { seen, turn } = desk();
    turn(jobOf(unknown, 'a'), submitting);
    expect(seen).toContain('1 on the dock');
  });

  it('is worked out once a second at most, however often something moves', () => {
    const { turn, pass, reads } = desk();
    for (let step = 0; step < 300; step += 1) {
      turn(jobOf(waiting, 'a'), waiting);
      pass(10);
    }
    expect(reads()).toBe(3);
  });
});

describe('meanProgress', () => {
  it('is the mean of what is in the making, and nothing when nothing is', () => {
    expect(meanProgress([])).toBeNull();
    expect(meanProgress([sampleJob(waiting), sampleJob({ state: 'queued', dueAt: 1, attempts: 0 })])).toBe(0.2);
  });
});
