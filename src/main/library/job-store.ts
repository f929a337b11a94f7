import { backup, type DatabaseSync } from 'node:sqlite';
import type { Counts } from '../../shared/contract.ts';
import { FailureError, failure } from '../../shared/failure.ts';
import { jobStates, type Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { createClipIndex, type ClipIndex } from './clip-index.ts';
import { damagedRows, tableChecks } from './job-checks.ts';
import { createCounts } from './job-counts.ts';
import { openJobDatabase, type OpenHooks } from './job-database.ts';
import { createReads, type JobReads } from './job-reads.ts';
import { openTables } from './job-tables.ts';
import { createWrites } from './job-writes.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createSidecarDues, type SidecarDues } from './sidecar-dues.ts';

export interface JobDraft {
  id: string;
  at: number;
  request: GenerationRequest;
}

/** All jobs. Every write is on the disk, flushed, before the call returns. Any call may throw `FailureError`. */
export interface JobStore extends JobReads {
  /** Idempotent by id: the same id again gives back the stored job and `created: false`. Assigns `sequence`. */
  create(draft: JobDraft): { job: Job; created: boolean };
  save(job: Job): void;
  /** All or none. */
  saveAll(jobs: readonly Job[]): void;
  remove(id: string): void;
  /** All or none. */
  removeAll(ids: readonly string[]): void;
  /** Of what is not in the trash. */
  counts(): Counts;
  /** How many records can be read, those in the trash included. */
  size(): number;
  /** Takes these records in as they are, all or none: over a record of the same id, with their own sequence where it is free. */
  restore(jobs: readonly Job[]): void;
  /** What the library lists, in any order and by any filter. */
  readonly clips: ClipIndex;
  /** Collections and saved searches. */
  readonly shelf: Shelf;
  /** Clips whose sidecar does not say yet what the person added. */
  readonly sidecarDues: SidecarDues;
  /**
   * Looks through the whole file bit by bit. Gives back how many records do not fit their checksum; they are taken out
   * of every list. Throws when the file itself is damaged.
   */
  check(): Generator<undefined, number>;
  /** Records that cannot be read. */
  damagedCount(): number;
  /** Grows with every change of this run. */
  changes(): number;
  /** A whole copy, made while everything goes on. Rejects with the database's own error. */
  backupTo(path: string): Promise<void>;
  close(): void;
}

export interface OpenedStore {
  store: JobStore;
  notices: string[];
  /** Where a damaged file was put. */
  aside?: string;
  /** Records that cannot be read. */
  damagedIds: string[];
}

/**
 * Throws `FailureError` when the engine is too old, the file is of a newer Conch, or the disk refuses.
 *
 * @param onDamaged told of a record that cannot be read. It is left out, and stays in the file as it is.
 */
export function openJobStore(path: string, onDamaged?: (id: string) => void, hooks: OpenHooks = {}): OpenedStore {
  const { database, ...opened } = openJobDatabase(path, hooks);
  for (const id of opened.damagedIds) onDamaged?.(id);
  const tables = openTables(database, path, (id, place) => {
    writes.lost(place);
    onDamaged?.(id);
  });
  const counts = createCounts(database);
  counts.recount();
  const reads = createReads(tables);
  const clips = createClipIndex(tables, counts);
  const writes = createWrites(tables, counts, clips);

  const store: JobStore = {
    ...reads,
    create({ id, at, request }) {
      const job = writes.insert({
        id,
        sequence: 0,
        createdAt: at,
        updatedAt: at,
        request,
        progress: { state: 'queued', dueAt: at, attempts: 0 },
      });
      if (job !== undefined) return { job, created: true };
      const stored = reads.get(id);
      if (stored === undefined) throw damagedRecord();
      return { job: stored, created: false };
    },
    save: (job) => {
      writes.saveAll([job]);
    },
    saveAll: writes.saveAll,
    remove: (id) => {
      writes.removeAll([id]);
    },
    removeAll: writes.removeAll,
    restore: writes.restore,
    counts: counts.counts,
    size: () => counts.rows(...jobStates),
    clips,
    shelf: createShelf(tables),
    sidecarDues: createSidecarDues(tables),
    *check() {
      yield* tableChecks(database);
      let misfits = 0;
      for (const ids of damagedRows(database)) {
        misfits += writes.setAside(ids).length;
        yield;
      }
      return misfits;
    },
    damagedCount: () =>
      Number(database.prepare('SELECT count(*) AS number FROM job WHERE damaged = 1').get()?.['number']),
    changes: () => changesOf(database),
    backupTo: async (to) => {
      await backup(database, to);
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
  return { store, ...opened };
}

function changesOf(database: DatabaseSync): number {
  return Number(database.prepare('SELECT total_changes() AS number').get()?.['number']);
}

function damagedRecord(): FailureError {
  const message = 'The record of this clip is damaged, so it was not sent again.';
  return new FailureError(failure('internal', message, { stage: 'local' }));
}
