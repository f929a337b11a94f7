import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError } from '../disk/disk-failure.ts';
import { readableJobs } from './backup-files.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { bringBackShelf } from './shelf-file.ts';

/** The clips of a data folder that a newer Conch has written, as far as this one understands them. */
export interface ReadingStore {
  /** A list of its own, in a folder for temporary files: nothing that is written here reaches the data folder. */
  readonly store: JobStore;
  close(): void;
}

/**
 * Opening a database with a journal writes to it, so a copy is read; and as its tables may be others than we know, only
 * the records are taken from it, into a list of our own making. A record that this version does not understand is left
 * out.
 *
 * @throws {FailureError} when there is no room for the copy
 */
export function openReadingStore(dataFolder: string): ReadingStore {
  const folder = mkdtempSync(join(tmpdir(), 'conch-reading-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'newer.db');
    for (const suffix of ['', '-wal']) {
      const from = `${join(dataFolder, 'conch.db')}${suffix}`;
      if (existsSync(from)) copyFileSync(from, copy + suffix);
    }
    // How a newer version computes its checksums is not known; what can be parsed is shown.
    const jobs = readableJobs(copy, { checked: false });
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
    const { store } = openJobStore(join(folder, 'reading.db'));
    store.restore(jobs.toSorted((a, b) => a.sequence - b.sequence));
    bringBackShelf(dataFolder, store.shelf);
    return {
      store,
      close() {
        store.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw diskError(error, folder);
  }
}
