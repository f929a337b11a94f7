import { randomUUID } from 'node:crypto';
import type { Run } from '../library/run.ts';

/** Made-up runs for the tests of this folder. */
export function sampleRun(change: Partial<Run> = {}): Run {
  return {
    jobId: randomUUID(),
    sentAt: Date.UTC(2026, 10, 21, 12),
    providerId: 'sample',
    modelId: 'model-a',
    mode: 'text',
    durationSeconds: 6,
    resolution: '768P',
    outcome: 'done',
    charged: 'yes',
    estimate: { unit: 'USD', least: 0.28, most: 0.28 },
    cost: null,
    readyMs: 60_000,
    savedMs: 62_000,
    favourite: false,
    rating: 0,
    trashed: false,
    removed: false,
    tags: [],
    ...change,
  };
}
