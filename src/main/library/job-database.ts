import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FailureError, failure } from '../../shared/failure.ts';
import { says, sentence, type Said } from '../../shared/sentence.ts';
import { checkTables, damaged, damagedRows, damagedUnfinished, teachChecksum } from './job-checks.ts';
import { fillFacts, migrations } from './job-migrations.ts';
import { formatMarks, signatureBase } from './newer-format.ts';
import { databaseError, isDamaged } from './sqlite-failure.ts';

/** Written to `user_version`. */
export const schemaVersion = migrations.length;

/** Versions before this can damage a file with several connections in WAL mode (sqlite.org, fixed in 3.51.3). */
const oldestEngine = [3, 51, 3] as const;

/** Refuses an engine that could lose a paid clip or cannot search. Throws `FailureError`. */
export function assertEngine(): void {
  const memory = new DatabaseSync(':memory:');
  try {
    const version = String(memory.prepare('SELECT sqlite_version() AS version').get()?.['version']);
    if (isOlder(version)) {
      const message = sentence(
        'This runtime carries SQLite {{version}}, which can damage the list of clips. Conch needs {{needed}} or later.',
        { version, needed: oldestEngine.join('.') },
      );
      throw new FailureError(failure('internal', message, { stage: 'local' }));
    }
    try {
      memory.exec("CREATE VIRTUAL TABLE probe USING fts5 (text, tokenize = 'trigram')");
    } catch {
      const message = sentence(
        'This runtime carries SQLite without full-text search (FTS5), which Conch needs to find clips.',
      );
      throw new FailureError(failure('internal', message, { stage: 'local' }));
    }
  } finally {
    memory.close();
  }
}

/** Whether a version of SQLite, e.g. `3.46.1`, is too old. */
export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [place, least] of oldestEngine.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return !(part > least);
  }
  return false;
}

export interface OpenHooks {
  /**
   * The file was closed in good order and nobody has touched it since: only what is still to be done is looked at before
   * it is opened, and the rest must be looked through later.
   */
  isTrusted?: boolean;
  /** The damaged file has been put aside; a sound one may be laid in its place now. */
  replace?(aside: string): void;
  /** The file is about to be changed to a newer format; a copy may be made now. */
  beforeMigration?(database: DatabaseSync): void;
}

export interface OpenedDatabase {
  database: DatabaseSync;
  notices: Said[];
  /** Where the damaged file lies now. */
  aside?: string;
  /** Records whose checksum does not fit any more. They are left out of everything, and stay in the file as they are. */
  damagedIds: string[];
}

/**
 * Opens the database, making or migrating it. A damaged file is put aside, never deleted, and a fresh one begun.
 * Throws `FailureError`: the file is of a newer Conch (its bytes stay as they are), or the disk refuses.
 */
export function openJobDatabase(path: string, hooks: OpenHooks = {}): OpenedDatabase {
  assertEngine();
  try {
    try {
      return { ...openSound(path, hooks), notices: [] };
    } catch (error) {
      if (!isDamaged(error, path)) throw error;
    }
    const aside = putAside(path);
    const notice = says(
      'The list of clips was damaged, so Conch began a new one. The damaged file was kept as {{aside}}; the clips themselves are still in the library folder.',
      { aside },
    );
    hooks.replace?.(aside);
    return { ...openSound(path, hooks), notices: [notice], aside };
  } catch (error) {
    throw databaseError(error, dirname(path));
  }
}

function openSound(path: string, hooks: OpenHooks): { database: DatabaseSync; damagedIds: string[] } {
  refuseNewer(path);
  // SQLite gives its journal files the permissions of the main file, so that one is made here, for this account alone.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF;',
    );
    teachChecksum(database);
    migrate(database, hooks);
    if (hooks.isTrusted === true) return { database, damagedIds: setAside(database, damagedUnfinished(database)) };
    checkTables(database);
    const damagedIds = setAsideRows(database);
    mendFacts(database);
    return { database, damagedIds };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Gives back the ids of rows that are damaged and were not when it was last looked. */
function setAsideRows(database: DatabaseSync): string[] {
  const earlier = new Set(
    database
      .prepare('SELECT id FROM job WHERE damaged = 1')
      .all()
      .map(({ id }) => String(id)),
  );
  // A row that this version could not read may be readable now.
  if (earlier.size > 0) database.exec('UPDATE job SET damaged = 0 WHERE damaged = 1');
  return setAside(database, [...damagedRows(database)].flat()).filter((id) => !earlier.has(id));
}

function setAside(database: DatabaseSync, ids: string[]): string[] {
  const mark = database.prepare('UPDATE job SET damaged = 1 WHERE id = ?');
  for (const id of ids) mark.run(id);
  return ids;
}

/** Facts and words are derived: a job that has none, or none any more, gets them. */
function mendFacts(database: DatabaseSync): void {
  const lacking =
    '(SELECT * FROM job WHERE damaged = 0 AND (sequence NOT IN (SELECT sequence FROM job_facts) OR sequence NOT IN (SELECT sequence FROM job_text)))';
  if (database.prepare(`SELECT 1 FROM ${lacking} LIMIT 1`).get() !== undefined) fillFacts(database, lacking);
}

/** Such a file is only shown, and not through here: see reading-store.ts. */
function refuseNewer(path: string): void {
  const marks = formatMarks(path);
  if (marks === undefined || marks.version <= schemaVersion) return;
  const { version, signature } = marks;
  if (signature !== signatureBase + version) throw damaged('the two versions differ');
  const message = sentence(
    'The list of clips was written by a newer Conch (format {{version}}; this one knows {{schemaVersion}}). Nothing was changed. Please install the newer version.',
    { version, schemaVersion },
  );
  throw new FailureError(failure('internal', message, { stage: 'local' }));
}

function migrate(database: DatabaseSync, { beforeMigration }: OpenHooks): void {
  const found = versionOf(database);
  if (found > 0 && found < schemaVersion) beforeMigration?.(database);
  for (const [version, { sql, finish }] of migrations.entries()) {
    if (version < found) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}`);
    finish?.(database);
    database.exec(
      `PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${signatureBase + version + 1}; COMMIT;`,
    );
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** Renames the database and its journal. Gives back the new path. */
function putAside(path: string): string {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}
