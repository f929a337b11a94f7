import type { ProviderView, Session } from '../shared/contract.ts';
import type { Job, JobProgress } from '../shared/job.ts';
import type { ModelSpec } from '../shared/model.ts';
import { settingsSchema } from '../shared/settings.ts';

/** Plain values for the tests of the window. */

export function sampleSpec(change: Partial<ModelSpec> = {}): ModelSpec {
  return {
    id: 'model-a',
    name: 'Model A',
    promptMaxLength: 2000,
    durations: [6, 10],
    resolutions: ['768P', '1080P'],
    refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
    flags: { promptOptimizer: true },
    callbackUrl: false,
    ...change,
  };
}

export function sampleImageRules(
  change: Partial<NonNullable<ModelSpec['image']>> = {},
): NonNullable<ModelSpec['image']> {
  return {
    use: 'optional',
    sources: ['file', 'url'],
    types: ['image/jpeg', 'image/png'],
    maxBytes: 20_000_000,
    shortSideOverPixels: 300,
    minRatio: 0.4,
    maxRatio: 2.5,
    ratioExclusive: false,
    ...change,
  };
}

export function sampleProvider(change: Partial<ProviderView> = {}): ProviderView {
  const page = 'https://provider.example/';
  return {
    id: 'provider-a',
    name: 'Provider A',
    models: [sampleSpec()],
    key: { source: 'session' },
    baseUrl: 'https://api.provider.example',
    defaultBaseUrl: 'https://api.provider.example',
    baseUrlFromEnvironment: false,
    concurrentClips: 2,
    defaultConcurrentClips: 2,
    links: { keys: page, console: page, billing: page, docs: page },
    keyTest: { free: false, note: 'No free call is known.' },
    tellsBalance: false,
    chargeNote: 'Nobody has said what a failed clip costs.',
    prices: [],
    ownPrices: [],
    lookup: { possible: false, why: 'There is no list to look in.' },
    ...change,
  };
}

const jobStart = { createdAt: 1_000, updatedAt: 1_000 };

export function sampleJob(
  sequence: number,
  prompt = 'A quiet harbour',
  progress: JobProgress = { state: 'queued', dueAt: 0, attempts: 0 },
): Job {
  const id = `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`;
  return { ...jobStart, id, sequence, request: { providerId: 'provider-a', modelId: 'model-a', prompt }, progress };
}

export function sampleSession(jobs: Job[], change: Partial<Session> = {}): Session {
  return {
    version: '0.1.0',
    host: 'browser',
    abilities: {
      reveal: false,
      openClip: false,
      dragOut: false,
      chooseFolder: false,
      notify: false,
      systemTrash: false,
      keyStorage: 'session',
      keyFile: true,
    },
    demo: false,
    firstStart: false,
    providers: [sampleProvider()],
    settings: settingsSchema.parse({}),
    imageHost: { configured: false, keyState: { source: 'none' }, leftBehind: 0 },
    proxy: { passwordState: { source: 'none' } },
    dataFolder: '/data',
    libraryFolder: '/data/library',
    mediaBase: '/media',
    counts: { all: jobs.length, running: 0, attention: 0, failed: 0 },
    page: { jobs, offset: 0, total: jobs.length, revision: 0 },
    priceTableVersion: 1,
    notices: [],
    ...change,
  };
}

const intent = {
  sentAt: 2_000,
  origin: 'https://api.provider.example',
  keyFingerprint: '01234567',
  requestHash: 'f'.repeat(64),
};
const accepted = { intent, remote: { id: 'task-1' }, acceptedAt: 3_000 };
const waiting = { state: 'waiting', ...accepted, dueAt: 9_000, troubles: 0, refreshing: false } as const;

/** One progress for each state that a job can be in, and the second face of "waiting". */
export const sampleProgress = {
  queued: { state: 'queued', dueAt: 0, attempts: 0 },
  submitting: { state: 'submitting', intent, attempts: 1 },
  waiting: { ...waiting, phase: 'queued' },
  running: { ...waiting, phase: 'running' },
  refreshing: { ...waiting, phase: 'running', refreshing: true },
  downloading: {
    state: 'downloading',
    ...accepted,
    outputs: [{ url: 'https://files.example/a.mp4' }],
    finishedAt: 4_000,
    dueAt: 4_000,
    troubles: 0,
    refreshed: false,
  },
  done: {
    state: 'done',
    ...accepted,
    finishedAt: 4_000,
    savedAt: 5_000,
    asset: { path: 'a.mp4', sizeBytes: 1, sha256: 'f'.repeat(64), type: 'video/mp4', poster: false },
  },
  failed: { state: 'failed', failedAt: 4_000, failure: { kind: 'moderation', message: 'The filter refused it.' } },
  canceled: { state: 'canceled', canceledAt: 4_000, reason: 'before-sending' },
  unknown: {
    state: 'unknown',
    intent,
    unknownAt: 4_000,
    failure: { kind: 'outcome-unknown', message: 'Nobody can tell.' },
  },
} satisfies Record<string, JobProgress>;
