import { expect, it } from 'vitest';
import type { JobProgress } from '../../shared/job.ts';
import { deletableAt } from './after-use.ts';

const upload = { uploadedAt: 1000, linkEndsAt: 9000 };
const intent = { sentAt: 1, origin: 'https://provider.example', keyFingerprint: '00', requestHash: '00' };
const accepted = { intent, remote: { id: 't' }, acceptedAt: 1 };
const why = { kind: 'provider-failed', message: '' } as const;
const asset = { path: 'a', sizeBytes: 1, sha256: '0', type: 'video/mp4', poster: false } as const;

it.each<[string, JobProgress | undefined, number | undefined]>([
  ['queued', { state: 'queued', dueAt: 1, attempts: 0 }, undefined],
  ['being sent', { state: 'submitting', intent, attempts: 1 }, undefined],
  ['waiting', { state: 'waiting', ...accepted, phase: 'running', dueAt: 1, troubles: 0, refreshing: false }, undefined],
  [
    'being fetched',
    {
      state: 'downloading',
      ...accepted,
      outputs: [{ url: '' }],
      finishedAt: 1,
      dueAt: 1,
      troubles: 0,
      refreshed: false,
    },
    undefined,
  ],
  ['in doubt', { state: 'unknown', intent, unknownAt: 1, failure: why }, undefined],
  ['done', { state: 'done', ...accepted, finishedAt: 1, savedAt: 1, asset }, 1000],
  ['failed', { state: 'failed', failedAt: 1, failure: why }, 1000],
  ['canceled before it was sent', { state: 'canceled', canceledAt: 1, reason: 'before-sending' }, 1000],
  // The provider may fetch it as long as the link lives.
  ['no longer watched', { state: 'canceled', canceledAt: 1, reason: 'watching-stopped', ...accepted }, 9000],
  ['given up', { state: 'canceled', canceledAt: 1, reason: 'given-up', intent }, 9000],
  ['deleted from the library', undefined, 9000],
])('of a clip that is %s', (_name, progress, at) => {
  expect(deletableAt(upload, progress)).toBe(at);
});
