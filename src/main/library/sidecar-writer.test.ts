import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isIn, type Asset, type Job } from '../../shared/job.ts';
import { noKeeping, type Keeping } from '../../shared/keeping.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { sampleAccepted } from './library-rig.ts';
import { createMediaStore, type MediaStore } from './media-store.ts';
import { openRecovered } from './recovery.ts';
import { createShelfFile } from './shelf-file.ts';
import { sidecarSchema, type Sidecar } from './sidecar.ts';
import { createSidecarWriter, type SidecarWriter } from './sidecar-writer.ts';

let folder = '';
let library = '';
let store: JobStore;
let media: MediaStore;
let writer: SidecarWriter;
/** What waits for its time. */
let timers: (() => void)[] = [];
const warned: string[] = [];
const silent = { debug() {}, info() {}, warn: (message: string) => void warned.push(message), error() {} };
const path = (): string => join(folder, 'conch.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-kept-'));
  library = join(folder, 'library');
  mkdirSync(join(library, '2026-11'), { recursive: true });
  store = openJobStore(path()).store;
  warned.length = 0;
  begin();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(): void {
  timers = [];
  media = createMediaStore({
    folder: () => library,
    dataFolder: folder,
    version: '9.9.9',
    providerName: () => 'Sample',
    collectionName: (id) => store.shelf.collections().find((collection) => collection.id === id)?.name,
  });
  const clock = {
    after(_delayMs: number, callback: () => void) {
      timers.push(callback);
      return () => {
        timers = timers.filter((timer) => timer !== callback);
      };
    },
  };
  writer = createSidecarWriter({ dues: store.sidecarDues, media, clock, log: silent });
}

/** Lets everything happen that waits, and waits until what should follow from it has. */
async function pass(check: () => void): Promise<void> {
  for (const timer of timers.splice(0)) timer();
  await vi.waitFor(check, { timeout: 10_000 });
}

const dues = (): string[] => store.sidecarDues.next(9, 0).map(({ id }) => id);

function makeDone(name: string, keeping?: Keeping): Job {
  const { job } = store.create({
    id: randomUUID(),
    at: 1000,
    request: { providerId: 'sample', modelId: 'm', prompt: name },
  });
  const asset: Asset = {
    path: `2026-11/${name}.mp4`,
    sizeBytes: 9,
    sha256: 'a'.repeat(64),
    type: 'video/mp4',
    poster: false,
  };
  writeFileSync(join(library, asset.path), '123456789');
  const done: Job = { ...job, progress: { state: 'done', ...sampleAccepted, finishedAt: 2000, savedAt: 2100, asset } };
  store.save({ ...done, ...(keeping && { keeping }) });
  return store.get(job.id) ?? done;
}

function keep(job: Job, change: Partial<Keeping>): Job {
  const before = store.get(job.id) ?? job;
  const old = before.keeping ?? noKeeping(5000);
  store.save({ ...before, keeping: { ...old, ...change, changedAt: old.changedAt + 1 } });
  return store.get(job.id) ?? before;
}

const sidecar = (name: string): Sidecar =>
  sidecarSchema.parse(JSON.parse(readFileSync(join(library, '2026-11', `${name}.json`), 'utf8')));

describe('the sidecars', () => {
  it('say some time later what the person added, with the names of the collections', async () => {
    const job = makeDone('one');
    const collection = { id: randomUUID(), name: 'Spring', createdAt: 1 };
    store.shelf.putCollection(collection);
    keep(job, { rating: 4 });
    const last = keep(job, { rating: 5, tags: ['sea'], collectionIds: [collection.id] });
    writer.wake();
    writer.wake();
    expect(timers).toHaveLength(1);
    await pass(() => expect(dues()).toEqual([]));
    expect(sidecar('one')).toMatchObject({
      id: job.id,
      keeping: last.keeping,
      collections: [{ id: collection.id, name: 'Spring' }],
      savedAt: 2100,
      appVersion: '9.9.9',
    });
  });

  it('that a crash kept from being written are written after the next start', async () => {
    keep(makeDone('one'), { note: 'remember' });
    store.close();
    store = openJobStore(path()).store;
    begin();
    writer.start();
    await pass(() => expect(dues()).toEqual([]));
    expect(sidecar('one').keeping?.note).toBe('remember');
  });

  it('a clip that was rated on its way has it in its sidecar as well', async () => {
    makeDone('one', { ...noKeeping(7), rating: 3 });
    writer.start();
    await pass(() => expect(dues()).toEqual([]));
    expect(sidecar('one').keeping?.rating).toBe(3);
  });

  it('a clip that is not there stays due, and holds up no other', async () => {
    const lost = keep(makeDone('lost'), { rating: 1 });
    keep(makeDone('there'), { rating: 2 });
    rmSync(join(library, '2026-11/lost.mp4'));
    writer.start();
    // It will be looked for again.
    await pass(() => expect(timers).toHaveLength(1));
    expect(sidecar('there').keeping?.rating).toBe(2);
    expect(dues()).toEqual([lost.id]);
    writeFileSync(join(library, '2026-11/lost.mp4'), '123456789');
    await pass(() => expect(dues()).toEqual([]));
    expect(sidecar('lost').keeping?.rating).toBe(1);
  });

  it('what was changed while it was being written is due once more', () => {
    const job = keep(makeDone('one'), { rating: 1 });
    keep(job, { rating: 2 });
    store.sidecarDues.done([job]);
    expect(store.sidecarDues.next(9, 0)).toHaveLength(1);
  });

  it('a stop writes what is due', async () => {
    keep(makeDone('one'), { rating: 5 });
    await writer.stop();
    expect(sidecar('one').keeping?.rating).toBe(5);
  });
});

describe('a library that has lost its list', () => {
  function recover(): void {
    const opened = openRecovered({
      databasePath: path(),
      journalFolder: join(folder, 'journal'),
      backupFolder: join(folder, 'backups'),
      libraryFolders: [library],
      originOf: () => 'https://provider.example',
      now: () => 9000,
      onDamaged: () => {},
    });
    store = opened.store;
  }

  it('has ratings, tags, notes and collections again from the sidecars, and searches from their own file', async () => {
    const collection = { id: randomUUID(), name: 'Spring', createdAt: 1 };
    const search = { id: randomUUID(), name: 'Best', query: { minRating: 4 }, createdAt: 2 };
    store.shelf.putCollection(collection);
    store.shelf.putSearch(search);
    const file = createShelfFile(folder, silent);
    file.save({ collections: [], searches: store.shelf.searches() });
    await file.settle();
    const job = keep(makeDone('one'), {
      rating: 4,
      tags: ['雨'],
      note: 'n',
      collectionIds: [collection.id],
      trashedAt: 6,
    });
    await writer.stop();
    store.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path() + suffix, { force: true });
    // A list that is merely gone is a new library; one that was damaged is rebuilt.
    writeFileSync(path(), 'no database');
    recover();
    expect(store.get(job.id)?.keeping).toEqual(job.keeping);
    expect(store.shelf.collections()).toMatchObject([{ id: collection.id, name: 'Spring' }]);
    expect(store.shelf.searches()).toEqual([search]);
    expect(store.clips.page({ tags: ['雨'], trashed: true }, 0, 9).total).toBe(1);
  });

  it('of two memories the later word of the person holds, whichever knows more of the job', () => {
    const job = keep(makeDone('one'), { rating: 2 });
    writeFileSync(join(library, '2026-11/one.json'), readyFor(job, { ...noKeeping(99_999), rating: 5 }));
    store.close();
    // One damaged record is enough for all memories to be asked.
    const bytes = readFileSync(path());
    renameSync(path(), `${path()}.kept`);
    writeFileSync(path(), bytes.subarray(0, 3000));
    recover();
    expect(store.get(job.id)?.keeping?.rating).toBe(5);
  });

  it('nonsense in what the person added costs nothing else', () => {
    const job = makeDone('one');
    const text = readyFor(job, noKeeping(1)).replace('"rating":0', '"rating":77');
    expect(sidecarSchema.parse(JSON.parse(text))).toMatchObject({ id: job.id, keeping: undefined });
  });
});

function readyFor(job: Job, keeping: Keeping): string {
  if (!isIn(job, 'done')) throw new Error('not done');
  const { asset, acceptedAt, finishedAt, savedAt, remote } = job.progress;
  return JSON.stringify({
    format: 'conch-clip-1',
    id: job.id,
    providerId: 'sample',
    providerName: 'Sample',
    modelId: 'm',
    remoteId: remote.id,
    request: job.request,
    createdAt: job.createdAt,
    acceptedAt,
    finishedAt,
    savedAt,
    asset,
    keeping,
    appVersion: '1',
  });
}
