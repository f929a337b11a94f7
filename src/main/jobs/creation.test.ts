import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order } from '../../shared/batch/order.ts';
import { failure, FailureError, failureFrom } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { createGroups } from '../library/groups.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import type { Admit } from '../spending/admit.ts';
import { createCreation, type Creation, type CreationOptions } from './creation.ts';
import { sampleProvider, sampleRequest } from './job-samples.ts';

let folder: string;
let store: JobStore;
let told: Job[][];
let woken: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-creation-'));
  store = openJobStore(join(folder, 'conch.db')).store;
  told = [];
  woken = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function creation(change: Partial<CreationOptions> = {}): Creation {
  return createCreation({
    store,
    findProvider: (id) => (id === 'sample' ? sampleProvider() : undefined),
    hasKey: () => true,
    imageHostState: () => 'absent',
    admit: () => {},
    now: () => 1000,
    created: (job) => told.push([job]),
    createdMany: (jobs) => told.push([...jobs]),
    wake: () => {
      woken += 1;
    },
    ...change,
  });
}

function orders(count: number, change: Partial<Order> = {}): Order[] {
  return Array.from({ length: count }, () => ({ intentId: crypto.randomUUID(), request: sampleRequest, ...change }));
}

it('stores all clips of an act in its order, with their group and tags, and tells once', () => {
  const group = { id: crypto.randomUUID(), kind: 'takes' } as const;
  const asked = orders(3, { group, tags: ['sea'] });
  expect(creation().many(asked)).toEqual({ created: 3, known: 0 });
  const jobs = store.inState('queued');
  expect(jobs.map(({ id }) => id)).toEqual(asked.map(({ intentId }) => intentId));
  expect(jobs.every((job) => job.group?.id === group.id && job.keeping?.tags[0] === 'sea')).toBe(true);
  expect(told.map((jobs) => jobs.length)).toEqual([3]);
  expect(woken).toBe(1);
  expect(store.counts().all).toBe(3);
});

it('the same act again makes nothing, and half of it only the other half', () => {
  const asked = orders(4);
  creation().many(asked.slice(0, 2));
  expect(creation().many(asked)).toEqual({ created: 2, known: 2 });
  const before = store.inState('queued');
  expect(creation().many(asked)).toEqual({ created: 0, known: 4 });
  expect(store.inState('queued')).toEqual(before);
  expect(woken).toBe(2);
});

it('one clip that cannot be sent keeps all from being stored, and is named', () => {
  const asked = [...orders(2), ...orders(1, { request: { ...sampleRequest, prompt: '' } }), ...orders(1)];
  const why = refusal(() => creation().many(asked));
  expect(why.kind).toBe('invalid-request');
  expect(why.message).toBe('Clip 3 of 4 cannot be sent, so nothing was. Write a prompt: what should be seen?');
  expect(store.size()).toBe(0);
  expect([told, woken]).toEqual([[], 0]);
});

it('asks about the cost once for the whole act, before anything is stored', () => {
  const asked: number[] = [];
  const admit: Admit = (drafts, confirmed) => {
    asked.push(drafts.length);
    expect(store.size()).toBe(0);
    if (confirmed !== 'yes') throw new FailureError(failure('confirm-spending', 'Really?'));
  };
  const act = orders(5);
  expect(refusal(() => creation({ admit }).many(act)).kind).toBe('confirm-spending');
  expect(store.size()).toBe(0);
  expect(creation({ admit }).many(act, 'yes').created).toBe(5);
  expect(asked).toEqual([5, 5]);
});

it('a disk that refuses is told as such, and nothing was sent', () => {
  const broken = {
    ...store,
    createAll: () => {
      throw new Error('disk full');
    },
  };
  const why = refusal(() => creation({ store: broken }).many(orders(2)));
  expect(why.kind).toBe('disk');
  expect(store.size()).toBe(0);
});

it('a clip of the act that cannot be written takes the others with it', () => {
  const asked = orders(3);
  const drafts = asked.map(({ intentId: id, request }, index) => ({
    id: index === 2 ? (null as never) : id,
    at: 1,
    request,
  }));
  expect(() => store.createAll(drafts)).toThrow(FailureError);
  expect(store.size()).toBe(0);
});

it('ten thousand clips are stored in a moment', () => {
  const startedAt = performance.now();
  creation().many(orders(10_000));
  expect(store.counts().all).toBe(10_000);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

it('a group is found in the store, as it was made and as it grows', () => {
  const group = { id: crypto.randomUUID(), kind: 'compare' } as const;
  const first = orders(2, { group });
  creation().many([...first, ...orders(2)]);
  const groups = createGroups(store);
  expect(groups.inGroup(group.id).map(({ id }) => id)).toEqual(first.map(({ intentId }) => intentId));
  const [later] = orders(1, { group });
  creation({ created: (job) => groups.added([job]) }).many(later === undefined ? [] : [later]);
  expect(groups.inGroup(group.id)).toHaveLength(3);
  expect(groups.inGroup(crypto.randomUUID())).toEqual([]);
});

function refusal(act: () => unknown) {
  try {
    act();
  } catch (thrown) {
    return failureFrom(thrown);
  }
  return expect.unreachable('it should have been refused');
}
