import { dirname } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Job } from '../../shared/job.ts';
import { parseRow } from './job-rows.ts';
import { databaseError, isSpoilt } from './sqlite-failure.ts';

/** One open database of jobs, with what all of its reading and writing has in common. */
export interface JobTables {
  readonly database: DatabaseSync;
  /** Puts an error of the database into words. Throws `FailureError`. */
  guarded<T>(work: () => T): T;
  /** The same; an index of words that is spoilt is made anew first. */
  mended<T>(work: () => T): T;
  /** Everything or nothing; flushed to the disk when this returns. */
  committed<T>(work: () => T): T;
  /** A job from a row with `id`, `sequence` and `body`. A record that cannot be read is taken out of every list. */
  read(row: Record<string, SQLOutputValue>): Job | undefined;
  readAll(rows: Record<string, SQLOutputValue>[]): Job[];
}

export function openTables(
  database: DatabaseSync,
  path: string,
  unreadable: (id: string, place: { sequence: number; state: string; trashed: boolean }) => void,
): JobTables {
  const folder = dirname(path);
  const placeOf = database.prepare(
    `SELECT sequence, state, damaged,
       EXISTS (SELECT 1 FROM job_facts WHERE job_facts.sequence = job.sequence AND trashed_at IS NOT NULL) AS trashed
     FROM job WHERE id = ?`,
  );
  const setAside = database.prepare('UPDATE job SET damaged = 1 WHERE id = ?');

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

  function read(row: Record<string, SQLOutputValue>): Job | undefined {
    const job = parseRow(row);
    if (job !== undefined) return job;
    const id = String(row['id']);
    // Taken out of every list, so that it is neither tried again and again nor counted.
    const stored = placeOf.get(id);
    if (stored?.['damaged'] === 0) {
      setAside.run(id);
      unreadable(id, {
        sequence: Number(stored['sequence']),
        state: String(stored['state']),
        trashed: stored['trashed'] === 1,
      });
    }
    return undefined;
  }

  return {
    database,
    guarded,
    mended,
    read,
    committed: (work) =>
      mended(() => {
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
      }),
    readAll: (rows) => rows.map(read).filter((job) => job !== undefined),
  };
}
