import { failure, FailureError } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import { changeKeeping, trashKeeping, undoKeeping, type Keeping, type KeepingChange } from '../../shared/keeping.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { Ledger } from './ledger.ts';
import { createUndoMemory, type KeptChange } from './undo-memory.ts';

/** What an act did, and the name under which it can be taken back. */
export interface Kept {
  changed: number;
  undoId: string;
}

/** What a person adds to clips. Each act throws a `FailureError` when it cannot be stored. */
export interface KeepActs {
  keep(ids: readonly string[], change: KeepingChange): Promise<Kept>;
  /** Only what has ended; `refused` says how many are on their way and were left alone. */
  trash(ids: readonly string[]): Promise<Kept & { refused: number }>;
  restore(ids: readonly string[]): Promise<Kept>;
  undo(undoId: string): Promise<{ changed: number }>;
  /** Changes clips for another act, which says what else is to be taken back with it. */
  change(ids: readonly string[], next: NextKeeping, also?: () => void): Promise<Kept>;
}

/** The keeping that a clip is to have; the one that it has when nothing is to be changed. */
export type NextKeeping = (job: Job, at: number) => Keeping | undefined;

export interface KeepActsOptions {
  ledger: Pick<Ledger, 'getMany' | 'keepAll'>;
  hasCollection(id: string): boolean;
  now(): number;
  /** Lets other work have its turn. */
  pause(): Promise<void>;
  /** Something that waits to be written beside the clips. */
  kept(): void;
}

/** Clips at a time: some tens of milliseconds, so that what is being paid for does not wait for a bulk act. */
const batch = 250;

export function createKeepActs({ ledger, hasCollection, now, pause, kept }: KeepActsOptions): KeepActs {
  const undos = createUndoMemory();

  async function apply(ids: readonly string[], next: NextKeeping): Promise<Map<string, KeptChange>> {
    const changes = new Map<string, KeptChange>();
    for (let from = 0; from < ids.length; from += batch) {
      if (from > 0) await pause();
      const at = now();
      const some = new Map<string, KeptChange>();
      const keepings = new Map<string, Keeping>();
      for (const job of ledger.getMany(ids.slice(from, from + batch))) {
        const after = next(job, at);
        if (after === job.keeping || after === undefined) continue;
        keepings.set(job.id, after);
        some.set(job.id, { before: job.keeping, after });
      }
      ledger.keepAll(keepings, at);
      for (const [id, change] of some) changes.set(id, change);
    }
    if (changes.size > 0) kept();
    return changes;
  }

  async function change(ids: readonly string[], next: NextKeeping, also?: () => void): Promise<Kept> {
    const changes = await apply([...new Set(ids)], next);
    return { changed: changes.size, undoId: undos.remember({ changes, ...(also && { also }) }) };
  }

  return {
    change,
    async keep(ids, wanted) {
      const { addToCollection } = wanted;
      if (addToCollection !== undefined && !hasCollection(addToCollection)) {
        throw refuse(sentence('This collection is not there any more.'));
      }
      return change(ids, ({ keeping }, at) => changeKeeping(keeping, wanted, at));
    },
    async trash(ids) {
      let refused = 0;
      const done = await change(ids, (job, at) => {
        if (isIn(job, 'done', 'failed', 'canceled')) return trashKeeping(job.keeping, true, at);
        refused += 1;
        return job.keeping;
      });
      if (refused > 0 && done.changed === 0) {
        throw refuse(
          refused === 1
            ? sentence('This clip is on its way or needs a decision. Cancel it or decide first.')
            : sentence('These clips are on their way or need a decision. Cancel them or decide first.'),
        );
      }
      return { ...done, refused };
    },
    restore: (ids) => change(ids, ({ keeping }, at) => trashKeeping(keeping, false, at)),
    async undo(undoId) {
      const entry = undos.take(undoId);
      if (entry === undefined) throw refuse(sentence('This was taken back already, or is too long ago.'));
      entry.also?.();
      const undone = await apply([...entry.changes.keys()], (job, at) => {
        const change = entry.changes.get(job.id);
        return change === undefined ? job.keeping : undoKeeping(job.keeping, change, at);
      });
      return { changed: undone.size };
    },
  };
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
