import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as otherWork } from 'node:timers/promises';
import { syncFolder } from '../disk/atomic-file.ts';
import type { Clock, Log } from '../host.ts';
import {
  checkCopy,
  flushFile,
  generationsToDrop,
  idsIn,
  listGenerations,
  makeBackupFolder,
  nextGeneration,
} from './backup-files.ts';
import type { JobStore } from './job-store.ts';

/**
 * Three verified generations of the database. A copy is made beside them, looked through and flushed before it becomes
 * one; a copy that is not sound, or that has lost jobs which nobody deleted, never takes the place of a good one.
 */
export interface Backups {
  /** Copies now, and from then on every quarter of an hour in which something changed. */
  start(): void;
  /** The last copy, if something changed. Must be awaited before the store is closed. */
  stop(): Promise<void>;
  /** Copies if something changed. Never rejects: a backup that fails is said in the log and tried again later. */
  run(): Promise<void>;
  /** Whether the newest generation holds everything. */
  isUpToDate(): boolean;
}

export interface BackupsOptions {
  folder: string;
  store: Pick<JobStore, 'backupTo' | 'changes' | 'size'>;
  /** The newest generation holds everything that the store holds now. */
  isUpToDate?: boolean;
  /** Jobs that the person deleted, as the journal knows them. Asked only when a copy holds fewer jobs than the last. */
  forgotten(): ReadonlySet<string>;
  /** Whether the disk has room to spare. A backup never takes the last of it. */
  hasRoom(): Promise<boolean>;
  clock: Clock;
  log: Log;
}

export const backupGapMs = 15 * 60_000;
const retryGapMs = 60_000;

export function createBackups({
  folder,
  store,
  isUpToDate = false,
  forgotten,
  hasRoom,
  clock,
  log,
}: BackupsOptions): Backups {
  const making = join(folder, 'making.db');
  let copiedAt = isUpToDate ? store.changes() : undefined;
  let turn: Promise<void> = Promise.resolve();
  let cancelNext: () => void = () => {};
  let stopped = false;

  async function copy(): Promise<void> {
    const changes = store.changes();
    if (changes === copiedAt) return;
    if (!(await hasRoom())) {
      log.warn('no backup was made: the disk is nearly full');
      return;
    }
    makeBackupFolder(folder);
    clear();
    try {
      const before = store.size();
      await store.backupTo(making);
      const expected = Math.min(before, store.size());
      standAlone(making);
      const rows = await lookThrough(making);
      if (rows < expected) throw new Error(`the copy holds ${rows} jobs where ${expected} were expected`);
      const lost = lostJobs(making);
      if (lost > 0) throw new Error(`the copy lacks ${lost} jobs that nobody deleted`);
      flushFile(making);
      renameSync(making, nextGeneration(folder, clock.now()).path);
      await syncFolder(folder);
      copiedAt = changes;
      for (const { path } of generationsToDrop(listGenerations(folder))) rmSync(path, { force: true });
    } finally {
      clear();
    }
  }

  /** How many jobs the newest generation has that the copy has not, and that were not deleted. */
  function lostJobs(path: string): number {
    const newest = listGenerations(folder)[0];
    if (newest === undefined) return 0;
    let earlier: string[];
    try {
      earlier = idsIn(newest.path);
    } catch {
      // A generation that has gone bad since has nothing to say; it still is not deleted before its time.
      return 0;
    }
    const present = new Set(idsIn(path));
    const missing = earlier.filter((id) => !present.has(id));
    if (missing.length === 0) return 0;
    const deleted = forgotten();
    return missing.filter((id) => !deleted.has(id)).length;
  }

  function clear(): void {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(making + suffix, { force: true });
  }

  let gapMs = backupGapMs;

  function run(): Promise<void> {
    turn = turn
      .then(copy)
      .then(() => {
        gapMs = backupGapMs;
      })
      .catch((thrown: unknown) => {
        // A copy can collide with a write; the next quarter of an hour is too far away then.
        gapMs = retryGapMs;
        log.warn('no backup was made', { why: thrown instanceof Error ? thrown.message : 'unknown' });
      });
    return turn;
  }

  function planNext(): void {
    if (stopped) return;
    cancelNext = clock.after(gapMs, () => {
      void run().then(planNext);
    });
  }

  return {
    run,
    isUpToDate: () => store.changes() === copiedAt,
    start() {
      void run().then(planNext);
    },
    async stop() {
      stopped = true;
      cancelNext();
      await run();
    },
  };
}

/** A copy of a WAL database asks for a journal beside it; one that is put away should be one whole file. */
function standAlone(path: string): void {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec('PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE;');
  } finally {
    database.close();
  }
}

async function lookThrough(path: string): Promise<number> {
  const look = checkCopy(path);
  for (;;) {
    const step = look.next();
    if (step.done) return step.value;
    await otherWork();
  }
}
