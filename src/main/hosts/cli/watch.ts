import { failure, FailureError } from '../../../shared/failure.ts';
import { isIn, type Job } from '../../../shared/job.ts';
import type { Client } from '../../../shared/rpc.ts';

export interface WatchOptions {
  /** Whether this clip need not be waited for any longer. */
  isEnough(job: Job): boolean;
  changed(job: Job): void;
  signal?: AbortSignal;
}

/** Nothing more happens to it by itself. */
export function isFinished(job: Job): boolean {
  return isIn(job, 'done', 'failed', 'canceled', 'unknown');
}

/** It has left, or says why it cannot leave now. */
export function isHandedOver(job: Job): boolean {
  if (isIn(job, 'submitting')) return false;
  return !isIn(job, 'queued') || job.progress.lastFailure !== undefined;
}

export interface Watched {
  /** All of them, as they are now. */
  jobs: Job[];
  /** Of these, the ones that leave only after a person has acted: paused, or their provider is paused or stopped. */
  held: Job[];
}

/**
 * Waits until there is enough of each clip, or it is held; or until `signal` says so. Rejects when the window that does
 * the work is closed.
 */
export async function watchClips(
  client: Client,
  ids: readonly string[],
  { isEnough, changed, signal }: WatchOptions,
): Promise<Watched> {
  const jobs = new Map<string, Job>();
  const open = new Set(ids);
  const held = new Set<string>();
  const ended = Promise.withResolvers<void>();
  const take = (job: Job): void => {
    if (!open.has(job.id)) return;
    const before = jobs.get(job.id);
    jobs.set(job.id, job);
    if (before?.progress.state !== job.progress.state) changed(job);
    if (isEnough(job)) open.delete(job.id);
    if (open.size === 0) ended.resolve();
  };
  const look = async (wanted: readonly string[]): Promise<void> => {
    for (const id of wanted) if (open.has(id)) take(await client.call('job.get', { id }));
  };
  /** Nothing would ever become of these while somebody only waits. */
  const leaveHeld = async (): Promise<void> => {
    const { pausedAll, providers } = await client.call('queue.view', { offset: 0, limit: 0 });
    const isOpen = ({ request, place }: Job): boolean => {
      const provider = providers.find(({ providerId }) => providerId === request.providerId);
      return !pausedAll && place?.paused !== true && provider?.paused !== true && provider?.stop === undefined;
    };
    for (const id of open) {
      const job = jobs.get(id);
      if (job === undefined || !isIn(job, 'queued') || isOpen(job)) continue;
      open.delete(id);
      held.add(id);
    }
    if (open.size === 0) ended.resolve();
  };
  const listening = [
    client.on('queue.changed', () => {
      leaveHeld().catch((thrown: unknown) => ended.reject(thrown));
    }),
    client.on('job.changed', ({ job }) => take(job)),
    client.on('job.removed', ({ id }) => {
      open.delete(id);
      if (open.size === 0) ended.resolve();
    }),
    client.on('clips.changed', (change) => {
      look(change.ids ?? [...open]).catch((thrown: unknown) => ended.reject(thrown));
    }),
  ];
  client.onClose(() => ended.reject(closed()));
  signal?.addEventListener('abort', () => ended.resolve());
  try {
    if (open.size === 0) return { jobs: [], held: [] };
    await Promise.race([look(ids), ended.promise]);
    if (open.size > 0) await Promise.race([leaveHeld(), ended.promise]);
    await ended.promise;
  } finally {
    for (const stop of listening) stop();
  }
  const found = ids.flatMap((id) => jobs.get(id) ?? []);
  return { jobs: found, held: found.filter(({ id }) => held.has(id)) };
}

function closed(): FailureError {
  return new FailureError(
    failure('network', 'The window was closed. What was sent goes on when Conch runs again.', {
      stage: 'local',
    }),
  );
}
