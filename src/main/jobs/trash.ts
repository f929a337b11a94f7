import { isIn, type Job } from '../../shared/job.ts';
import type { Clock, Log } from '../host.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Journal } from '../library/journal.ts';
import type { MediaStore } from '../library/media-store.ts';
import type { Ledger } from './ledger.ts';

/** Removes for good what is in the trash: when the person says so, and what has been in it for longer than its term. */
export interface Trash {
  /** One after the other. */
  empty(ids?: readonly string[]): Promise<Emptied>;
  /** From now on looks once a day for what is past its term. */
  start(): void;
  stop(): Promise<void>;
}

export interface Emptied {
  removed: number;
  /** Their files could not be removed: they stay in the trash. */
  failed: number;
}

export interface TrashOptions {
  store: Pick<JobStore, 'clips' | 'removeAll'>;
  ledger: Pick<Ledger, 'getMany'>;
  journal: Pick<Journal, 'forgetAll'>;
  media: Pick<MediaStore, 'removeFiles'>;
  /** Where a clip's file goes; absent: it is gone at once. */
  discard?: ((path: string) => Promise<void>) | undefined;
  /** Days that a clip stays in the trash; 0: for ever. */
  termDays(): number;
  clock: Clock;
  log: Log;
  progressed(removed: number, total: number): void;
  removed(ids: readonly string[]): void;
}

const batch = 50;
const dayMs = 24 * 60 * 60_000;
/** A start has other things to do first. */
const firstLookMs = 60_000;

export function createTrash(options: TrashOptions): Trash {
  const { store, ledger, journal, media, discard, clock, log } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let cancelLook: () => void = () => {};
  let stopped = false;

  async function removeFiles(job: Job): Promise<boolean> {
    try {
      await media.removeFiles(job, discard);
      return true;
    } catch {
      log.warn('the files of a clip could not be removed', { id: job.id });
      return false;
    }
  }

  async function removeBatch(ids: readonly string[]): Promise<Emptied> {
    // What has been taken out of the trash meanwhile, or is being fetched anew, is not meant any more.
    const doomed = ledger
      .getMany(ids)
      .filter((job) => job.keeping?.trashedAt !== undefined && isIn(job, 'done', 'failed', 'canceled'));
    const outcomes = await Promise.all(doomed.map(removeFiles));
    const gone = doomed.filter((_, place) => outcomes[place] === true).map(({ id }) => id);
    if (gone.length > 0) {
      // The journal first: should the process die in between, the next start removes the records itself.
      journal.forgetAll(gone);
      store.removeAll(gone);
      options.removed(gone);
    }
    return { removed: gone.length, failed: doomed.length - gone.length };
  }

  async function removeAll(ids: readonly string[]): Promise<Emptied> {
    const sum: Emptied = { removed: 0, failed: 0 };
    for (let from = 0; from < ids.length && !stopped; from += batch) {
      const { removed, failed } = await removeBatch(ids.slice(from, from + batch));
      sum.removed += removed;
      sum.failed += failed;
      options.progressed(sum.removed, ids.length);
    }
    return sum;
  }

  function empty(wanted?: readonly string[], before?: number): Promise<Emptied> {
    const mine = turn.then(() => {
      const among = wanted && new Set(wanted);
      return removeAll(store.clips.inTrash(before).filter((id) => among?.has(id) ?? true));
    });
    turn = mine.catch(() => {});
    return mine;
  }

  async function look(): Promise<void> {
    const days = options.termDays();
    try {
      if (days > 0) await empty(undefined, clock.now() - days * dayMs);
    } catch {
      log.warn('the trash could not be looked through');
    }
    if (!stopped) cancelLook = clock.after(dayMs, () => void look());
  }

  return {
    empty: (ids) => empty(ids),
    start() {
      cancelLook = clock.after(firstLookMs, () => void look());
    },
    async stop() {
      stopped = true;
      cancelLook();
      await turn;
    },
  };
}
