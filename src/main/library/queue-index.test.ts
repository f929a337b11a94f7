import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { advance } from '../../shared/advance.ts';
import { failure } from '../../shared/failure.ts';
import { openJobStore } from './job-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'conch-index-'));
const { store } = openJobStore(join(folder, 'conch.db'));
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('follows every change as it is stored, and says the same when it is read anew', () => {
  const create = (providerId: string) =>
    store.create({ id: crypto.randomUUID(), at: 10, request: { providerId, modelId: 'm', prompt: 'p' } }).job;
  const first = create('novita');
  const names = new Map([[first.id, 'first']]);
  expect(store.queue.ready('novita', 10, 9)).toEqual([first.id]);
  const later = create('novita');
  const other = create('pixazo');
  const gone = create('novita');
  const held = create('novita');
  for (const [job, name] of [
    [later, 'later'],
    [other, 'other'],
    [gone, 'gone'],
    [held, 'held'],
  ] as const)
    names.set(job.id, name);
  store.save(advance(first, { type: 'submit-deferred', at: 11, failure: failure('network', 'no'), dueAt: 50 }));
  store.save(advance(held, { type: 'placed', at: 11, place: { priority: 'high', paused: true } }));
  store.remove(gone.id);
  const ready = (now: number) => store.queue.ready('novita', now, 9).map((id) => names.get(id));
  const look = () => ({
    now: ready(10),
    soon: ready(50),
    all: store.queue.list().map(({ id }) => names.get(id)),
    counts: store.queue.counts('novita'),
  });
  const seen = look();
  expect(seen).toEqual({
    now: ['later'],
    soon: ['first', 'later'],
    all: ['held', 'first', 'later', 'other'],
    counts: { queued: 3, paused: 1 },
  });
  // Whoever is not wanted takes nobody's place among the first ones.
  expect(store.queue.ready('novita', 50, 1, new Set(), ({ id }) => id !== first.id)).toEqual([later.id]);
  store.restore([]);
  expect(look()).toEqual(seen);
  store.save(advance(later, { type: 'cancel-asked', at: 12 }));
  expect(ready(10)).toEqual([]);
  expect(store.queue.entry(later.id)).toBeUndefined();
});
