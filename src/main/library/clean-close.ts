import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { listGenerations } from './backup-files.ts';
import { schemaVersion } from './job-database.ts';
import { newestSegment } from './journal.ts';

/**
 * A mark that a core leaves behind when it has closed in good order: everything was stored, the file was sound, and
 * the journal and the backups agreed with it. As long as not one of these files has been touched since, the next start
 * need not look through all of them before it opens; it does so afterwards, while the person is at work.
 *
 * The mark is taken away before the database is opened, so that a core which is killed leaves none. It names each file
 * by what the file system knows of it, the time of the last change of any kind included; a copy of a folder, a file
 * that was put back, a page that was written by another hand: none of them fits.
 */
export interface CleanClose {
  /** Epoch ms: when the whole file was last looked through. */
  checkedAt: number;
  /** Whether the newest backup holds everything. */
  backedUp: boolean;
}

export interface ClosedFolder {
  databasePath: string;
  journalFolder: string;
  backupFolder: string;
}

const markSchema = z.strictObject({
  format: z.literal(1),
  schemaVersion: z.number(),
  files: z.string(),
  checkedAt: z.number(),
  backedUp: z.boolean(),
});

/** However good the order: a disk that rots says nothing. So often the whole file is looked through before it is opened. */
const longestTrustMs = 7 * 24 * 60 * 60_000;

/** Takes the mark away and gives back what it says; undefined when there is none, or when anything does not fit. */
export function takeMark(folder: ClosedFolder, now: number): CleanClose | undefined {
  const path = markPath(folder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
    rmSync(path);
    syncFolderOf(path);
  } catch {
    // None there, or one that cannot be taken away: then it must not be believed either.
    return undefined;
  }
  const json = text.slice(9).trimEnd();
  if (crc32(json).toString(16).padStart(8, '0') !== text.slice(0, 8)) return undefined;
  let mark;
  try {
    mark = markSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
  const age = now - mark.checkedAt;
  const fits =
    mark.schemaVersion === schemaVersion && mark.files === describe(folder) && age >= 0 && age < longestTrustMs;
  return fits ? { checkedAt: mark.checkedAt, backedUp: mark.backedUp } : undefined;
}

/** To be called when everything is closed. A mark that cannot be left only costs the next start some time. */
export function leaveMark(folder: ClosedFolder, close: CleanClose): void {
  const path = markPath(folder);
  try {
    const files = describe(folder);
    if (files === undefined) return;
    const json = JSON.stringify({ format: 1, schemaVersion, files, ...close });
    writeFileSync(path, `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`, { mode: 0o600, flush: true });
    syncFolderOf(path);
  } catch {
    rmSync(path, { force: true });
  }
}

/** What the file system knows of the three memories; undefined when SQLite's journal is still there. */
function describe({ databasePath, journalFolder, backupFolder }: ClosedFolder): string | undefined {
  const wal = statSync(`${databasePath}-wal`, { throwIfNoEntry: false });
  if (wal !== undefined && wal.size > 0) return undefined;
  const files = [databasePath, newestSegment(journalFolder), listGenerations(backupFolder)[0]?.path];
  return files.map((path) => (path === undefined ? 'none' : factsOf(path))).join(' | ');
}

function factsOf(path: string): string {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (facts === undefined) return 'missing';
  const { size, ino, mtimeNs, ctimeNs } = facts;
  return [size, ino, mtimeNs, ctimeNs].join(' ');
}

function markPath({ databasePath }: ClosedFolder): string {
  return `${databasePath}.closed`;
}

/** Not every system lets a folder be flushed (Windows does not); there, renames and removals are kept by the file system. */
function syncFolderOf(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(join(path, '..'), 'r');
    fsyncSync(folder);
  } catch {
    return;
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
