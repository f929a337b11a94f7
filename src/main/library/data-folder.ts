import { closeSync, openSync } from 'node:fs';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FailureError, failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { databaseError, isBusy, isSpoilt } from './sqlite-failure.ts';

export interface DataFolder {
  readonly path: string;
  /** Lets another Conch have the folder. */
  release(): void;
}

/**
 * Makes the folder, closes it to other accounts, and takes it for this process alone: two cores on one library would
 * both poll and both send. Throws `FailureError`.
 *
 * The lock is a file lock of the operating system, held through a tiny SQLite file that also names the holder. The
 * system drops it when its process ends in whatever way, so a stale lock cannot exist and a reused process id cannot
 * look like one.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o700);
  } catch (error) {
    throw diskError(error, path);
  }
  const lockPath = join(path, 'lock');
  try {
    const held = hold(lockPath);
    return { path, release: () => held.close() };
  } catch (error) {
    if (!isSpoilt(error)) throw databaseError(error, path);
  }
  // Not a lock file of ours, so nobody holds it as such.
  try {
    await rm(lockPath, { force: true });
    const held = hold(lockPath);
    return { path, release: () => held.close() };
  } catch (error) {
    throw databaseError(error, path);
  }
}

/** Takes the lock or throws: `FailureError` when another process has it. */
function hold(lockPath: string): DatabaseSync {
  closeSync(openSync(lockPath, 'a', 0o600));
  const file = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    file.exec(`PRAGMA journal_mode = DELETE;
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, started_at INTEGER NOT NULL) STRICT;
      DELETE FROM holder;`);
    file.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, Math.round(Date.now() - process.uptime() * 1000));
    // Committed so that others can read who it is, and locked again at once: this second lock is the one that is kept.
    // The commit may have to wait for such a reader; the locks themselves never wait.
    file.exec('PRAGMA busy_timeout = 2000; COMMIT; PRAGMA busy_timeout = 0; BEGIN IMMEDIATE;');
    return file;
  } catch (error) {
    const taken = isBusy(error) ? new FailureError(failure('disk', takenBy(file), { stage: 'local' })) : error;
    file.close();
    throw taken;
  }
}

function takenBy(file: DatabaseSync): Sentence {
  let pid: unknown;
  try {
    pid = file.prepare('SELECT pid FROM holder').get()?.['pid'];
  } catch {
    // The holder is just writing its name; the sentence is true without it.
  }
  return typeof pid === 'number'
    ? sentence('Conch is already open with this data folder (process {{pid}}). Use that one, or close it first.', {
        pid,
      })
    : sentence('Conch is already open with this data folder. Use that one, or close it first.');
}
