import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clipSortKeys, type ClipQuery } from '../../shared/clip-query.ts';
import { failure } from '../../shared/failure.ts';
import { jobStates, type Job, type JobProgress } from '../../shared/job.ts';
import { foldTag, type Keeping } from '../../shared/keeping.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { sampleAccepted, sampleIntent } from './library-rig.ts';
import { plainFacets, plainList } from './plain-clips-rig.ts';

let folder = '';
let store: JobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-clips-'));
  store = openJobStore(join(folder, 'conch.db')).store;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function reopen(): void {
  store.close();
  store = openJobStore(join(folder, 'conch.db')).store;
}

const collectionIds = [randomUUID(), randomUUID()];
const providerIds = ['acedata', 'novita', 'pixazo'];
const prompts = ['storm at sea', 'a calm sea', 'Sea storm', '霓虹雨夜', 'بحر هادئ', 'city 🌆 lights', '', 'a'];
const trouble = failure('balance', 'No.');
const asset = (sizeBytes: number) =>
  ({
    path: `2026-11/clip-${sizeBytes}.mp4`,
    sizeBytes,
    sha256: 'a'.repeat(64),
    type: 'video/mp4',
    poster: false,
  }) as const;

const at = fc.integer({ min: 0, max: 12 });
const progress: fc.Arbitrary<JobProgress> = fc.oneof(
  at.map((dueAt): JobProgress => ({ state: 'queued', dueAt, attempts: 0 })),
  at.map((dueAt): JobProgress => ({
    state: 'waiting',
    ...sampleAccepted,
    phase: 'queued',
    dueAt,
    troubles: 0,
    refreshing: false,
  })),
  at.map((unknownAt): JobProgress => ({ state: 'unknown', intent: sampleIntent, unknownAt, failure: trouble })),
  at.map((failedAt): JobProgress => ({ state: 'failed', failedAt, failure: trouble })),
  at.map((canceledAt): JobProgress => ({ state: 'canceled', canceledAt, reason: 'before-sending' })),
  fc.tuple(at, fc.integer({ min: 1, max: 9 })).map(([finishedAt, size]): JobProgress => ({
    state: 'done',
    ...sampleAccepted,
    finishedAt,
    savedAt: finishedAt,
    asset: asset(size),
  })),
);
const keeping: fc.Arbitrary<Keeping> = fc
  .record({
    favourite: fc.boolean(),
    rating: fc.integer({ min: 0, max: 5 }),
    tags: fc.uniqueArray(fc.constantFrom('sea', 'night', '雨', 'ok'), { maxLength: 3 }),
    note: fc.constantFrom('', 'the best take', 'nah'),
    collectionIds: fc.subarray(collectionIds),
    isTrashed: fc.nat(4),
    changedAt: at,
  })
  .map(({ isTrashed, ...rest }) => ({ ...rest, ...(isTrashed === 0 && { trashedAt: 5 }) }));
const picture = { id: 'b'.repeat(64), type: 'image/png', sizeBytes: 9, widthPixels: 9, heightPixels: 9 } as const;
const request = fc
  .record({
    providerId: fc.constantFrom(...providerIds),
    modelId: fc.constantFrom('one', 'two'),
    prompt: fc.constantFrom(...prompts),
    durationSeconds: fc.constantFrom(6, 10, undefined),
    resolution: fc.constantFrom('768P', '1080P', undefined),
    image: fc.boolean(),
  })
  .map(({ image, durationSeconds, resolution, ...rest }) => ({
    ...rest,
    ...(durationSeconds === 6 || durationSeconds === 10 ? { durationSeconds } : {}),
    ...(resolution === '768P' || resolution === '1080P' ? { resolution } : {}),
    ...(image ? { firstFrame: { kind: 'picture', picture } as const } : {}),
  }));

type Step =
  | { do: 'create'; request: Job['request']; createdAt: number }
  | { do: 'progress'; nth: number; progress: JobProgress }
  | { do: 'keep'; nth: number; keeping: Keeping }
  | { do: 'remove'; nth: number }
  | { do: 'restore'; request: Job['request']; createdAt: number }
  | { do: 'reopen' }
  | { do: 'read ahead' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('create' as const), request, createdAt: at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('progress' as const), nth: fc.nat(40), progress }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('keep' as const), nth: fc.nat(40), keeping }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), request, createdAt: at }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'read ahead' as const }) },
);

const parts: fc.Arbitrary<ClipQuery>[] = [
  fc
    .constantFrom(
      'sea',
      'STORM sea',
      '霓',
      '雨',
      '雨夜',
      'هاد',
      '🌆',
      'ta',
      'take',
      'clip-',
      'task',
      'a',
      'a s',
      's',
      'se',
      ' ',
    )
    .map((search) => ({ search })),
  fc.subarray([...jobStates], { minLength: 2 }).map((states) => ({ states })),
  fc.subarray([...providerIds, 'aimlapi']).map((some) => ({ providerIds: some })),
  fc.subarray(['one', 'two', 'three']).map((modelIds) => ({ modelIds })),
  fc.subarray(['text' as const, 'image' as const]).map((modes) => ({ modes })),
  at.map((createdFromAt) => ({ createdFromAt })),
  at.map((createdBeforeAt) => ({ createdBeforeAt })),
  fc.subarray([6 as const, 10 as const]).map((durations) => ({ durations })),
  fc.subarray(['768P' as const, '1080P' as const]).map((resolutions) => ({ resolutions })),
  fc.constant({ favourite: true as const }),
  fc.integer({ min: 1, max: 5 }).map((minRating) => ({ minRating })),
  fc.subarray(['SEA', 'night', '雨', 'none'], { maxLength: 2 }).map((tags) => ({ tags })),
  fc.constantFrom(...collectionIds, randomUUID()).map((collectionId) => ({ collectionId })),
  fc.constant({ trashed: true as const }),
];
// Few parts at a time: of a few dozen clips, a query with all of them lists none.
const query: fc.Arbitrary<ClipQuery> = fc
  .tuple(
    fc.array(fc.oneof(...parts), { maxLength: 3 }),
    fc.option(fc.record({ by: fc.constantFrom(...clipSortKeys), descending: fc.boolean() })),
  )
  .map(([some, sort]): ClipQuery => Object.assign({}, ...some, sort === null ? {} : { sort }));

/** Does one step to the store; the truth is what the store's own records say. */
function take(what: Step, ids: string[]): void {
  if (what.do === 'reopen') {
    reopen();
    return;
  }
  if (what.do === 'read ahead') {
    for (const _slice of store.clips.load()) continue;
    return;
  }
  if (what.do === 'create') {
    ids.push(store.create({ id: randomUUID(), at: what.createdAt, request: what.request }).job.id);
    return;
  }
  if (what.do === 'restore') {
    const id = randomUUID();
    const { createdAt } = what;
    const progress: JobProgress = { state: 'failed', failedAt: 3, failure: trouble };
    store.restore([{ id, sequence: 0, createdAt, updatedAt: createdAt, request: what.request, progress }]);
    ids.push(id);
    return;
  }
  const job = ids.length === 0 ? undefined : store.get(ids[what.nth % ids.length] ?? '');
  if (job === undefined) return;
  if (what.do === 'remove') store.remove(job.id);
  else if (what.do === 'keep') store.save({ ...job, keeping: what.keeping });
  else store.save({ ...job, progress: what.progress });
}

describe('the index of clips', () => {
  it('answers as a plain look at every job would, whatever has happened in between', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(fc.array(step, { maxLength: 3 }), fc.nat(2)), { minLength: 1, maxLength: 8 }),
        fc.array(query, { minLength: 3, maxLength: 3 }),
        (first, rounds, queries) => {
          store.close();
          rmSync(folder, { recursive: true, force: true });
          folder = mkdtempSync(join(tmpdir(), 'conch-clips-'));
          store = openJobStore(join(folder, 'conch.db')).store;
          const ids: string[] = [];
          for (const what of first) take(what, ids);
          for (const [steps, place] of rounds) {
            for (const what of steps) take(what, ids);
            const jobs = store.getMany(ids);
            // All three, so that a kept list that was not put right shows.
            for (const asked of [queries[place] ?? {}, ...queries]) {
              const expected = plainList(jobs, asked);
              const page = store.clips.page(asked, 0, 500);
              expect(page.jobs.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
              expect(page.total).toBe(expected.length);
              expect(store.clips.ids(asked, 1, 2)).toEqual(expected.slice(1, 3).map(({ id }) => id));
              expect(store.clips.createdAts(asked)).toEqual(expected.map(({ createdAt }) => createdAt));
              const [some] = jobs;
              if (some !== undefined) {
                const index = expected.findIndex(({ id }) => id === some.id);
                expect(store.clips.find(asked, some.id)).toBe(index === -1 ? undefined : index);
              }
              const { tags, ...facets } = store.clips.facets(asked);
              const { tags: wanted, ...rest } = plainFacets(jobs, asked);
              expect(facets).toEqual(rest);
              expect(new Map(tags.map(({ tag, count }) => [foldTag(tag), count]))).toEqual(
                new Map(wanted.map(({ tag, count }) => [tag, count])),
              );
            }
          }
          expect(store.counts().all).toBe(plainList(store.getMany(ids), {}).length);
          expect(store.size()).toBe(store.getMany(ids).length);
          const files = store.getMany(ids).map(({ progress }) => ('asset' in progress ? progress.asset.sizeBytes : 0));
          expect(store.clips.usedBytes()).toBe(files.reduce((sum, bytes) => sum + bytes, 0));
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  it('a page has the number of its list, which is another one only when the list is', () => {
    const create = (prompt: string): Job =>
      store.create({ id: randomUUID(), at: 5, request: { providerId: 'novita', modelId: 'm', prompt } }).job;
    const [sea, city] = [create('a sea'), create('a city')];
    const before = store.clips.page({ search: 'sea' }, 0, 10);
    store.save({ ...city, keeping: { ...kept, rating: 3 } });
    expect(store.clips.page({ search: 'sea' }, 0, 10).revision).toBe(before.revision);
    store.save({ ...sea, keeping: { ...kept, trashedAt: 9 } });
    const after = store.clips.page({ search: 'sea' }, 0, 10);
    expect([after.total, after.revision === before.revision]).toEqual([0, false]);
  });

  it('gives the first page before it has read all facts, and the same one afterwards', () => {
    for (let number = 0; number < 7; number += 1) {
      store.create({ id: randomUUID(), at: number % 3, request: { providerId: 'novita', modelId: 'm', prompt: 'p' } });
    }
    reopen();
    const first = store.clips.page({}, 0, 5);
    store.clips.facets({});
    expect(store.clips.page({}, 0, 5)).toEqual(first);
    expect(first.total).toBe(7);
  });

  it('takes a record that cannot be read out of every list', () => {
    const ids = [1, 2, 3].map(
      (at) =>
        store.create({ id: randomUUID(), at, request: { providerId: 'novita', modelId: 'm', prompt: 'p' } }).job.id,
    );
    expect(store.clips.page({}, 0, 10).total).toBe(3);
    const raw = new DatabaseSync(join(folder, 'conch.db'));
    raw.prepare(`UPDATE job SET body = '{' WHERE id = ?`).run(ids[1] ?? '');
    raw.close();
    expect(store.clips.page({}, 0, 10).jobs.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect(store.clips.page({}, 0, 10).total).toBe(2);
    reopen();
    expect(store.clips.facets({}).total).toBe(2);
  });
});

describe('clips of the same request', () => {
  const make = (change: Partial<Job['request']>, progress?: JobProgress): Job => {
    const { job } = store.create({
      id: randomUUID(),
      at: 1,
      request: { providerId: 'novita', modelId: 'm', prompt: 'A calm sea', ...change },
    });
    if (progress !== undefined) store.save({ ...job, progress });
    return job;
  };

  it('are found at any provider by prompt, picture and settings, and not those that came to nothing', () => {
    const first = make({});
    const elsewhere = make({ providerId: 'pixazo', modelId: 'other', prompt: ' a  CALM sea', durationSeconds: 6 });
    const longer = make({ durationSeconds: 10 });
    const withPicture = make({ firstFrame: { kind: 'picture', picture } });
    make({}, { state: 'failed', failedAt: 3, failure: trouble });
    make({ prompt: 'A calm sea at dawn' });
    const same = (wanted: Partial<Job['request']>): string[] =>
      store.clips.same({ providerId: 'acedata', modelId: 'x', prompt: 'A calm sea', ...wanted }, 5).map(({ id }) => id);
    expect(same({ durationSeconds: 6 })).toEqual([elsewhere.id, first.id]);
    expect(same({})).toEqual([longer.id, elsewhere.id, first.id]);
    expect(same({ firstFrame: { kind: 'picture', picture } })).toEqual([withPicture.id]);
    expect(same({ prompt: 'nothing of the kind' })).toEqual([]);
  });
});

const kept: Keeping = { favourite: false, rating: 0, tags: [], note: '', collectionIds: [], changedAt: 1 };
