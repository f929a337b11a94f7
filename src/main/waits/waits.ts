import type { Job, JobIn } from '../../shared/job.ts';
import {
  findWait,
  queueEta,
  usualWait,
  type ProviderQueue,
  type Wait,
  type WaitKey,
  type Waits,
  type WatchedRun,
} from '../../shared/wait.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Run } from '../library/run.ts';

/** How long clips usually take here, and when the queue will be through. */
export interface WaitsDesk {
  read(): Waits;
}

export interface WaitsOptions {
  store: Pick<JobStore, 'runs' | 'inState'>;
  /** How a provider is sent to at present: clips in the making at once, and the least time between two submits. */
  pace(providerId: string): { places: number; gapMs: number };
  /** Providers to which nothing is sent until the person says so. */
  pausedProviders(): ReadonlySet<string>;
  now(): number;
}

export function createWaits({ store, pace, pausedProviders, now }: WaitsOptions): WaitsDesk {
  return {
    read() {
      const at = now();
      const waits = waitsOf(store.runs.all(), at);
      const closed = pausedProviders();
      const all = store.inState('queued');
      const queued = all.filter(({ place, request }) => place?.paused !== true && !closed.has(request.providerId));
      const running = store.inState('submitting', 'waiting').filter(isInTheMaking);
      const providerIds = new Set([...queued, ...running].map(({ request }) => request.providerId));
      const ofOne = (providerId: string): ProviderQueue => ({
        ...pace(providerId),
        runningMs: running
          .filter(({ request }) => request.providerId === providerId)
          .map((job) => {
            const usualMs = usualMsOf(waits, job);
            return usualMs === undefined ? undefined : job.progress.intent.sentAt + usualMs - at;
          }),
        queuedMs: queued.filter(({ request }) => request.providerId === providerId).map((job) => usualMsOf(waits, job)),
      });
      return { waits, queue: { ...queueEta([...providerIds].map(ofOne)), paused: all.length - queued.length } };
    },
  };
}

/** A fresh link to a clip that is finished is not in the making. */
function isInTheMaking(job: Job): job is JobIn<'submitting' | 'waiting'> {
  const { progress } = job;
  return progress.state === 'submitting' || (progress.state === 'waiting' && !progress.refreshing && !progress.former);
}

function usualMsOf(waits: readonly Wait[], { request }: Job): number | undefined {
  return findWait(waits, request)?.ready?.medianMs;
}

function waitsOf(runs: Iterable<Run>, now: number): Wait[] {
  const groups = new Map<string, { key: WaitKey; runs: WatchedRun[] }>();
  for (const { providerId, modelId, durationSeconds, resolution, sentAt, readyMs, savedMs } of runs) {
    if (readyMs === null) continue;
    const name = `${providerId} ${modelId} ${durationSeconds ?? ''} ${resolution ?? ''}`;
    const group = groups.get(name) ?? {
      key: {
        providerId,
        modelId,
        ...(durationSeconds !== null && { durationSeconds }),
        ...(resolution !== null && { resolution }),
      },
      runs: [],
    };
    groups.set(name, group);
    group.runs.push({ sentAt, readyMs, ...(savedMs !== null && { savedMs }) });
  }
  return [...groups.values()].map((group) => usualWait(group.key, group.runs, now));
}
