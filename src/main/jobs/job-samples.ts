import type { Job, JobProgress } from '../../shared/job.ts';
import type { ModelSpec } from '../../shared/model.ts';
import type { KeptPicture } from '../../shared/request.ts';
import type { Provider } from '../providers/provider.ts';
import type { UploadTools } from './steps.ts';

/** Made-up jobs and a made-up provider for the tests of this folder. */

export const sampleIntent = {
  sentAt: 900,
  origin: 'https://provider.example',
  keyFingerprint: '0011aabb',
  requestHash: 'f'.repeat(64),
};

export const sampleRequest = { providerId: 'sample', modelId: 'sample-model', prompt: 'A calm sea' };

export const samplePicture: KeptPicture = {
  id: 'b'.repeat(64),
  type: 'image/png',
  sizeBytes: 9,
  widthPixels: 900,
  heightPixels: 900,
};

export function sampleJob(progress: JobProgress, change: Partial<Job> = {}): Job {
  return {
    id: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f',
    sequence: 1,
    createdAt: 800,
    updatedAt: 800,
    request: sampleRequest,
    progress,
    ...change,
  };
}

export const sampleModel: ModelSpec = {
  id: 'sample-model',
  name: 'Sample model',
  promptMaxLength: 2000,
  durations: [],
  resolutions: [],
  refusedPairs: [],
  flags: {},
  callbackUrl: false,
};

export function sampleProvider(change: Partial<Provider> = {}): Provider {
  return {
    id: 'sample',
    name: 'Sample',
    origin: 'https://provider.example',
    models: [sampleModel],
    links: { keys: '', console: '', billing: '', docs: '' },
    pace: { concurrentClips: 2, submitGapMs: 0, firstPollMs: 8000, pollMs: 10_000 },
    chargeNote: '',
    authorize: (key) => ({ authorization: key }),
    submit: async () => ({ outcome: 'accepted', remote: { id: 'task-1' } }),
    poll: async () => ({ outcome: 'waiting', phase: 'queued' }),
    keyTest: { free: false, note: '' },
    prices: [],
    lookup: { possible: false, why: '' },
    ...change,
  };
}

/** Nobody has set one up. */
export const noImageHost: UploadTools = {
  state: 'absent',
  upload: () => Promise.reject(new Error('there is no image host')),
  troubles: () => 0,
};
