import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCopy, generationsToDrop, listGenerations, readableJobs, type Generation } from './backup-files.ts';
import { backupGapMs, createBackups, type Backups } from './backups.ts';
import { openJobStore, type JobStore } from './job-store.ts';

let folder = '';
let store: JobStore;
let now = 0;
let hasRoom = true;
const forgotten = new Set<string>();
const warnings: unknown[] = [];
const timers: { delayMs: number; callback: () => void }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-backups-'));
  store = openJobStore(join(folder, 'conch.db')).store;
  now = 1_000_000;
  hasRoom = true;
  forgotten.clear();
  warnings.length = 0;
  timers.length = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const backupFolder = (): string => join(folder, 'backups');
const generations = (): string[] => listGenerations(backupFolder()).map(({ path }) => path);
const rowsIn = (path: string): number => readableJobs(path).length;

function create(): string {
  const id = randomUUID();
  store.create({ id, at: now, request: { providerId: 'sample', modelId: 'm', prompt: 'A calm sea' } });
  return id;
}

function createOver(over: Partial<JobStore> = {}): Backups {
  return createBackups({
    folder: backupFolder(),
    store: { ...store, ...over },
    forgotten: () => forgotten,
    hasRoom: async () => hasRoom,
    clock: {
      now: () => now,
      after(delayMs, callback) {
        timers.push({ delayMs, callback });
        return () => {};
      },
    },
    log: { debug() {}, info() {}, warn: (message, facts) => warnings.push([message, facts]), error() {} },
  });
}

describe('backups', () => {
  it('a copy is one whole file, sound by itself, made while the store goes on', async () => {
    for (let index = 0; index < 40; index += 1) create();
    const running = createOver().run();
    create();
    await running;
    const [path = ''] = generations();
    expect(readdirSync(backupFolder())).toHaveLength(1);
    expect(rowsIn(path)).toBeGreaterThanOrEqual(40);
    expect(store.counts().all).toBe(41);
    expect(warnings).toEqual([]);
  });

  it('is made at the start, every quarter of an hour in which something changed, and at the end', async () => {
    const backups = createOver();
    create();
    backups.start();
    await backups.run();
    await expect.poll(() => timers.length).toBe(1);
    expect(timers[0]?.delayMs).toBe(backupGapMs);
    const first = generations();
    timers.shift()?.callback();
    await expect.poll(() => timers.length).toBe(1);
    expect(generations()).toEqual(first);
    create();
    timers.shift()?.callback();
    await expect.poll(() => generations().length).toBe(2);
    create();
    await backups.stop();
    expect(generations()).toHaveLength(3);
  });

  it('a copy that is not sound never takes the place of a good one', async () => {
    for (let index = 0; index < 60; index += 1) create();
    await createOver().run();
    const good = readFileSync(generations()[0] ?? '');
    let page = 0;
    const spoilt = createOver({
      backupTo: async (path) => {
        await store.backupTo(path);
        const bytes = readFileSync(path);
        bytes.fill(0xee, page * 4096, page * 4096 + 300);
        writeFileSync(path, bytes);
      },
    });
    for (page = 0; page < 5; page += 1) {
      create();
      await spoilt.run();
    }
    expect(generations()).toHaveLength(1);
    expect(readFileSync(generations()[0] ?? '')).toEqual(good);
    expect(warnings).toHaveLength(5);
    expect(readdirSync(backupFolder())).toHaveLength(1);
  });

  it('a row that was changed behind its checksum is noticed', async () => {
    const id = create();
    const raw = new DatabaseSync(join(folder, 'conch.db'));
    raw.prepare("UPDATE job SET body = replace(body, 'calm', 'wild') WHERE id = ?").run(id);
    raw.close();
    await createOver().run();
    expect(generations()).toEqual([]);
    expect(JSON.stringify(warnings)).toContain('checksum');
  });

  it('a row that was set aside, because nothing brings it back, ends no backup of the others', async () => {
    const [lost] = [create(), create(), create()];
    const raw = new DatabaseSync(join(folder, 'conch.db'));
    raw.prepare("UPDATE job SET body = replace(body, 'calm', 'wild') WHERE id = ?").run(lost);
    raw.close();
    const backups = createOver();
    await backups.run();
    expect(generations()).toEqual([]);
    for (const _slice of store.check()) continue;
    expect(store.damagedCount()).toBe(1);
    await backups.run();
    expect(generations().map(rowsIn)).toEqual([2]);
    create();
    await backups.run();
    expect(generations().map(rowsIn)).toEqual([3, 2]);
    // Among them, another one that is damaged is still noticed.
    const again = new DatabaseSync(join(folder, 'conch.db'));
    again.exec("UPDATE job SET body = replace(body, 'calm', 'wild')");
    again.close();
    create();
    await backups.run();
    expect(generations()).toHaveLength(2);
  });

  it('a list that was emptied by nobody pushes nothing out; one that the person emptied is copied', async () => {
    const ids = Array.from({ length: 20 }, create);
    await createOver().run();
    for (const id of ids) store.remove(id);
    const backups = createOver();
    await backups.run();
    expect(generations().map(rowsIn)).toEqual([20]);
    expect(JSON.stringify(warnings)).toContain('20 jobs that nobody deleted');
    for (const id of ids) forgotten.add(id);
    await backups.run();
    expect(generations().map(rowsIn)).toEqual([0, 20]);
  });

  it('holds fewer jobs than the store: not taken', async () => {
    create();
    await createOver({ size: () => 2 }).run();
    expect(generations()).toEqual([]);
  });

  it('waits while the disk is nearly full, and an error of the disk leaves nothing behind', async () => {
    create();
    hasRoom = false;
    const backups = createOver();
    await backups.run();
    expect(generations()).toEqual([]);
    hasRoom = true;
    await createOver({ backupTo: () => Promise.reject(new Error('ENOSPC')) }).run();
    expect(readdirSync(backupFolder())).toEqual([]);
    await backups.run();
    expect(generations()).toHaveLength(1);
  });
});

describe('generations', () => {
  it('a copy every quarter of an hour never pushes out the one of yesterday, nor lets it grow old', () => {
    const day = 24 * 60 * 60_000;
    let all: Generation[] = [];
    for (let number = 0; number < 4 * 24 * 10; number += 1) {
      const madeAt = number * backupGapMs;
      all = [{ path: '', number, madeAt }, ...all];
      const doomed = generationsToDrop(all);
      all = all.filter((generation) => !doomed.includes(generation));
      const ages = all.map((generation) => madeAt - generation.madeAt);
      expect([all.length, ages[0]]).toEqual([Math.min(number + 1, 3), 0]);
      if (madeAt < day + backupGapMs) continue;
      expect(ages[2]).toBeGreaterThanOrEqual(day);
      expect(ages[2]).toBeLessThanOrEqual(2 * day + 2 * backupGapMs);
    }
  });

  it('a clock that was put back loses none before its turn', () => {
    const all = [5, 100, 90, 80].map((madeAt, index) => ({ path: String(madeAt), number: 9 - index, madeAt }));
    expect(generationsToDrop(all).map(({ path }) => path)).toEqual(['100']);
    expect(generationsToDrop(all.slice(0, 3))).toEqual([]);
  });

  it('a file that is no database is not sound', () => {
    const path = join(folder, 'no.db');
    writeFileSync(path, 'no database');
    expect(() => [...checkCopy(path)]).toThrow(/not a database/);
    expect(readableJobs(path)).toEqual([]);
  });
});
