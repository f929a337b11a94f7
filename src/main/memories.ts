import { join } from 'node:path';
import type { Failure } from '../shared/failure.ts';
import type { Said } from '../shared/sentence.ts';
import type { Host } from './host.ts';
import { createBackups } from './library/backups.ts';
import { leaveMark } from './library/clean-close.ts';
import type { JobStore } from './library/job-store.ts';
import { openJournal, readJournal, type Journal } from './library/journal.ts';
import { createLaterCheck } from './library/later-check.ts';
import { openRecovered } from './library/recovery.ts';

/** The memories of all clips that keep each other sound: database, journal and backups, opened and closed together. */
export interface Memories {
  readonly store: JobStore;
  readonly journal: Journal;
  readonly journalFolder: string;
  /** What was found and done at the start, in plain words. */
  readonly notices: Said[];
  /** The list of clips is put together from older memories: it may still hold what was canceled or paused since. */
  readonly isRebuilt: boolean;
  start(): void;
  /** @param isSettled whether everything that has happened is stored */
  stop(isSettled: boolean): Promise<void>;
}

export interface MemoriesOptions {
  host: Pick<Host, 'dataFolder' | 'clock' | 'log'>;
  /** Every folder that clips were saved in. */
  libraryFolders: readonly string[];
  originOf(providerId: string): string;
  /** Whether the disk has room to spare. */
  hasRoom(): Promise<boolean>;
  raise(value: Failure): void;
  /** Records came back while the person was at work. */
  mended(): void;
}

/** @throws {FailureError} when the database is of a newer Conch, or the disk refuses */
export function openMemories({ host, libraryFolders, originOf, hasRoom, raise, mended }: MemoriesOptions): Memories {
  const { clock, log } = host;
  const closedFolder = {
    databasePath: join(host.dataFolder, 'conch.db'),
    journalFolder: join(host.dataFolder, 'journal'),
    backupFolder: join(host.dataFolder, 'backups'),
  };
  const { store, notices, isRebuilt, trusted, mend } = openRecovered({
    ...closedFolder,
    libraryFolders,
    originOf,
    now: () => clock.now(),
    onDamaged: (id) => log.warn('a record could not be read', { id }),
  });
  const { journalFolder, backupFolder } = closedFolder;
  const journal = openJournal(journalFolder);
  const backups = createBackups({
    folder: backupFolder,
    store,
    isUpToDate: trusted?.backedUp ?? false,
    forgotten: () => readJournal(journalFolder).forgotten,
    hasRoom,
    clock,
    log,
  });
  const laterCheck = createLaterCheck({
    store,
    checkedAt: trusted?.checkedAt ?? clock.now(),
    isNeeded: trusted !== undefined,
    mend,
    mended,
    raise,
    clock,
    log,
  });
  return {
    store,
    journal,
    journalFolder,
    notices,
    isRebuilt,
    start() {
      backups.start();
      laterCheck.start();
    },
    async stop(isSettled) {
      await laterCheck.stop();
      await backups.stop();
      const checkedAt = isSettled ? laterCheck.checkedAt() : undefined;
      const backedUp = backups.isUpToDate();
      const isWhole = store.close();
      journal.close();
      if (checkedAt !== undefined && isWhole) leaveMark(closedFolder, { checkedAt, backedUp });
    },
  };
}
