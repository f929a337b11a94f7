import { failure, FailureError } from '../../../shared/failure.ts';
import { isIn, type Job } from '../../../shared/job.ts';
import type { Connection } from './connection.ts';
import { holdOf, type Hold } from './held.ts';

export interface WatchOptions {
  /** Whether this clip need not be waited for any longer. */
  isEnough(job: Job): boolean;
  /** It is in another state, or in another trouble. */
  changed(job: Job): void;
  now(): number;
  /** Ends the wait, but for what is just being sent: its answer is worth having. */
  signal?: AbortSignal;
}

/** Nothing more happens to it by itself. */
export function isFinished(job: Job): boolean {
  return isIn(job, 'done', 'failed', 'canceled', 'unknown');
}

/** It has left: the provider has it, or it will never have it. */
export function isHandedOver(job: Job): boolean {
  return !isIn(job, 'queued', 'submitting');
}

export interface Watched {
  /** All of them, as they are now. */
  jobs: Job[];
  /** Of these, the ones of which nothing becomes before a person has acted. */
  held: ReadonlyMap<string, Hold>;
}

/**
 * Waits until there is enough of each clip, or it is held; or until `signal` says so. Rejects when the window that does
 * the work is closed.
 */
export async function watchClips(
  { client, onMoved }: Pick<Connection, 'client' | 'onMoved'>,
  ids: readonly string[],
  { isEnough, changed, now, signal }: WatchOptions,
): Promise<Watched> {
  const jobs = new Map<string, Job>();
  const open = new Set(ids);
  const held = new Map<string, Hold>();
  /** What was said of each, and which of them were put back into the queue. */
  const told = new Map<string, string>();
  const troubled = new Set<string>();
  const ended = Promise.withResolvers<void>();
  /** Nothing would ever become of the held ones while somebody only waits. */
  const endIfOver = (): void => {
    if (open.size === held.size) ended.resolve();
  };
  const leave = (id: string): void => {
    open.delete(id);
    held.delete(id);
  };
  const take = (job: Job): void => {
    if (!open.has(job.id)) return;
    jobs.set(job.id, job);
    const telling = tellingOf(job);
    // A further try is no news; what comes of it may be.
    if (telling !== told.get(job.id) && !(isIn(job, 'submitting') && troubled.has(job.id))) {
      told.set(job.id, telling);
      changed(job);
    }
    if (isIn(job, 'queued') && troubleOf(job) !== undefined) troubled.add(job.id);
    else if (!isIn(job, 'submitting')) troubled.delete(job.id);
    // What held it back in the queue holds it no longer.
    if (!isIn(job, 'queued')) held.delete(job.id);
    if (isEnough(job)) leave(job.id);
    endIfOver();
  };
  const look = async (wanted: readonly string[]): Promise<void> => {
    for (const id of wanted) if (open.has(id)) take(await client.call('job.get', { id }));
  };
  const findHeld = async (): Promise<void> => {
    const view = await client.call('queue.view', { offset: 0, limit: 0 });
    held.clear();
    for (const id of open) {
      const job = jobs.get(id);
      const hold = job && holdOf(job, view, now());
      if (hold !== undefined) held.set(id, hold);
    }
    endIfOver();
  };
  const orEnd = (work: Promise<void>): void => {
    work.catch((thrown: unknown) => ended.reject(thrown));
  };
  const listening = [
    client.on('queue.changed', () => orEnd(findHeld())),
    client.on('job.changed', ({ job }) => {
      take(job);
      // Of a clip that has left the queue, the queue has no news.
      if (open.has(job.id) && troubleOf(job) !== undefined) orEnd(findHeld());
    }),
    client.on('job.removed', ({ id }) => {
      leave(id);
      endIfOver();
    }),
    client.on('clips.changed', (change) => orEnd(look(change.ids ?? [...open]))),
    onMoved(() => orEnd(look([...open]).then(findHeld))),
  ];
  client.onClose(() => ended.reject(closed()));
  signal?.addEventListener('abort', () => {
    for (const [id, job] of jobs) if (!isIn(job, 'submitting') && !held.has(id)) leave(id);
    endIfOver();
  });
  try {
    if (open.size === 0) return { jobs: [], held };
    await Promise.race([look(ids), ended.promise]);
    if (open.size > 0) await Promise.race([findHeld(), ended.promise]);
    await ended.promise;
  } finally {
    for (const stop of listening) stop();
  }
  return { jobs: ids.flatMap((id) => jobs.get(id) ?? []), held };
}

function troubleOf({ progress }: Job): string | undefined {
  return 'lastFailure' in progress ? progress.lastFailure?.kind : undefined;
}

/** What is worth a word when it is another. */
function tellingOf(job: Job): string {
  return `${job.progress.state} ${troubleOf(job) ?? ''}`;
}

function closed(): FailureError {
  return new FailureError(
    failure('network', 'The window was closed. What was sent goes on when Conch runs again.', {
      stage: 'local',
    }),
  );
}
