import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FailureError, failure } from '../../shared/failure.ts';
import { checkTables, damaged, damagedRows, teachChecksum } from './job-checks.ts';
import { databaseError, isDamaged } from './sqlite-failure.ts';

/** Written to `user_version`; the number of migrations below. */
export const schemaVersion = 2;

/** From version n to n + 1. Never change one that was released; add another. */
const migrations: readonly string[] = [
  // The text lies apart from the rows: a search for one or two letters reads all of it, and so reads a tenth as much.
  `CREATE TABLE job (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     provider_id TEXT NOT NULL,
     state TEXT NOT NULL,
     due_at REAL,
     active INTEGER NOT NULL,
     damaged INTEGER NOT NULL DEFAULT 0,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX job_by_state ON job (state, sequence) WHERE damaged = 0;
   CREATE INDEX job_by_due ON job (due_at, sequence) WHERE due_at IS NOT NULL AND damaged = 0;
   CREATE INDEX job_by_activity ON job (provider_id) WHERE active = 1 AND damaged = 0;
   CREATE INDEX job_by_damage ON job (sequence) WHERE damaged = 1;
   CREATE TABLE job_text (
     sequence INTEGER PRIMARY KEY REFERENCES job (sequence) ON DELETE CASCADE,
     text TEXT NOT NULL
   ) STRICT;
   CREATE VIRTUAL TABLE job_words USING fts5 (text, content = 'job_text', content_rowid = 'sequence', tokenize = 'trigram');
   CREATE TRIGGER job_text_added AFTER INSERT ON job_text BEGIN
     INSERT INTO job_words (rowid, text) VALUES (new.sequence, new.text);
   END;
   CREATE TRIGGER job_text_removed AFTER DELETE ON job_text BEGIN
     INSERT INTO job_words (job_words, rowid, text) VALUES ('delete', old.sequence, old.text);
   END;
   CREATE TRIGGER job_text_changed AFTER UPDATE ON job_text BEGIN
     INSERT INTO job_words (job_words, rowid, text) VALUES ('delete', old.sequence, old.text);
     INSERT INTO job_words (rowid, text) VALUES (new.sequence, new.text);
   END;`,
  // SQLite's own checks look at the structure of a file, not at what is written in it.
  `ALTER TABLE job ADD COLUMN checksum INTEGER;
   UPDATE job SET checksum = row_checksum(id, provider_id, state, due_at, active, body);`,
];

/** `Con` and the version: a second place that names it, because one flipped bit must not make a file look newer. */
const signatureBase = 0x43_6f_6e_00;

/** Versions before this can damage a file with several connections in WAL mode (sqlite.org, fixed in 3.51.3). */
const oldestEngine = [3, 51, 3] as const;

/** Refuses an engine that could lose a paid clip or cannot search. Throws `FailureError`. */
export function assertEngine(): void {
  const memory = new DatabaseSync(':memory:');
  try {
    const version = String(memory.prepare('SELECT sqlite_version() AS version').get()?.['version']);
    if (isOlder(version)) {
      const message = `This runtime carries SQLite ${version}, which can damage the list of clips. Conch needs ${oldestEngine.join('.')} or later.`;
      throw new FailureError(failure('internal', message, { stage: 'local' }));
    }
    try {
      memory.exec("CREATE VIRTUAL TABLE probe USING fts5 (text, tokenize = 'trigram')");
    } catch {
      const message = 'This runtime carries SQLite without full-text search (FTS5), which Conch needs to find clips.';
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
  /** The damaged file has been put aside; a sound one may be laid in its place now. */
  replace?(aside: string): void;
  /** The file is about to be changed to a newer format; a copy may be made now. */
  beforeMigration?(database: DatabaseSync): void;
}

export interface OpenedDatabase {
  database: DatabaseSync;
  notices: string[];
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
    const notice = `The list of clips was damaged, so Conch began a new one. The damaged file was kept as ${aside}; the clips themselves are still in the library folder.`;
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
    checkTables(database);
    return { database, damagedIds: setAsideRows(database) };
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
  const misfits = [...damagedRows(database)].flat();
  const setAside = database.prepare('UPDATE job SET damaged = 1 WHERE id = ?');
  for (const id of misfits) setAside.run(id);
  return misfits.filter((id) => !earlier.has(id));
}

/** Looks through a read-only connection, which never folds the journal into the file. */
function refuseNewer(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const version = versionOf(database);
    if (version <= schemaVersion) return;
    const signature = Number(database.prepare('PRAGMA application_id').get()?.['application_id']);
    if (signature !== signatureBase + version) throw damaged('the two versions differ');
    const message = `The list of clips was written by a newer Conch (format ${version}; this one knows ${schemaVersion}). Nothing was changed. Please install the newer version.`;
    throw new FailureError(failure('internal', message, { stage: 'local' }));
  } finally {
    database.close();
  }
}

function migrate(database: DatabaseSync, { beforeMigration }: OpenHooks): void {
  const found = versionOf(database);
  if (found > 0 && found < schemaVersion) beforeMigration?.(database);
  for (let version = found; version < schemaVersion; version += 1) {
    database.exec(
      `BEGIN IMMEDIATE; ${migrations[version]} PRAGMA user_version = ${version + 1};
       PRAGMA application_id = ${signatureBase + version + 1}; COMMIT;`,
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
