import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { Job, JobProgress } from '../../shared/job.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { sampleAccepted, sampleIntent } from './library-rig.ts';

let folder = '';
let path = '';
let store: JobStore;
const damaged: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-jobs-'));
  path = join(folder, 'conch.db');
  damaged.length = 0;
  reopen();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function reopen(): void {
  store?.close();
  store = openJobStore(path, (id) => damaged.push(id)).store;
}

function create(prompt: string, providerId = 'sample', at = 1000): Job {
  return store.create({ id: randomUUID(), at, request: { providerId, modelId: 'm', prompt } }).job;
}

function put(job: Job, progress: JobProgress): Job {
  const saved = { ...job, updatedAt: job.updatedAt + 1, progress };
  store.save(saved);
  return saved;
}

const waiting = (dueAt: number, refreshing = false, acceptedAt = sampleAccepted.acceptedAt): JobProgress => ({
  state: 'waiting',
  ...sampleAccepted,
  acceptedAt,
  phase: 'queued',
  dueAt,
  troubles: 0,
  refreshing,
});
const failed: JobProgress = { state: 'failed', failedAt: 5, failure: failure('balance', 'No.') };
const prompts = (search: string): string[] =>
  store.clips.page({ search }, 0, 50).jobs.map(({ request }) => request.prompt);

describe('creating and saving', () => {
  it('one id is one job, whatever comes with it the second time', () => {
    const id = randomUUID();
    const request = { providerId: 'sample', modelId: 'm', prompt: 'first' };
    const first = store.create({ id, at: 1, request });
    expect(first).toMatchObject({
      created: true,
      job: { id, sequence: 1, createdAt: 1, progress: { state: 'queued', dueAt: 1, attempts: 0 } },
    });
    const second = store.create({ id, at: 2, request: { ...request, prompt: 'second' } });
    expect(second).toEqual({ created: false, job: first.job });
    expect(store.counts().all).toBe(1);
  });

  it('keeps every job exactly, over a restart', () => {
    const job = put(create('A calm sea 霓虹 \u0000\ud800 "quoted" 100%'), waiting(77));
    reopen();
    expect(store.get(job.id)).toEqual(job);
    expect(store.get(randomUUID())).toBeUndefined();
  });

  it('never gives a sequence twice, not even after the newest was removed', () => {
    create('one');
    const two = create('two');
    store.remove(two.id);
    store.remove(two.id);
    reopen();
    expect(create('three').sequence).toBe(two.sequence + 1);
  });

  it('saving what has been removed is an error, never a silent loss or a revival', () => {
    const job = create('gone');
    store.remove(job.id);
    expect(() => store.save(job)).toThrow(/no longer in the library/);
    expect(store.get(job.id)).toBeUndefined();
  });

  it('a write that fails changes nothing and is said as a trouble of the disk', () => {
    const job = create('safe');
    const other = new DatabaseSync(path);
    other.exec("CREATE TRIGGER refuse BEFORE UPDATE ON job BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(() => store.save({ ...job, progress: failed })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'disk' }) }),
    );
    other.exec('DROP TRIGGER refuse');
    other.close();
    expect(store.get(job.id)).toEqual(job);
    expect(store.counts()).toMatchObject({ running: 1, failed: 0 });
    store.save({ ...job, progress: failed });
    expect(store.counts()).toMatchObject({ running: 0, failed: 1 });
  });

  it.runIf(process.platform !== 'win32')('its files belong to this account alone', () => {
    create('x');
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
  });
});

describe('counts and schedules', () => {
  it('counts what runs, what needs attention and what failed, also after a restart', () => {
    create('queued');
    put(create('submitting'), { state: 'submitting', intent: sampleIntent, attempts: 1 });
    put(create('waiting'), waiting(5));
    put(create('unknown'), {
      state: 'unknown',
      intent: sampleIntent,
      unknownAt: 1,
      failure: failure('outcome-unknown', '?'),
    });
    put(create('failed'), failed);
    put(create('canceled'), { state: 'canceled', canceledAt: 1, reason: 'before-sending' });
    const expected = { all: 6, running: 3, attention: 1, failed: 1 };
    expect(store.counts()).toEqual(expected);
    reopen();
    expect(store.counts()).toEqual(expected);
  });

  it('gives what is due, soonest first, of the states and the provider asked for', () => {
    const late = put(create('late'), waiting(300));
    const soon = put(create('soon'), waiting(100));
    put(create('not yet'), waiting(301));
    create('queued', 'sample', 50);
    const other = create('queued elsewhere', 'other', 60);
    put(create('done with'), failed);
    const states: Job['progress']['state'][] = ['waiting', 'downloading'];
    const dueIds = (...asked: Parameters<typeof store.due>) => store.due(...asked).map(({ id }) => id);
    expect(dueIds(300, 10, { state: 'waiting' })).toEqual([soon.id, late.id]);
    expect(dueIds(300, 1, { state: 'waiting' })).toEqual([soon.id]);
    expect(dueIds(300, 1, { state: 'waiting', except: [soon.id] })).toEqual([late.id]);
    expect(dueIds(300, 10, { state: 'queued', providerId: 'other' })).toEqual([other.id]);
    expect(dueIds(99, 10, { state: 'waiting' })).toEqual([]);
    expect(store.nextDueAt(0, states)).toBe(100);
    expect(store.nextDueAt(100, states)).toBe(300);
    expect(store.nextDueAt(301, states)).toBeUndefined();
  });

  it('counts per provider what is in the making, without those that only ask for a fresh link', () => {
    put(create('a', 'one'), { state: 'submitting', intent: sampleIntent, attempts: 1 });
    put(create('b', 'one'), waiting(1));
    put(create('c', 'one'), waiting(1, true));
    create('d', 'two');
    expect(store.activeByProvider()).toEqual(new Map([['one', 2]]));
  });

  it('a clip that was accepted long ago holds no place any more, without a change to its record', () => {
    const hour = 3_600_000;
    const acceptedAt = 100 * hour;
    put(create('old', 'one'), waiting(1, false, acceptedAt));
    put(create('new', 'one'), waiting(1, false, acceptedAt + hour));
    put(create('on its way', 'one'), { state: 'submitting', intent: sampleIntent, attempts: 1 });
    const held = (atMs: number) => store.placesByProvider(atMs).get('one');
    expect(held(acceptedAt + 5.9 * hour)).toBe(3);
    expect(held(acceptedAt + 6.1 * hour)).toBe(2);
    reopen();
    expect(held(acceptedAt + 6.1 * hour)).toBe(2);
    expect(held(acceptedAt + 9 * hour)).toBe(1);
    // A clock that was set back by days must not keep the places of what was accepted before.
    expect(held(acceptedAt - 48 * hour)).toBe(1);
    expect(held(acceptedAt - hour)).toBe(3);
  });

  it('a record that cannot be read holds its place until it is noticed', () => {
    const { id } = put(create('a', 'one'), waiting(1, false, 1));
    put(create('b', 'one'), waiting(1, false, 1));
    const other = new DatabaseSync(path);
    other.prepare("UPDATE job SET body = 'no JSON' WHERE id = ?").run(id);
    other.close();
    expect(store.placesByProvider(2).get('one')).toBe(2);
  });

  it('gives all jobs in some states, oldest first', () => {
    const first = create('a');
    const second = put(create('b'), failed);
    put(create('c'), waiting(1));
    expect(store.inState('queued', 'failed').map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(store.inState()).toEqual([]);
  });
});

describe('listing and searching', () => {
  it('pages newest first without gap or repeat', () => {
    for (let number = 0; number < 25; number += 1) create(`clip ${number}`);
    const seen: string[] = [];
    for (let offset = 0; offset < 25; offset += 10) {
      const page = store.clips.page({}, offset, 10);
      expect(page.total).toBe(25);
      seen.push(...page.jobs.map(({ request }) => request.prompt));
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `clip ${24 - index}`));
  });

  it('finds all words anywhere in any case, short or long, in any script', () => {
    for (const prompt of [
      'Lighthouse in a STORM',
      'storm over the harbour',
      '霓虹雨夜 in the city',
      'ÄÖÜ Straße',
      'an ox',
    ])
      create(prompt);
    expect(prompts('storm')).toEqual(['storm over the harbour', 'Lighthouse in a STORM']);
    expect(prompts('ouse  sto')).toEqual(['Lighthouse in a STORM']);
    expect(prompts('霓虹')).toEqual(['霓虹雨夜 in the city']);
    expect(prompts('霓虹雨')).toEqual(['霓虹雨夜 in the city']);
    expect(prompts('äö')).toEqual(['ÄÖÜ Straße']);
    expect(prompts('äöü STRASSE')).toEqual([]);
    expect(prompts('äöü straße')).toEqual(['ÄÖÜ Straße']);
    expect(prompts('ox an')).toEqual(['an ox']);
    expect(prompts('in city')).toEqual(['霓虹雨夜 in the city']);
    expect(prompts('   ')).toHaveLength(5);
  });

  it('takes wildcards, quotes and operators for what they are', () => {
    for (const prompt of ['100% real', '100 real', 'a_b', 'axb', 'say "hello" NOT now', 'back\\slash']) create(prompt);
    expect(prompts('0%')).toEqual(['100% real']);
    expect(prompts('_b')).toEqual(['a_b']);
    expect(prompts('"hello" not')).toEqual(['say "hello" NOT now']);
    expect(prompts('\\s')).toEqual(['back\\slash']);
    expect(prompts('prompt:*')).toEqual([]);
  });

  it('finds the provider’s id from the moment it is known, and forgets removed jobs', () => {
    const job = create('nameless');
    expect(prompts('task-42')).toEqual([]);
    put(job, waiting(1));
    expect(prompts('task-42')).toEqual(['nameless']);
    expect(prompts('42')).toEqual(['nameless']);
    store.remove(job.id);
    expect(prompts('task-42')).toEqual([]);
    expect(prompts('42')).toEqual([]);
  });

  it('combines a search with states, and counts the matches', () => {
    put(create('storm one'), failed);
    create('storm two');
    put(create('calm'), failed);
    const page = store.clips.page({ search: 'storm', states: ['failed'] }, 0, 10);
    expect([page.total, page.jobs.map(({ request }) => request.prompt)]).toEqual([1, ['storm one']]);
    expect(store.clips.page({ states: ['failed'] }, 0, 1)).toMatchObject({ total: 2, jobs: [{ sequence: 3 }] });
    expect(store.clips.page({ search: 'storm' }, 1, 1)).toMatchObject({ total: 2, jobs: [{ sequence: 1 }] });
    expect(store.clips.page({ states: [] }, 0, 10)).toMatchObject({ jobs: [], total: 0 });
  });

  it('no search text ever breaks it, and every prompt is found by its own parts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
        fc.nat(28),
        fc.integer({ min: 1, max: 6 }),
        (text, from, length) => {
          const { id } = create(text);
          const part = [...text].slice(from, from + length).join('');
          expect(store.clips.page({ search: part }, 0, 500).jobs.map((job) => job.id)).toContain(id);
          store.remove(id);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a record that cannot be read', () => {
  it('is left out everywhere, told once, kept in the file, and costs no other', () => {
    const good = create('good');
    const bad = create('bad');
    store.close();
    const raw = new DatabaseSync(path);
    raw.prepare('UPDATE job SET body = ? WHERE id = ?').run('{"id":', bad.id);
    raw.close();
    reopen();
    expect(store.due(1e15, 10, { state: 'queued' }).map(({ id }) => id)).toEqual([good.id]);
    expect(store.clips.page({}, 0, 10)).toMatchObject({ jobs: [{ id: good.id }], total: 1 });
    expect(store.inState('queued').map(({ id }) => id)).toEqual([good.id]);
    expect(store.get(bad.id)).toBeUndefined();
    expect(store.counts()).toMatchObject({ all: 1, running: 1 });
    expect(damaged).toEqual([bad.id]);
    // The same click must not become a second paid request only because its first record is damaged.
    expect(() => store.create({ id: bad.id, at: 1, request: bad.request })).toThrow(/not sent again/);
    store.close();
    const after = new DatabaseSync(path);
    expect(after.prepare('SELECT body FROM job WHERE id = ?').get(bad.id)?.['body']).toBe('{"id":');
    after.close();
    reopen();
  });
});
