import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Job } from '../../shared/job.ts';
import { checkTables, damagedRows, teachChecksum } from './job-checks.ts';
import { parseRow } from './job-rows.ts';

/** One copy of the database. */
export interface Generation {
  path: string;
  /** Counts up for ever; clocks jump, this does not. */
  number: number;
  madeAt: number;
}

/** Of the checksum among the columns of a job, from 0. */
const checksumPlace = 8;

const fileName = /^conch-(\d{6,})-(\d+)\.db$/;

/** Newest first. A folder that is not there holds none. */
export function listGenerations(folder: string): Generation[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .map((name) => ({ path: join(folder, name), match: fileName.exec(name) }))
    .flatMap(({ path, match }) =>
      match === null ? [] : [{ path, number: Number(match[1]), madeAt: Number(match[2]) }],
    )
    .toSorted((a, b) => b.number - a.number);
}

export function nextGeneration(folder: string, now: number): Generation {
  const number = (listGenerations(folder)[0]?.number ?? 0) + 1;
  const madeAt = Math.max(0, Math.trunc(now));
  return { path: join(folder, `conch-${String(number).padStart(6, '0')}-${madeAt}.db`), number, madeAt };
}

const keptGenerations = 3;
const dayMs = 24 * 60 * 60_000;

/**
 * Which generations go once a new one is there; `all` begins with it. Pure.
 *
 * The newest is replaced by each new copy until the one behind it is a day old; only then do all move on. So a copy
 * every quarter of an hour cannot push out yesterday's, and a mistake that nobody notices at once (a list that was
 * emptied, say) has at least a day to be noticed.
 */
export function generationsToDrop(all: readonly Generation[]): Generation[] {
  if (all.length <= keptGenerations) return [];
  const [made, before, middle] = all;
  if (made === undefined || before === undefined || middle === undefined) return [];
  // A clock that was put back makes ages negative; then nothing moves on.
  const kept = made.madeAt - middle.madeAt >= dayMs ? [made, before, middle] : [made, middle, ...all.slice(3, 4)];
  return all.filter((generation) => !kept.includes(generation));
}

export function makeBackupFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Looks through a copy slice by slice, giving back how many jobs it holds. Throws when it is not sound. */
export function* checkCopy(path: string): Generator<undefined, number> {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    teachChecksum(database);
    checkTables(database);
    yield;
    if (checksumColumn(database) !== undefined) {
      for (const ids of damagedRows(database)) {
        if (ids.length > 0) throw new Error(`${ids.length} rows of the copy do not fit their checksum`);
        yield;
      }
    }
    return Number(database.prepare('SELECT count(*) AS number FROM job').get()?.['number']);
  } finally {
    database.close();
  }
}

/** The newest copy that is sound. */
export function newestSound(folder: string): Generation | undefined {
  return listGenerations(folder).find(({ path }) => {
    try {
      for (const _slice of checkCopy(path)) continue;
      return true;
    } catch {
      return false;
    }
  });
}

/** Ids of the jobs in a copy. Throws when it cannot be read. */
export function idsIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    return database
      .prepare('SELECT id FROM job')
      .all()
      .map(({ id }) => String(id));
  } finally {
    database.close();
  }
}

/**
 * Every job that can still be read from a file, from both ends up to where it breaks. A row must fit its checksum,
 * unless `checked` is false. A file that cannot be opened gives none.
 */
export function readableJobs(path: string, { checked = true } = {}): Job[] {
  const jobs = new Map<string, Job>();
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 5000 });
    teachChecksum(database);
    const column = checked ? checksumColumn(database) : undefined;
    const fits =
      column === undefined ? 'true' : `${column} IS row_checksum(id, provider_id, state, due_at, active, body)`;
    for (const order of ['ASC', 'DESC']) {
      try {
        const rows = database.prepare(
          `SELECT id, sequence, body FROM job NOT INDEXED WHERE ${fits} ORDER BY sequence ${order}`,
        );
        for (const row of rows.iterate()) {
          const job = parseRow(row);
          if (job !== undefined) jobs.set(job.id, job);
        }
      } catch {
        // As far as it goes; the other end may bring more.
      }
    }
  } catch {
    // Not a database any more.
  } finally {
    database?.close();
  }
  return [...jobs.values()];
}

/** A file of the first version has none. By its place: a flipped bit in the name must not let everything pass. */
function checksumColumn(database: DatabaseSync): string | undefined {
  const name = database.prepare("SELECT name FROM pragma_table_info('job') WHERE cid = ?").get(checksumPlace)?.['name'];
  return typeof name === 'string' ? `"${name.replaceAll('"', '""')}"` : undefined;
}

/** Flushes a file that another connection wrote. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
