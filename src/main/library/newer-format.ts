import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './job-migrations.ts';

/** `Con` and the version: a second place that names it, because one flipped bit must not make a file look newer. */
export const signatureBase = 0x43_6f_6e_00;

/** What a file says of its own format, in the two places where it says it. */
export interface FormatMarks {
  version: number;
  signature: number;
}

/**
 * Looks without changing anything. Where SQLite has left a journal, the answer may lie in there, and SQLite reads it:
 * through a read-only connection, which never folds the journal into the file. Undefined: there is no file, or it is
 * empty. Throws the system's own error.
 */
export function formatMarks(path: string): FormatMarks | undefined {
  if (!existsSync(path) || statSync(path).size === 0) return undefined;
  const journalBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return journalBytes > 0 ? marksBySqlite(path) : marksInHeader(path);
}

/** The version that wrote the file, when it is newer than this one knows and no bit has merely flipped. */
export function newerVersionOf(path: string): number | undefined {
  try {
    const marks = formatMarks(path);
    const isNewer = marks !== undefined && marks.version > migrations.length;
    return isNewer && marks.signature === signatureBase + marks.version ? marks.version : undefined;
  } catch {
    // Whatever is wrong with it will be said by whoever opens it.
    return undefined;
  }
}

/** Places 60 and 68 of the header (sqlite.org, "Database File Format" §1.3). */
function marksInHeader(path: string): FormatMarks {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return { version: header.readInt32BE(60), signature: header.readUInt32BE(68) };
}

function marksBySqlite(path: string): FormatMarks {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
    return { version: pragma('user_version'), signature: pragma('application_id') };
  } finally {
    database.close();
  }
}
