import type { Job } from '../../shared/job.ts';
import type { JobTables } from './job-tables.ts';
import { runOf, type Run } from './run.ts';
import { prepareRuns, runColumns, runFrom } from './run-rows.ts';

/**
 * Everything that was ever sent, those of deleted clips included. Read into memory with the first question; from then
 * on every change is taken in as it happens. Any call may throw `FailureError`.
 */
export interface RunStore {
  /** In no order. */
  all(): Iterable<Run>;
  /** Runs that were sent at this moment (epoch ms) or later, without reading all others. */
  since(at: number): Run[];
  /** Takes in what another memory knows of clips that were deleted; what is known already stays as it is. */
  remember(deleted: Iterable<Job>): void;
  /** Told after every change that is on the disk. */
  watch(listener: () => void): void;
}

/** What the store's writing does, in its own transactions, and tells of afterwards. */
export interface RunWrites {
  write(job: Job): void;
  markRemoved(jobId: string): void;
  /** The transaction of the calls above is on the disk. */
  committed(jobs: readonly Job[], removedIds?: readonly string[]): void;
  /** So much that it is better to read everything anew. */
  restored(): void;
}

export function createRuns({ database, guarded, committed: inTransaction }: JobTables): RunStore & RunWrites {
  const writer = prepareRuns(database);
  const every = database.prepare(`SELECT ${runColumns} FROM run`);
  const later = database.prepare(`SELECT ${runColumns} FROM run WHERE sent_at >= ?`);
  for (const statement of [every, later]) statement.setReturnArrays(true);
  let inMemory: Map<string, Run> | undefined;
  const listeners: (() => void)[] = [];
  /** Of a transaction that failed, one word too much is told at the next one. */
  let isAnother = false;

  /** With `setReturnArrays` each row is an array, which the types do not know. */
  const runs = (rows: unknown[]): Run[] => (rows as Parameters<typeof runFrom>[0][]).map(runFrom);

  function tell(): void {
    isAnother = false;
    for (const listener of listeners) listener();
  }

  return {
    all() {
      inMemory ??= new Map(runs(guarded(() => every.all())).map((run) => [run.jobId, run]));
      return inMemory.values();
    },
    since: (at) => runs(guarded(() => later.all(at))),
    remember(deleted) {
      const found = [...deleted].map(runOf).filter((run) => run !== undefined);
      if (found.length === 0) return;
      inTransaction(() => {
        for (const run of found) writer.writeNew({ ...run, removed: true });
      });
      inMemory = undefined;
      tell();
    },
    watch: (listener) => void listeners.push(listener),

    write(job) {
      const run = runOf(job);
      if (run !== undefined) isAnother = writer.write(run) || isAnother;
      // Sent once, and proven not to have been taken: it is to be sent anew.
      else if (job.progress.state === 'queued') isAnother = writer.takeBack(job.id) || isAnother;
    },
    markRemoved(jobId) {
      isAnother = writer.markRemoved(jobId) || isAnother;
    },
    committed(jobs, removedIds = []) {
      for (const job of jobs) {
        const run = runOf(job);
        if (run !== undefined) inMemory?.set(job.id, run);
        else if (job.progress.state === 'queued') inMemory?.delete(job.id);
      }
      for (const id of removedIds) {
        const run = inMemory?.get(id);
        if (run !== undefined) inMemory?.set(id, { ...run, removed: true });
      }
      if (isAnother) tell();
    },
    restored() {
      inMemory = undefined;
      tell();
    },
  };
}
