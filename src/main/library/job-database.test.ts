import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertEngine, isOlder, openJobDatabase, schemaVersion } from './job-database.ts';
import { openJobStore } from './job-store.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-database-'));
  path = join(folder, 'conch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fill(number: number): void {
  const { store } = openJobStore(path);
  for (let index = 0; index < number; index += 1) {
    store.create({
      id: randomUUID(),
      at: index,
      request: { providerId: 'sample', modelId: 'm', prompt: `clip ${index} ${'word '.repeat(60)}` },
    });
  }
  store.close();
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const asides = (): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('conch.db.damaged-') && !/-(wal|shm)$/.test(name));

describe('the engine', () => {
  it('is new enough here, and an old one would be refused', () => {
    expect(() => assertEngine()).not.toThrow();
    expect(['3.7.0', '3.50.9', '3.51.2', '3.9.99', '2.99.99'].every(isOlder)).toBe(true);
    expect(['3.51.3', '3.52.0', '3.53.4', '4.0.0', '3.100.0'].some(isOlder)).toBe(false);
  });

  it('keeps a journal, flushes every commit, checks references, and maps no memory', () => {
    const { database } = openJobDatabase(path);
    const value = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect({
      journal: value('journal_mode'),
      synchronous: value('synchronous'),
      references: value('foreign_keys'),
      version: value('user_version'),
      map: value('mmap_size') ?? 0,
      patience: value('busy_timeout'),
    }).toEqual({ journal: 'wal', synchronous: 2, references: 1, version: schemaVersion, map: 0, patience: 5000 });
    database.close();
  });
});

describe('a file of a newer Conch', () => {
  const newer = `PRAGMA user_version = ${schemaVersion + 1}; PRAGMA application_id = ${0x43_6f_6e_00 + schemaVersion + 1};`;

  it('is not what a file with one flipped bit in its version is: that one is damaged', () => {
    fill(5);
    const raw = new DatabaseSync(path);
    raw.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
    raw.close();
    const { store, aside } = openJobStore(path);
    store.close();
    expect(aside).toBeDefined();
  });

  it('is refused in plain words, and its bytes stay as they are', () => {
    fill(5);
    const raw = new DatabaseSync(path);
    raw.exec(newer);
    raw.close();
    const before = hashOf(path);
    expect(() => openJobStore(path)).toThrow(/newer Conch/);
    expect(hashOf(path)).toBe(before);
    expect(asides()).toEqual([]);
  });

  it('is also recognised while its version still stands in the journal only', () => {
    fill(5);
    const raw = new DatabaseSync(path);
    raw.exec(`PRAGMA wal_autocheckpoint = 0; BEGIN; ${newer} COMMIT;`);
    const before = hashOf(path);
    expect(() => openJobStore(path)).toThrow(/newer Conch/);
    expect(hashOf(path)).toBe(before);
    raw.close();
  });
});

describe('a damaged file', () => {
  const wrecks: [string, () => void][] = [
    ['is no database', () => writeFileSync(path, 'not a database at all, but long enough to look at'.repeat(100))],
    ['is all zeros', () => writeFileSync(path, Buffer.alloc(8192))],
    ['is cut in half', () => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
    ['has a broken header', () => overwrite(20, Buffer.alloc(60, 255))],
    ['has a hole in the middle', () => overwrite(Math.floor(readFileSync(path).length / 2), Buffer.alloc(12_000, 7))],
  ];
  it.each(wrecks)('that %s is put aside, never deleted, and a new list begins', (_name, wreck) => {
    fill(300);
    wreck();
    const damagedHash = hashOf(path);
    const { store, notices } = openJobStore(path);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toMatch(/was damaged/);
    expect(store.counts().all).toBe(0);
    store.create({ id: randomUUID(), at: 1, request: { providerId: 'sample', modelId: 'm', prompt: 'after' } });
    store.close();
    expect(asides()).toHaveLength(1);
    expect(hashOf(join(folder, asides()[0] ?? ''))).toBe(damagedHash);
    const again = openJobStore(path);
    expect([again.notices, again.store.counts().all]).toEqual([[], 1]);
    again.store.close();
  });

  it.each(['job', 'job_text', 'job_words_data'])('is noticed when the damage lies in %s', (table) => {
    fill(50);
    const raw = new DatabaseSync(path);
    const page = Number(raw.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.['rootpage']);
    const size = Number(raw.prepare('PRAGMA page_size').get()?.['page_size']);
    raw.close();
    overwrite((page - 1) * size, Buffer.alloc(400, 0xee));
    const { store, notices } = openJobStore(path);
    store.close();
    expect(notices).toHaveLength(1);
    expect(asides()).toHaveLength(1);
  });

  it('an empty file is simply a new list', () => {
    writeFileSync(path, '');
    const { store, notices } = openJobStore(path);
    expect([notices, store.counts().all]).toEqual([[], 0]);
    store.close();
  });

  it('a folder in its place is said as a trouble of the disk, and nothing is moved', () => {
    expect(() => openJobStore(join(folder, 'no/such/conch.db'))).toThrow(/not be read or saved|ENOENT/);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});

function overwrite(at: number, bytes: Buffer): void {
  const file = readFileSync(path);
  bytes.copy(file, at);
  writeFileSync(path, file);
}
