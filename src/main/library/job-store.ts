import { dirname } from 'node:path';
import { backup, type SQLOutputValue } from 'node:sqlite';
import type { Counts, JobPage } from '../../shared/contract.ts';
import { FailureError, failure } from '../../shared/failure.ts';
import { jobStates, type Job, type JobState } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { openJobDatabase, type OpenHooks } from './job-database.ts';
import { columnsOf, parseRow, sequenceOf, textOf } from './job-rows.ts';
import { searchFor } from './job-search.ts';
import { databaseError, isSpoilt } from './sqlite-failure.ts';

export interface JobDraft {
  id: string;
  at: number;
  request: GenerationRequest;
}

export interface JobQuery {
  search?: string | undefined;
  states?: JobState[] | undefined;
  beforeSequence?: number | undefined;
  limit: number;
}

/** All jobs. Every write is on the disk, flushed, before the call returns. Any call may throw `FailureError`. */
export interface JobStore {
  /** Idempotent by id: the same id again gives back the stored job and `created: false`. Assigns `sequence`. */
  create(draft: JobDraft): { job: Job; created: boolean };
  save(job: Job): void;
  get(id: string): Job | undefined;
  remove(id: string): void;
  /** Newest first. All words of `search` must occur in the prompt or the provider's id, anywhere, in any case. */
  list(query: JobQuery): JobPage;
  counts(): Counts;
  /** Jobs in these states to be looked at by `now`, soonest first; with `providerId`, only of that provider. */
  due(now: number, limit: number, among: { states: JobState[]; providerId?: string }): Job[];
  /** The earliest moment after `now` at which a job in one of these states falls due. */
  nextDueAt(now: number, states: JobState[]): number | undefined;
  /** Per provider, how many clips are in the making: sent or waiting, but not merely asking for a fresh link. */
  activeByProvider(): Map<string, number>;
  inState(...states: JobState[]): Job[];
  /** Which clip continues which: all of them, in the order in which they were made. Reads the whole table. */
  continuations(): { id: string; continues: string }[];
  /** Every record that can be read, by id. */
  states(): Map<string, JobState>;
  /** Takes these records in as they are, all or none: over a record of the same id, with their own sequence where it is free. */
  restore(jobs: readonly Job[]): void;
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
  const folder = dirname(path);
  for (const id of opened.damagedIds) onDamaged?.(id);

  const insert = database.prepare(
    `INSERT INTO job (provider_id, state, due_at, active, body, checksum, id, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING RETURNING sequence`,
  );
  const update = database.prepare(
    'UPDATE job SET provider_id = ?, state = ?, due_at = ?, active = ?, body = ?, checksum = ?, damaged = 0 WHERE id = ?',
  );
  const bySequence = database.prepare('SELECT id FROM job WHERE sequence = ?');
  // The index of words is only touched when the text is another one, that is when the provider's id arrives.
  const writeText = database.prepare(
    `INSERT INTO job_text (sequence, text) VALUES (?, ?)
     ON CONFLICT (sequence) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text`,
  );
  const byId = database.prepare('SELECT id, sequence, state, damaged, body FROM job WHERE id = ?');
  const removal = database.prepare('DELETE FROM job WHERE id = ?');
  const setAside = database.prepare('UPDATE job SET damaged = 1 WHERE id = ?');
  // States travel as one JSON array, so that one prepared statement serves any choice of them.
  const dueRows = database.prepare(
    `SELECT id, sequence, body FROM job
     WHERE due_at <= ? AND damaged = 0 AND state IN (SELECT value FROM json_each(?)) AND (? IS NULL OR provider_id = ?)
     ORDER BY due_at, sequence LIMIT ?`,
  );
  const soonest = database.prepare(
    `SELECT due_at FROM job WHERE due_at > ? AND damaged = 0 AND state IN (SELECT value FROM json_each(?))
     ORDER BY due_at LIMIT 1`,
  );
  const activity = database.prepare(
    'SELECT provider_id, count(*) AS number FROM job WHERE active = 1 AND damaged = 0 GROUP BY provider_id',
  );

  /** Kept beside the table, because every announcement carries the counts and counting 100,000 rows takes milliseconds. */
  const numbers = new Map<string, number>();
  function countAll(): void {
    numbers.clear();
    const rows = database.prepare('SELECT state, count(*) AS number FROM job WHERE damaged = 0 GROUP BY state');
    for (const row of rows.iterate()) numbers.set(String(row['state']), Number(row['number']));
  }
  countAll();
  function count(state: string, change: 1 | -1): void {
    numbers.set(state, (numbers.get(state) ?? 0) + change);
  }

  function guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw databaseError(error, folder);
    }
  }

  /** The index of words can be made anew at any time; it must never keep the id of a clip from being stored. */
  function mended<T>(work: () => T): T {
    return guarded(() => {
      try {
        return work();
      } catch (error) {
        if (!isSpoilt(error)) throw error;
        database.exec("INSERT INTO job_words (job_words) VALUES ('rebuild')");
        return work();
      }
    });
  }

  /** Everything or nothing; flushed to the disk when this returns. */
  function committed<T>(work: () => T): T {
    return mended(() => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite itself rolls back on some errors, e.g. a full disk.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  function read(row: Record<string, SQLOutputValue>): Job | undefined {
    const job = parseRow(row);
    if (job !== undefined) return job;
    const id = String(row['id']);
    // Taken out of every list, so that it is neither tried again and again nor counted.
    const stored = byId.get(id);
    if (stored?.['damaged'] === 0) {
      setAside.run(id);
      count(String(stored['state']), -1);
      onDamaged?.(id);
    }
    return undefined;
  }

  function readAll(rows: Record<string, SQLOutputValue>[]): Job[] {
    return rows.map(read).filter((job) => job !== undefined);
  }

  function numberOf(...states: JobState[]): number {
    return states.reduce((sum, state) => sum + (numbers.get(state) ?? 0), 0);
  }

  const store: JobStore = {
    create({ id, at, request }) {
      const job: Job = {
        id,
        sequence: 0,
        createdAt: at,
        updatedAt: at,
        request,
        progress: { state: 'queued', dueAt: at, attempts: 0 },
      };
      const sequence = committed(() => {
        const assigned = sequenceOf(insert.get(...columnsOf(job), id, null));
        if (assigned !== undefined) writeText.run(assigned, textOf(job));
        return assigned;
      });
      if (sequence !== undefined) {
        count(job.progress.state, 1);
        return { job: { ...job, sequence }, created: true };
      }
      const stored = store.get(id);
      if (stored === undefined) throw internal('The record of this clip is damaged, so it was not sent again.');
      return { job: stored, created: false };
    },

    save(job) {
      const before = committed(() => {
        const row = byId.get(job.id);
        const sequence = sequenceOf(row);
        if (row === undefined || sequence === undefined) throw internal('This clip is no longer in the library.');
        update.run(...columnsOf(job), job.id);
        writeText.run(sequence, textOf(job));
        return row;
      });
      if (before['damaged'] === 0) count(String(before['state']), -1);
      count(job.progress.state, 1);
    },

    get: (id) =>
      guarded(() => {
        const row = byId.get(id);
        return row === undefined || row['damaged'] === 1 ? undefined : read(row);
      }),

    remove: (id) =>
      mended(() => {
        const before = byId.get(id);
        if (before === undefined) return;
        removal.run(id);
        if (before['damaged'] === 0) count(String(before['state']), -1);
      }),

    list: (query) =>
      mended(() => {
        const search = searchFor(query);
        const limit = Math.max(1, Math.trunc(query.limit));
        const rows = database
          .prepare(search.page)
          .all(...search.parameters, query.beforeSequence ?? Number.MAX_SAFE_INTEGER, limit + 1);
        const jobs = readAll(rows.slice(0, limit));
        const total = search.hasWords
          ? Number(database.prepare(search.count).get(...search.parameters)?.['number'])
          : numberOf(...(query.states ?? jobStates));
        // One more than asked for tells whether there is another page.
        const next = rows.length > limit ? sequenceOf(rows[limit - 1]) : undefined;
        return { jobs, total, ...(next !== undefined && { nextBeforeSequence: next }) };
      }),

    counts: () => ({
      all: numberOf(...jobStates),
      running: numberOf('queued', 'submitting', 'waiting', 'downloading'),
      attention: numberOf('unknown'),
      failed: numberOf('failed'),
    }),

    due: (now, limit, { states, providerId = null }) =>
      guarded(() => readAll(dueRows.all(now, JSON.stringify(states), providerId, providerId, limit))),

    nextDueAt: (now, states) =>
      guarded(() => {
        const at = soonest.get(now, JSON.stringify(states))?.['due_at'];
        return typeof at === 'number' ? at : undefined;
      }),

    activeByProvider: () =>
      guarded(() => new Map(activity.all().map((row) => [String(row['provider_id']), Number(row['number'])]))),

    inState: (...states) =>
      guarded(() => {
        const search = searchFor({ states });
        const newestFirst = database.prepare(search.page).all(...search.parameters, Number.MAX_SAFE_INTEGER, -1);
        return readAll(newestFirst.toReversed());
      }),

    continuations: () =>
      guarded(() => {
        // A quote inside a stored text is escaped, so only the field itself is found; the JSON of the others is not read.
        const rows = database.prepare(
          `SELECT id, json_extract(body, '$.request.continues') AS continues FROM job
           WHERE damaged = 0 AND instr(body, '"continues":"') > 0 ORDER BY sequence`,
        );
        return rows.all().map(({ id, continues }) => ({ id: String(id), continues: String(continues) }));
      }),

    states: () =>
      guarded(() => {
        const rows = database.prepare('SELECT id, state FROM job WHERE damaged = 0').all();
        return new Map(rows.map(({ id, state }) => [String(id), String(state) as JobState]));
      }),

    restore: (jobs) => {
      committed(() => {
        for (const job of jobs) {
          const known = sequenceOf(byId.get(job.id));
          if (known !== undefined) update.run(...columnsOf(job), job.id);
          const wanted = job.sequence > 0 && bySequence.get(job.sequence) === undefined ? job.sequence : null;
          const sequence = known ?? sequenceOf(insert.get(...columnsOf(job), job.id, wanted));
          if (sequence !== undefined) writeText.run(sequence, textOf(job));
        }
      });
      guarded(countAll);
    },

    changes: () => Number(database.prepare('SELECT total_changes() AS number').get()?.['number']),

    backupTo: async (to) => {
      await backup(database, to);
    },

    close: () => {
      if (database.isOpen) database.close();
    },
  };
  return { store, ...opened };
}

function internal(message: string): FailureError {
  return new FailureError(failure('internal', message, { stage: 'local' }));
}
