import { backup, type DatabaseSync } from 'node:sqlite';
import type { Counts } from '../../shared/contract.ts';
import { FailureError, failure } from '../../shared/failure.ts';
import type { Group } from '../../shared/group.ts';
import { jobStates, type Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { sentence, type Said } from '../../shared/sentence.ts';
import { createClipIndex, type ClipIndex } from './clip-index.ts';
import { damagedRows, tableChecks } from './job-checks.ts';
import { createCounts } from './job-counts.ts';
import { openJobDatabase, type OpenHooks } from './job-database.ts';
import { createReads, type JobReads } from './job-reads.ts';
import { openTables } from './job-tables.ts';
import { createWrites, type WriteListener } from './job-writes.ts';
import { createLateTexts } from './late-texts.ts';
import { createQueueIndex, type QueueIndex } from './queue-index.ts';
import { createRuns, type RunStore } from './run-store.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createSidecarDues, type SidecarDues } from './sidecar-dues.ts';

export interface JobDraft {
  id: string;
  at: number;
  request: GenerationRequest;
  group?: Group | undefined;
  /** Put on the clip at once. */
  tags?: readonly string[] | undefined;
}

/** All jobs. Every write is on the disk, flushed, before the call returns. Any call may throw `FailureError`. */
export interface JobStore extends JobReads {
  /** Idempotent by id: the same id again gives back the stored job and `created: false`. Assigns `sequence`. */
  create(draft: JobDraft): { job: Job; created: boolean };
  /** All or none, in this order; ids that are stored already are left out. Gives back what was made. */
  createAll(drafts: readonly JobDraft[]): Job[];
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
  /** What is to be sent, in order. */
  readonly queue: QueueIndex;
  /** Everything that was ever sent: what it cost and how long it took. */
  readonly runs: RunStore;
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
  /** Gives back whether all words are written too; if not, the next start has to look through the file. */
  close(): boolean;
}

export interface OpenedStore {
  store: JobStore;
  notices: Said[];
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
  const runs = createRuns(tables);
  const queue = createQueueIndex(() => reads.inState('queued'));
  const listener: WriteListener = {
    written(facts, text, job) {
      clips.written(facts, text, job);
      queue.stored(job);
    },
    removed(sequence) {
      clips.removed(sequence);
      queue.gone(sequence);
    },
    restored() {
      clips.restored();
      queue.renewed();
    },
  };
  const lateTexts = createLateTexts(tables, (sequence, text) => clips.worded(sequence, text));
  const writes = createWrites(tables, counts, listener, runs, lateTexts);

  const store: JobStore = {
    ...reads,
    create(draft) {
      const [job] = writes.insertAll([queuedJob(draft)]);
      if (job !== undefined) return { job, created: true };
      const stored = reads.get(draft.id);
      if (stored === undefined) throw damagedRecord();
      return { job: stored, created: false };
    },
    createAll: (drafts) => writes.insertAll(drafts.map(queuedJob)),
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
    queue,
    runs,
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
      if (!database.isOpen) return true;
      try {
        lateTexts.flush();
        return true;
      } catch {
        return false;
      } finally {
        database.close();
      }
    },
  };
  return { store, ...opened };
}

function queuedJob({ id, at, request, group, tags = [] }: JobDraft): Job {
  return {
    id,
    sequence: 0,
    createdAt: at,
    updatedAt: at,
    request,
    progress: { state: 'queued', dueAt: at, attempts: 0 },
    ...(tags.length > 0 && { keeping: { ...noKeeping(at), tags: [...tags] } }),
    ...(group !== undefined && { group }),
  };
}

function changesOf(database: DatabaseSync): number {
  return Number(database.prepare('SELECT total_changes() AS number').get()?.['number']);
}

function damagedRecord(): FailureError {
  const message = sentence('The record of this clip is damaged, so it was not sent again.');
  return new FailureError(failure('internal', message, { stage: 'local' }));
}
