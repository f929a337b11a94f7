import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { crc32 } from 'node:zlib';

/** The columns of a row that its checksum covers, in this order. */
export type CheckedColumns = [
  id: string,
  providerId: string,
  state: string,
  dueAt: number | null,
  active: number,
  body: string,
];

/** CRC-32 of a row of the table of jobs. */
export function rowChecksum(columns: CheckedColumns): number {
  return crc32(columns.map(textOf).join('\n'));
}

function textOf(value: SQLInputValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Makes `row_checksum` known to SQL on this connection. */
export function teachChecksum(database: DatabaseSync): void {
  database.function('row_checksum', { deterministic: true, varargs: true }, (...columns: SQLInputValue[]) =>
    crc32(columns.map(textOf).join('\n')),
  );
}

/** The shape in which SQLite itself reports a damaged file. */
export function damaged(what: string): Error {
  return Object.assign(new Error(what), { errcode: 11 });
}

/**
 * Throws what `isDamaged` knows. Table by table: over the whole file, the check would also compare every word of the
 * index with the text, which takes a second at 100,000 clips. For the jobs themselves the indexes are compared as well:
 * a job that an index has lost is never looked at again.
 */
export function checkTables(database: DatabaseSync): void {
  for (const _table of tableChecks(database)) continue;
}

/** The same, table by table, for a caller that has other work in between. */
export function* tableChecks(database: DatabaseSync): Generator<undefined, void> {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const later = laterTables.flatMap(({ since, tables }) => (version < since ? [] : tables));
  const checks = ['integrity_check(job)', ...[...otherTables, ...later].map((table) => `quick_check(${table})`)];
  for (const check of checks) {
    const answer = database.prepare(`PRAGMA ${check}`).get() ?? {};
    if (Object.values(answer)[0] !== 'ok') throw damaged(`${check} found damage`);
    yield;
  }
  // The index of words has a form of its own inside its tables.
  database.prepare('SELECT rowid FROM job_words WHERE job_words MATCH ? LIMIT 1').all('"aaa"');
}

const otherTables = [
  // Without the last sequence no clip can be added any more.
  'sqlite_sequence',
  'job_text',
  'job_words_data',
  'job_words_idx',
  'job_words_docsize',
  'job_words_config',
];

/** A copy that was made before a migration does not have these. */
const laterTables = [
  { since: 3, tables: ['job_facts', 'collection', 'saved_search'] },
  { since: 4, tables: ['run'] },
];

/** Rows at a time, so that a caller that has other work can do some of it in between. */
const slice = 2000;

/** Ids of unfinished jobs whose checksum does not fit: few, whatever the size of the library. */
export function damagedUnfinished(database: DatabaseSync): string[] {
  return database
    .prepare(
      `SELECT id FROM job WHERE state IN ('queued', 'submitting', 'waiting', 'downloading', 'unknown')
       AND damaged = 0 AND checksum IS NOT row_checksum(id, provider_id, state, due_at, active, body)`,
    )
    .all()
    .map(({ id }) => String(id));
}

/**
 * Ids of the rows whose checksum does not fit, slice by slice; without those that were found before and set aside, or
 * one that nothing brings back would be found for ever. The connection must know `row_checksum`.
 */
export function* damagedRows(database: DatabaseSync): Generator<string[]> {
  const misfits = database.prepare(
    `SELECT id FROM job WHERE sequence > ? AND sequence <= ? AND damaged = 0
     AND checksum IS NOT row_checksum(id, provider_id, state, due_at, active, body)`,
  );
  const next = database.prepare('SELECT min(sequence) AS sequence FROM job WHERE sequence > ?');
  for (let after = 0; ;) {
    const first = next.get(after)?.['sequence'];
    if (typeof first !== 'number') return;
    yield misfits.all(first - 1, first + slice - 1).map(({ id }) => String(id));
    after = first + slice - 1;
  }
}
