import { z } from 'zod';
import { durationSchema, resolutionSchema } from './model.ts';
import { providerIdSchema, type GenerationRequest } from './request.ts';

/**
 * How long clips usually take, from the person's own runs. Waits count from the sending of the request; one that Conch
 * did not watch to its end (it was closed, or the computer slept) is no measure and is left out. Pure.
 */

/** What a wait depends on. */
const sized = {
  providerId: providerIdSchema,
  modelId: z.string(),
  durationSeconds: durationSchema.optional(),
  resolution: resolutionSchema.optional(),
};

export const usualSchema = z.object({
  medianMs: z.number(),
  /** Nine of ten were ready by then. Absent: too few runs to say. */
  slowMs: z.number().optional(),
});
export type Usual = z.infer<typeof usualSchema>;

export const waitSchema = z.object({
  ...sized,
  /** How many runs it rests on, and how many are needed before there is a figure. */
  runs: z.number(),
  runsNeeded: z.number(),
  /** Until the provider had it. `null`: too few runs. */
  ready: usualSchema.nullable(),
  /** Until it was on the disk. */
  saved: usualSchema.nullable(),
  /** The runs of the last hours took longer than nine of ten usually do. */
  slowerToday: z.boolean(),
});
export type Wait = z.infer<typeof waitSchema>;

/** One run that was watched to its end. */
export interface WatchedRun {
  /** Epoch ms. */
  sentAt: number;
  readyMs: number;
  savedMs?: number | undefined;
}

const runsNeeded = 5;
const runsNeededForTail = 10;
/** Providers change their hardware: older runs say little. */
const mostRuns = 50;
const oldestMs = 60 * 24 * 60 * 60_000;
const recentMs = 12 * 60 * 60_000;
const recentNeeded = 3;

export type WaitKey = Pick<GenerationRequest, 'providerId' | 'modelId' | 'durationSeconds' | 'resolution'>;

/** The wait for one provider, model and size. Runs in any order. */
export function usualWait(key: WaitKey, runs: readonly WatchedRun[], now: number): Wait {
  const newest = runs
    .filter(({ sentAt }) => now - sentAt <= oldestMs)
    .toSorted((one, other) => other.sentAt - one.sentAt)
    .slice(0, mostRuns);
  const recent = newest.filter(({ sentAt }) => now - sentAt <= recentMs);
  const earlier = newest.filter(({ sentAt }) => now - sentAt > recentMs);
  const { providerId, modelId, durationSeconds, resolution } = key;
  return {
    providerId,
    modelId,
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(resolution !== undefined && { resolution }),
    runs: newest.length,
    runsNeeded,
    ready: usualOf(newest.map(({ readyMs }) => readyMs)),
    saved: usualOf(newest.flatMap(({ savedMs }) => (savedMs === undefined ? [] : [savedMs]))),
    slowerToday: isSlower(
      recent.map(({ readyMs }) => readyMs),
      earlier.map(({ readyMs }) => readyMs),
    ),
  };
}

function usualOf(waitsMs: readonly number[]): Usual | null {
  if (waitsMs.length < runsNeeded) return null;
  return {
    medianMs: quantile(waitsMs, 0.5),
    ...(waitsMs.length >= runsNeededForTail && { slowMs: quantile(waitsMs, 0.9) }),
  };
}

/** Half of the recent ones took longer than nine of ten of the earlier ones did: that is no accident. */
function isSlower(recent: readonly number[], earlier: readonly number[]): boolean {
  if (recent.length < recentNeeded || earlier.length < runsNeededForTail) return false;
  return quantile(recent, 0.5) > quantile(earlier, 0.9);
}

/** By linear interpolation between the two nearest; of at least one value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function findWait(waits: readonly Wait[], key: WaitKey): Wait | undefined {
  return waits.find(
    (wait) =>
      wait.providerId === key.providerId &&
      wait.modelId === key.modelId &&
      wait.durationSeconds === key.durationSeconds &&
      wait.resolution === key.resolution,
  );
}

/** When one clip may be ready. */
export interface ClipEta {
  /** Epoch ms of the usual end. Past: it takes longer than usual. */
  at: number;
  /** It has taken longer than nine of ten. */
  isLate: boolean;
}

/** Undefined without enough runs. */
export function clipEta(sentAt: number, wait: Wait | undefined, now: number): ClipEta | undefined {
  const usual = wait?.ready ?? undefined;
  if (usual === undefined) return undefined;
  const { medianMs, slowMs } = usual;
  return { at: sentAt + medianMs, isLate: slowMs !== undefined && now - sentAt > slowMs };
}

/** One provider's part of the queue. */
export interface ProviderQueue {
  /** Clips in the making at once. */
  places: number;
  /** Least time between two submits. */
  gapMs: number;
  /** What each clip in the making has still to go; undefined where that is not known. */
  runningMs: readonly (number | undefined)[];
  /** What each queued clip takes, in the order of the queue. */
  queuedMs: readonly (number | undefined)[];
}

export interface QueueEta {
  clips: number;
  /** Until the last one is ready. Undefined: of none of them is it known how long it takes. */
  endsInMs?: number;
  /** How many were left out, because there are not enough runs of their kind. */
  withoutWait: number;
}

/** Plays the queue through: each place takes the next clip as soon as it is free and the pace allows. */
export function queueEta(providers: readonly ProviderQueue[]): QueueEta {
  const parts = providers.map(playThrough);
  const ends = parts.flatMap(({ endsInMs }) => (endsInMs === undefined ? [] : [endsInMs]));
  return {
    clips: parts.reduce((sum, { clips }) => sum + clips, 0),
    ...(ends.length > 0 && { endsInMs: Math.max(...ends) }),
    withoutWait: parts.reduce((sum, { withoutWait }) => sum + withoutWait, 0),
  };
}

function playThrough({ places, gapMs, runningMs, queuedMs }: ProviderQueue): QueueEta {
  const isKnown = (ms: number | undefined): ms is number => ms !== undefined;
  const all = [...runningMs, ...queuedMs];
  const known = all.filter(isKnown);
  const withoutWait = all.length - known.length;
  if (known.length === 0) return { clips: all.length, withoutWait };
  const running = runningMs.filter(isKnown).map((ms) => Math.max(0, ms));
  const free = running.toSorted((one, other) => one - other);
  while (free.length < Math.max(1, places)) free.unshift(0);
  let end = Math.max(0, ...running);
  let nextSendMs = 0;
  for (const ms of queuedMs.filter(isKnown)) {
    const at = Math.max(free.shift() ?? 0, nextSendMs);
    nextSendMs = at + gapMs;
    insert(free, at + ms);
    end = Math.max(end, at + ms);
  }
  return { clips: all.length, endsInMs: end, withoutWait };
}

function insert(sorted: number[], value: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

export const waitsSchema = z.object({
  waits: z.array(waitSchema),
  /** Of what is queued and in the making. */
  queue: z.object({
    clips: z.number(),
    endsInMs: z.number().optional(),
    withoutWait: z.number(),
    /** Further clips that are paused, alone or with their provider: nobody knows when they go. */
    paused: z.number(),
  }),
});
export type Waits = z.infer<typeof waitsSchema>;
