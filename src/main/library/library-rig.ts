import { randomUUID } from 'node:crypto';
import type { Job, JobIn, JobProgress } from '../../shared/job.ts';

/** Made-up jobs for the tests of this folder. */

export const sampleIntent = {
  sentAt: 900,
  origin: 'https://provider.example',
  keyFingerprint: '0011aabb',
  requestHash: 'f'.repeat(64),
};

export const sampleAccepted = { intent: sampleIntent, remote: { id: 'task-42' }, acceptedAt: 1000 };

export function sampleJob(progress: JobProgress, change: Partial<Job> = {}): Job {
  return {
    id: randomUUID(),
    sequence: 1,
    createdAt: new Date(2026, 10, 21, 9, 30).getTime(),
    updatedAt: 800,
    request: { providerId: 'sample', modelId: 'sample-model', prompt: 'A calm sea at dawn' },
    progress,
    ...change,
  };
}

export function downloadingJob(change: Partial<Job> = {}): JobIn<'downloading'> {
  const progress = {
    state: 'downloading',
    ...sampleAccepted,
    outputs: [{ url: 'https://cdn.example/x.mp4?X-Amz-Signature=secret-signature' }],
    finishedAt: 2000,
    dueAt: 2000,
    troubles: 0,
    refreshed: false,
  } as const;
  return sampleJob({ ...progress, outputs: [...progress.outputs] }, change) as JobIn<'downloading'>;
}
