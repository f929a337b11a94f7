import type { Range, Unit } from '../../shared/amount.ts';
import type { ClipMode } from '../../shared/clip-query.ts';
import type { Charge } from '../../shared/failure.ts';
import type { Cost, Job, JobProgress } from '../../shared/job.ts';
import type { DurationSeconds, Resolution } from '../../shared/model.ts';

/**
 * What is remembered of one request that was sent: when and where, what it cost, how long it took. Derived from the
 * job's record at every write; it outlives the record, because deleting a clip does not give the money back. Neither
 * prompt nor picture is in it.
 */
export interface Run {
  jobId: string;
  /** Epoch ms. */
  sentAt: number;
  providerId: string;
  modelId: string;
  mode: ClipMode;
  /** What was asked for; null where the model offers no choice. */
  durationSeconds: DurationSeconds | null;
  resolution: Resolution | null;
  outcome: RunOutcome;
  charged: Charge;
  /** As it was made before sending. */
  estimate: (Range & { unit: Unit }) | null;
  /** What the provider itself named. */
  cost: Cost | null;
  readyMs: number | null;
  savedMs: number | null;
  favourite: boolean;
  rating: number;
  trashed: boolean;
  /** The clip was deleted for good. */
  removed: boolean;
  tags: readonly string[];
}

/** `unclear`: nobody knows what became of it, or the person stopped watching. */
export const runOutcomes = ['running', 'done', 'failed', 'unclear'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/**
 * Undefined for what was never sent, and for clips that came from another library: what they cost is that library's
 * affair. Pure.
 */
export function runOf(job: Job): Run | undefined {
  const { request, progress, keeping } = job;
  const intent = 'intent' in progress ? progress.intent : undefined;
  // Sidecars and exports do not name the key, so a record that was made from one has none.
  if (intent === undefined || intent.keyFingerprint === '') return undefined;
  const { estimate } = intent;
  const timing = 'timing' in progress ? progress.timing : undefined;
  return {
    jobId: job.id,
    sentAt: intent.sentAt,
    providerId: request.providerId,
    modelId: request.modelId,
    mode: request.firstFrame === undefined ? 'text' : 'image',
    durationSeconds: request.durationSeconds ?? null,
    resolution: request.resolution ?? null,
    ...endOf(progress),
    estimate: estimate === undefined ? null : { unit: estimate.unit, least: estimate.least, most: estimate.most },
    cost: ('cost' in progress && progress.cost) || null,
    readyMs: timing?.readyMs ?? null,
    savedMs: timing?.savedMs ?? null,
    favourite: keeping?.favourite ?? false,
    rating: keeping?.rating ?? 0,
    trashed: keeping?.trashedAt !== undefined,
    removed: false,
    tags: keeping?.tags ?? [],
  };
}

function endOf(progress: JobProgress): Pick<Run, 'outcome' | 'charged'> {
  switch (progress.state) {
    case 'done':
      return { outcome: 'done', charged: 'yes' };
    case 'downloading':
      return { outcome: progress.former === undefined ? 'running' : 'done', charged: 'yes' };
    case 'queued':
    case 'submitting':
      return { outcome: 'running', charged: 'unknown' };
    case 'waiting':
      return progress.former === undefined
        ? { outcome: 'running', charged: 'unknown' }
        : { outcome: 'done', charged: 'yes' };
    case 'failed':
      // The provider had made it: only the way to the disk failed.
      if (progress.failure.stage === 'download') return { outcome: 'failed', charged: 'yes' };
      return { outcome: 'failed', charged: progress.failure.charged ?? 'unknown' };
    case 'canceled':
    case 'unknown':
      return { outcome: 'unclear', charged: 'unknown' };
  }
}
