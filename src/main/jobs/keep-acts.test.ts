import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collection, SavedSearch } from '../../shared/clip-query.ts';
import type { Job, JobProgress } from '../../shared/job.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { createKeepActs, type KeepActs } from './keep-acts.ts';
import { createLedger } from './ledger.ts';
import { createShelfActs, type ShelfActs } from './shelf-acts.ts';

let folder = '';
let store: JobStore;
let acts: KeepActs;
let shelf: ShelfActs;
let now = 1000;
/** One entry for each announcement: an id, or how many clips. */
const announced: (string | number)[] = [];
const shelves: (Collection[] | SavedSearch[])[] = [];
let pauses = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-keep-'));
  store = openJobStore(join(folder, 'conch.db')).store;
  announced.length = 0;
  shelves.length = 0;
  pauses = 0;
  const ledger = createLedger({
    store,
    journal: { write: () => {}, writeAll: () => {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    announce: (job) => announced.push(job.id),
    announceMany: (ids) => announced.push(ids.length),
    raise: () => {},
    makeRoom: () => false,
  });
  acts = createKeepActs({
    ledger,
    hasCollection: (id) => store.shelf.collections().some((collection) => collection.id === id),
    now: () => (now += 1),
    pause: async () => {
      pauses += 1;
    },
    kept: () => {},
  });
  shelf = createShelfActs({
    shelf: store.shelf,
    clips: store.clips,
    keepActs: acts,
    now: () => now,
    collectionsChanged: (collections) => shelves.push(collections),
    searchesChanged: (searches) => shelves.push(searches),
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const canceled: JobProgress = { state: 'canceled', canceledAt: 5, reason: 'before-sending' };

function make(number: number, progress: JobProgress = canceled): string[] {
  return Array.from({ length: number }, () => {
    const { job } = store.create({
      id: randomUUID(),
      at: 1,
      request: { providerId: 'novita', modelId: 'm', prompt: 'p' },
    });
    store.save({ ...job, progress });
    return job.id;
  });
}

const kept = (id: string | undefined): Job['keeping'] => store.get(id ?? '')?.keeping;

describe('keeping', () => {
  it('one clip is told of as such, many at once, in batches that let other work in between', async () => {
    const ids = make(600);
    const [first = ''] = ids;
    expect(await acts.keep([first], { rating: 4 })).toMatchObject({ changed: 1 });
    expect(announced).toEqual([first]);
    const done = await acts.keep([...ids, first, randomUUID()], { addTags: ['sea'] });
    expect(done.changed).toBe(600);
    expect(pauses).toBe(2);
    expect(announced.slice(1).reduce<number>((sum, some) => sum + Number(some), 0)).toBe(600);
    expect(kept(first)).toMatchObject({ rating: 4, tags: ['sea'] });
    expect(await acts.undo(done.undoId)).toEqual({ changed: 600 });
    expect(kept(first)).toMatchObject({ rating: 4, tags: [] });
    await expect(acts.undo(done.undoId)).rejects.toThrow(/taken back already/);
  });

  it('what changes nothing is neither stored nor told', async () => {
    const ids = make(2);
    await acts.keep(ids, { favourite: true });
    announced.length = 0;
    expect(await acts.keep(ids, { favourite: true })).toMatchObject({ changed: 0 });
    expect(announced).toEqual([]);
  });

  it('a clip on its way can be rated, and what happens to it later loses nothing', async () => {
    const [id = ''] = make(1, { state: 'queued', dueAt: 1, attempts: 0 });
    await acts.keep([id], { note: 'wait for it' });
    const job = store.get(id);
    if (job === undefined) throw new Error('gone');
    store.save({ ...job, progress: canceled });
    expect(kept(id)?.note).toBe('wait for it');
  });

  it('refuses a collection that is not there', async () => {
    await expect(acts.keep(make(1), { addToCollection: randomUUID() })).rejects.toThrow(/not there any more/);
  });
});

describe('the trash', () => {
  it('takes what has ended, leaves what is on its way, and gives back', async () => {
    const ended = make(2);
    const [running = ''] = make(1, { state: 'queued', dueAt: 1, attempts: 0 });
    const done = await acts.trash([...ended, running]);
    expect(done).toMatchObject({ changed: 2, refused: 1 });
    expect(store.counts()).toMatchObject({ all: 1, running: 1 });
    expect(store.clips.inTrash().toSorted()).toEqual(ended.toSorted());
    await acts.undo(done.undoId);
    expect(store.counts().all).toBe(3);
    await acts.trash(ended);
    expect(await acts.restore(ended)).toMatchObject({ changed: 2 });
    expect(store.clips.inTrash()).toEqual([]);
  });

  it('says why when nothing at all could be moved', async () => {
    await expect(acts.trash(make(1, { state: 'queued', dueAt: 1, attempts: 0 }))).rejects.toThrow(/on its way/);
  });
});

describe('collections and saved searches', () => {
  it('a collection holds clips, and taking its removal back fills it again', async () => {
    const ids = make(3);
    const { id } = shelf.create('Spring');
    await acts.keep(ids.slice(0, 2), { addToCollection: id });
    expect(store.clips.page({ collectionId: id }, 0, 9).total).toBe(2);
    const removed = await shelf.remove(id);
    expect([removed.changed, shelf.collections()]).toEqual([2, []]);
    expect(kept(ids[0])?.collectionIds).toEqual([]);
    await acts.undo(removed.undoId);
    expect(shelf.collections()).toMatchObject([{ id, name: 'Spring' }]);
    expect(store.clips.page({ collectionId: id }, 0, 9).total).toBe(2);
  });

  it('two collections have two names', () => {
    const { id } = shelf.create('Spring');
    expect(() => shelf.create('SPRING')).toThrow(/already/);
    const other = shelf.create('Autumn');
    expect(() => shelf.rename(other.id, 'spring')).toThrow(/already/);
    expect(shelf.rename(id, 'SPRING').name).toBe('SPRING');
    expect(() => shelf.rename(randomUUID(), 'x')).toThrow(/not there/);
    expect(shelves.at(-1)).toEqual(shelf.collections());
  });

  it('a saved search is replaced under its id, and lasts', () => {
    const id = randomUUID();
    shelf.saveSearch({ id, name: 'Best', query: { minRating: 4 } });
    shelf.saveSearch({ id, name: 'The best', query: { minRating: 5, search: 'sea' } });
    store.close();
    store = openJobStore(join(folder, 'conch.db')).store;
    expect(store.shelf.searches()).toMatchObject([{ id, name: 'The best', query: { minRating: 5, search: 'sea' } }]);
    store.shelf.removeSearch(id);
    expect(store.shelf.searches()).toEqual([]);
  });
});
