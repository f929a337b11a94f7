import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Job } from '../../shared/job.ts';
import { laterKeeping } from '../../shared/keeping.ts';
import { says, sentence, type Said } from '../../shared/sentence.ts';
import {
  flushFile,
  idsIn,
  listGenerations,
  makeBackupFolder,
  newestSound,
  nextGeneration,
  readableJobs,
} from './backup-files.ts';
import { takeMark, type CleanClose } from './clean-close.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { readJournal, type JournalReading } from './journal.ts';
import { isAhead } from './record-order.ts';
import { bringBackShelf } from './shelf-file.ts';
import { jobsFromSidecars } from './sidecar-jobs.ts';

/**
 * Opens the list of clips so that every job that may have cost money is in it, whatever became of the file.
 *
 * A database that is damaged or gone is put aside, never deleted; the newest sound backup takes its place, and then
 * come the rows that can still be read from the old file, the journal, and the sidecars of the clips. An ordinary
 * start compares with the end of the journal and the newest backup, and goes the long way only when they disagree.
 */
export interface RecoveryOptions {
  databasePath: string;
  journalFolder: string;
  backupFolder: string;
  /** Every folder that clips were saved in. */
  libraryFolders: readonly string[];
  /** A sidecar does not name the provider's origin. */
  originOf(providerId: string): string;
  now(): number;
  onDamaged(id: string): void;
}

/** Segments of the journal that an ordinary start compares with: some 16 MB, several thousand clips. */
const comparedSegments = 2;

export interface Recovered {
  store: JobStore;
  notices: Said[];
  /** The list was lost or damaged as a whole, and what it says is what other memories last knew. */
  isRebuilt: boolean;
  /** The file was not looked through, because it was closed in good order: that is still to be done. */
  trusted?: CleanClose;
  /** Takes in what the other memories know of records that were found damaged since. Gives back how many came back. */
  mend(): number;
}

/** @throws {FailureError} when the file is of a newer Conch, or the disk refuses */
export function openRecovered(options: RecoveryOptions): Recovered {
  const { databasePath, backupFolder, journalFolder } = options;
  const trusted = takeMark(options, options.now());
  let journalEnd: JournalReading | undefined;
  const endOfJournal = (): JournalReading => (journalEnd ??= readJournal(journalFolder, { last: comparedSegments }));
  const isMissing = !existsSync(databasePath) || statSync(databasePath).size === 0;
  const isLost = isMissing && (endOfJournal().jobs.size > 0 || listGenerations(backupFolder).length > 0);
  if (isLost) {
    // A journal of SQLite without its database would be laid over the backup.
    setAside(databasePath, options.now());
    layInPlace(databasePath, backupFolder);
  }
  const { store, aside, damagedIds } = openJobStore(databasePath, options.onDamaged, {
    isTrusted: trusted !== undefined && !isLost,
    replace: () => layInPlace(databasePath, backupFolder),
    beforeMigration: (database) => copyBeforeMigration(database, backupFolder, options.now()),
  });
  try {
    const isRebuilt = isLost || aside !== undefined;
    const isSound = !isRebuilt && damagedIds.length === 0;
    const disagrees = !isSound || (trusted === undefined && !agrees(store, endOfJournal(), backupFolder));
    const found = disagrees ? bringBack(store, aside, isRebuilt, options) : undefined;
    const unreadable = damagedIds.filter((id) => store.get(id) === undefined).length;
    return {
      store,
      isRebuilt,
      notices: noticesFor({ found, aside, isLost, unreadable, isQueued: store.queue.list().length > 0 }),
      ...(isSound && trusted !== undefined && { trusted }),
      mend: () => bringBack(store, undefined, false, options),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Whether the store knows everything that the end of the journal and the newest backup know. */
function agrees(store: JobStore, journal: JournalReading, backupFolder: string): boolean {
  const states = store.states();
  for (const job of journal.jobs.values()) {
    const state = states.get(job.id);
    if (state === job.progress.state) continue;
    const stored = state === undefined ? undefined : store.get(job.id);
    if (stored === undefined || isAhead(job, stored)) return false;
  }
  for (const id of journal.forgotten) if (states.has(id)) return false;
  const newest = listGenerations(backupFolder)[0];
  if (newest === undefined) return true;
  try {
    return idsIn(newest.path).every((id) => states.has(id) || journal.forgotten.has(id));
  } catch {
    // A backup that cannot be read proves nothing against the store.
    return true;
  }
}

/** Takes in what the other memories know. Gives back how many jobs were not in the list before. */
function bringBack(
  store: JobStore,
  aside: string | undefined,
  isRebuilt: boolean,
  { databasePath, backupFolder, journalFolder, libraryFolders, originOf, now }: RecoveryOptions,
): number {
  const journal = readJournal(journalFolder);
  let found = 0;
  function takeIn(jobs: Iterable<Job>): void {
    const better: Job[] = [];
    for (const job of jobs) {
      if (journal.forgotten.has(job.id)) continue;
      const stored = store.get(job.id);
      if (stored === undefined) found += 1;
      const base = stored === undefined || isAhead(job, stored) ? job : stored;
      // What a person added has an order of its own: the later word holds, whichever memory it is in.
      const keeping = laterKeeping(stored?.keeping, job.keeping);
      if (base !== stored || keeping !== stored?.keeping)
        better.push(keeping === base.keeping ? base : { ...base, keeping });
    }
    if (better.length > 0) store.restore(better.toSorted((a, b) => a.createdAt - b.createdAt));
  }
  /** A sidecar names the collections of its clip. */
  const known = new Set(store.shelf.collections().map(({ id }) => id));
  function named(collections: readonly { id: string; name: string }[], createdAt: number): void {
    for (const { id, name } of collections) {
      if (known.has(id)) continue;
      known.add(id);
      store.shelf.putCollection({ id, name, createdAt });
    }
  }
  for (const id of journal.forgotten) store.remove(id);
  if (aside !== undefined) takeIn(salvaged(aside, `${databasePath}.salvage`));
  const backup = newestSound(backupFolder);
  if (backup !== undefined) takeIn(readableJobs(backup.path));
  takeIn(journal.jobs.values());
  takeIn(
    jobsFromSidecars(libraryFolders, originOf, ({ collections = [], createdAt }) => named(collections, createdAt)),
  );
  store.runs.remember(journal.forgottenJobs.values());
  bringBackShelf(dirname(databasePath), store.shelf);
  if (isRebuilt && (journal.segments === 0 || journal.damagedLines > 0)) holdBackQueued(store, now());
  return found;
}

/** Reads a copy: opening a database with a journal writes to it, and what was put aside stays as it was. */
function salvaged(aside: string, copy: string): Job[] {
  try {
    for (const suffix of ['', '-wal']) if (existsSync(aside + suffix)) copyFileSync(aside + suffix, copy + suffix);
    return readableJobs(copy);
  } catch {
    // No room for a copy: then without it.
    return [];
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(copy + suffix, { force: true });
  }
}

/** Without a whole journal nobody can say that a job which was queued in an old copy was not sent since. */
function holdBackQueued(store: JobStore, at: number): void {
  const held = store.inState('queued').map((job): Job => ({
    ...job,
    updatedAt: at,
    progress: { state: 'canceled', canceledAt: at, reason: 'given-up' },
  }));
  if (held.length > 0) store.restore(held);
}

function layInPlace(databasePath: string, backupFolder: string): void {
  const backup = newestSound(backupFolder);
  if (backup === undefined) return;
  const beside = `${databasePath}.new`;
  copyFileSync(backup.path, beside);
  flushFile(beside);
  renameSync(beside, databasePath);
}

function setAside(databasePath: string, now: number): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(databasePath + suffix)) {
      renameSync(databasePath + suffix, `${databasePath}.damaged-${Math.trunc(now)}${suffix}`);
    }
  }
}

/** Made by SQLite itself in one go: at this point nothing else runs yet. */
function copyBeforeMigration(database: DatabaseSync, backupFolder: string, now: number): void {
  makeBackupFolder(backupFolder);
  const { path } = nextGeneration(backupFolder, now);
  database.prepare('VACUUM INTO ?').run(path);
  flushFile(path);
}

/** One plain sentence, or none when there is nothing that a person should know. */
function noticesFor(what: {
  found: number | undefined;
  aside: string | undefined;
  isLost: boolean;
  unreadable: number;
  isQueued: boolean;
}): Said[] {
  const { found = 0, aside, isLost, unreadable, isQueued } = what;
  // The queue sees to it (`createQueue`): an older memory does not know what was canceled or paused since.
  const paused = isQueued ? [sentence('What waits to be sent is paused until you have looked through the queue.')] : [];
  if (aside !== undefined) {
    return [
      says(
        sentence(
          'The list of clips was damaged, so Conch has rebuilt it from its backup, its journal and the clips themselves; the damaged file was kept as {{aside}}.',
          { aside },
        ),
        ...paused,
      ),
    ];
  }
  if (isLost) {
    return [
      says(
        sentence(
          'The list of clips was gone, so Conch has rebuilt it from its backup, its journal and the clips themselves.',
        ),
        ...paused,
      ),
    ];
  }
  if (unreadable > 0) {
    return [
      says(
        'Some entries in the list of clips were damaged: Conch has brought back {{found}}, and {{unreadable}} cannot be read any more.',
        { found, unreadable },
      ),
    ];
  }
  if (found > 0) {
    return [says('Some entries in the list of clips were damaged or missing, and Conch has brought them back.')];
  }
  return [];
}
