import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../shared/failure.ts';
import { leaveMark } from './library/clean-close.ts';
import { listGenerations } from './library/backup-files.ts';
import { openMemories, type Memories } from './memories.ts';

let folder = '';
let memories: Memories;
let timers: (() => void)[] = [];
let mended = 0;
const raised: Failure[] = [];
const now = Date.now();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-memories-'));
  raised.length = 0;
  mended = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(): Memories {
  timers = [];
  memories = openMemories({
    host: {
      dataFolder: folder,
      clock: {
        now: () => now,
        after: (_delayMs, callback) => {
          timers.push(callback);
          return () => {};
        },
      },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    },
    libraryFolders: [],
    originOf: () => '',
    hasRoom: async () => true,
    raise: (value) => raised.push(value),
    mended: () => (mended += 1),
  });
  memories.start();
  return memories;
}

/** Until the person has been told something. */
const settle = async (): Promise<void> => vi.waitFor(() => expect(raised).toHaveLength(1), { timeout: 10_000 });
const mark = (): boolean => existsSync(join(folder, 'conch.db.closed'));
const generations = (): number => listGenerations(join(folder, 'backups')).length;

function addCanceled(): string {
  const { store, journal } = memories;
  const { job } = store.create({
    id: randomUUID(),
    at: 1,
    request: { providerId: 'sample', modelId: 'm', prompt: 'sea' },
  });
  const canceled = { ...job, progress: { state: 'canceled', canceledAt: 2, reason: 'before-sending' } as const };
  journal.write(canceled);
  store.save(canceled);
  return job.id;
}

describe('the memories', () => {
  it('closed in good order are opened on trust, and no backup is made of what is backed up', async () => {
    open();
    addCanceled();
    await memories.stop(true);
    expect([mark(), generations()]).toEqual([true, 1]);
    open();
    expect([mark(), memories.store.counts().all]).toEqual([false, 1]);
    await memories.stop(true);
    expect([mark(), generations()]).toEqual([true, 1]);
    open();
    addCanceled();
    await memories.stop(true);
    expect(generations()).toBe(2);
  });

  it('with something that could not be stored leave no mark', async () => {
    open();
    await memories.stop(false);
    expect(mark()).toBe(false);
  });

  it('are looked through later when they were trusted, and what rots comes back by itself', async () => {
    open();
    const id = addCanceled();
    await memories.stop(true);
    const files = {
      databasePath: join(folder, 'conch.db'),
      journalFolder: join(folder, 'journal'),
      backupFolder: join(folder, 'backups'),
    };
    const raw = new DatabaseSync(files.databasePath);
    raw.prepare("UPDATE job SET body = replace(body, 'sea', 'tea') WHERE id = ?").run(id);
    raw.close();
    // As if the file system had not noticed.
    leaveMark(files, { checkedAt: now, backedUp: true });
    open();
    expect(memories.notices).toEqual([]);
    for (const timer of timers.splice(0)) timer();
    await settle();
    expect(memories.store.get(id)?.request.prompt).toBe('sea');
    expect(raised).toMatchObject([{ kind: 'disk', message: expect.stringMatching(/brought them back/) }]);
    expect(mended).toBe(1);
    await memories.stop(true);
    expect(mark()).toBe(true);
  });

  it('a file that is damaged itself is said, and the next start looks before it trusts', async () => {
    open();
    for (let number = 0; number < 40; number += 1) addCanceled();
    await memories.stop(true);
    const path = join(folder, 'conch.db');
    const raw = new DatabaseSync(path);
    raw.enableDefensive(false);
    // The index says other than the table: the row is there, and yet nobody finds it.
    raw.exec(`PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'job (state, sequence)', 'job (provider_id, sequence)') WHERE name = 'job_by_state'`);
    raw.close();
    leaveMark(
      { databasePath: path, journalFolder: join(folder, 'journal'), backupFolder: join(folder, 'backups') },
      { checkedAt: now, backedUp: true },
    );
    open();
    for (const timer of timers.splice(0)) timer();
    await settle();
    expect(raised).toMatchObject([{ message: expect.stringMatching(/close Conch and open it again/) }]);
    await memories.stop(true);
    expect(mark()).toBe(false);
  });
});
