import { createHash } from 'node:crypto';
import type { ClipMode } from '../../shared/clip-query.ts';
import type { Asset, Job, JobState } from '../../shared/job.ts';
import type { DurationSeconds, Resolution } from '../../shared/model.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { foldText } from './job-search.ts';

/**
 * What clips are filtered and sorted by. All of it is derived from the job's record, which alone is the truth: the
 * table of facts can be made anew at any time. Pure.
 */
export interface ClipFacts {
  sequence: number;
  /** Epoch ms. */
  createdAt: number;
  state: JobState;
  providerId: string;
  modelId: string;
  mode: ClipMode;
  /** What was asked for; where nothing was, what the file has. */
  durationSeconds: DurationSeconds | null;
  resolution: Resolution | null;
  sizeBytes: number | null;
  /** Epoch ms: when the provider had it, or when it ended otherwise. */
  finishedAt: number | null;
  favourite: boolean;
  rating: number;
  trashedAt: number | null;
  tags: readonly string[];
  collectionIds: readonly string[];
}

export function factsOf(job: Job): ClipFacts {
  const { request, progress, keeping } = job;
  const asset = assetOf(job);
  return {
    sequence: job.sequence,
    createdAt: job.createdAt,
    state: progress.state,
    providerId: request.providerId,
    modelId: request.modelId,
    mode: request.firstFrame === undefined ? 'text' : 'image',
    durationSeconds: request.durationSeconds ?? durationOf(asset),
    resolution: request.resolution ?? resolutionOf(asset),
    sizeBytes: asset?.sizeBytes ?? null,
    finishedAt: finishedAtOf(job),
    favourite: keeping?.favourite ?? false,
    rating: keeping?.rating ?? 0,
    trashedAt: keeping?.trashedAt ?? null,
    tags: keeping?.tags ?? [],
    collectionIds: keeping?.collectionIds ?? [],
  };
}

/** The file of a clip that was saved, also while it is being fetched anew. */
function assetOf({ progress }: Pick<Job, 'progress'>): Asset | undefined {
  if ('asset' in progress) return progress.asset;
  return 'former' in progress ? progress.former?.asset : undefined;
}

/** What a search looks through. */
export function textOf(job: Job): string {
  const { request, progress, keeping } = job;
  const remoteId = 'remote' in progress ? (progress.remote?.id ?? '') : '';
  const fileName = assetOf(job)?.path.split('/').at(-1) ?? '';
  const parts = [request.prompt, remoteId, fileName, keeping?.note ?? '', ...(keeping?.tags ?? [])];
  return foldText(parts.filter((part) => part !== '').join('\n'));
}

const promptKeyLength = 80;

/** By what clips are sorted when they are sorted by prompt: its beginning, whatever its case. */
export function promptKeyOf({ request }: Pick<Job, 'request'>): string {
  return foldText(request.prompt).trim().slice(0, promptKeyLength).toWellFormed();
}

/**
 * The same number for every request of the same prompt and picture. 48 bits, so that it is a whole number everywhere;
 * what it finds is compared once more.
 */
export function samenessOf(request: GenerationRequest): number {
  return createHash('sha256').update(sameThing(request)).digest().readUIntBE(0, 6);
}

/** Whether two requests ask for the same clip, wherever. What only one of them names does not tell them apart. */
export function isSameRequest(one: GenerationRequest, other: GenerationRequest): boolean {
  return (
    sameThing(one) === sameThing(other) &&
    agree(one.durationSeconds, other.durationSeconds) &&
    agree(one.resolution, other.resolution)
  );
}

function sameThing({ prompt, firstFrame }: GenerationRequest): string {
  const words = foldText(prompt).split(/\s+/u).join(' ').trim();
  const picture = firstFrame === undefined ? '' : firstFrame.kind === 'url' ? firstFrame.url : firstFrame.picture.id;
  return `${picture}\n${words}`;
}

function agree(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || one === other;
}

function finishedAtOf({ progress }: Job): number | null {
  switch (progress.state) {
    case 'done':
    case 'downloading':
      return progress.finishedAt;
    case 'failed':
      return progress.failedAt;
    case 'canceled':
      return progress.canceledAt;
    case 'waiting':
      return progress.former?.finishedAt ?? null;
    case 'queued':
    case 'submitting':
    case 'unknown':
      return null;
  }
}

/** Files are a little shorter or longer than what was asked for. */
function durationOf(asset: Asset | undefined): DurationSeconds | null {
  const seconds = asset?.durationSeconds;
  if (seconds === undefined) return null;
  return Math.abs(seconds - 6) < 1 ? 6 : Math.abs(seconds - 10) < 1 ? 10 : null;
}

/** The names of resolutions speak of the shorter side. */
function resolutionOf(asset: Asset | undefined): Resolution | null {
  if (asset?.widthPixels === undefined || asset.heightPixels === undefined) return null;
  const shortSide = Math.min(asset.widthPixels, asset.heightPixels);
  return shortSide >= 1000 ? '1080P' : shortSide >= 700 ? '768P' : null;
}
