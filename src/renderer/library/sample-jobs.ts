import type { Job, JobProgress, JobState } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';

/** Jobs for the tests of the window: one in each state, all made at one moment. */

/** 21 November 2026, 14:00:00, in whatever time zone the tests run. */
export const noon = new Date(2026, 10, 21, 14, 0, 0).getTime();

const intent = {
  sentAt: noon + 1_000,
  origin: 'https://api.example.com',
  keyFingerprint: 'c0ffee00',
  requestHash: 'a'.repeat(64),
};
const accepted = { intent, remote: { id: 'task-1' }, acceptedAt: noon + 3_000 };

export const progressIn: { [S in JobState]: Extract<JobProgress, { state: S }> } = {
  queued: { state: 'queued', dueAt: noon, attempts: 0 },
  submitting: { state: 'submitting', intent, attempts: 1 },
  waiting: { state: 'waiting', ...accepted, phase: 'queued', dueAt: noon + 8_000, troubles: 0, refreshing: false },
  downloading: {
    state: 'downloading',
    ...accepted,
    outputs: [{ url: 'https://cdn.example.com/clip.mp4', expiresAt: noon + 3_600_000 }],
    finishedAt: noon + 100_000,
    dueAt: noon + 100_000,
    troubles: 0,
    refreshed: false,
  },
  done: {
    state: 'done',
    ...accepted,
    finishedAt: noon + 100_000,
    savedAt: noon + 135_000,
    asset: {
      path: '2026-11/night-train-0000.mp4',
      sizeBytes: 4_100_000,
      sha256: 'b'.repeat(64),
      type: 'video/mp4',
      widthPixels: 1366,
      heightPixels: 768,
      durationSeconds: 5.9,
      poster: true,
    },
  },
  failed: {
    state: 'failed',
    failedAt: noon + 9_000,
    intent,
    failure: { kind: 'moderation', message: 'The filter refused the prompt.', charged: 'no', stage: 'submit' },
  },
  canceled: { state: 'canceled', canceledAt: noon + 2_000, reason: 'before-sending' },
  unknown: {
    state: 'unknown',
    intent,
    unknownAt: noon + 31_000,
    failure: { kind: 'outcome-unknown', message: 'The connection broke.', stage: 'submit' },
  },
};

let sequence = 0;

export function sampleJob(progress: JobProgress, request: Partial<GenerationRequest> = {}): Job {
  sequence += 1;
  return {
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    sequence,
    createdAt: noon,
    updatedAt: noon,
    request: { providerId: 'someone', modelId: 'hailuo-02', prompt: 'Night train crosses a salt flat', ...request },
    progress,
  };
}
