import { describe, expect, test } from 'vitest';
import type { ClipQuery } from '../../shared/clip-query.ts';
import type { Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import { sampleJob, sampleProgress, sampleSession } from '../samples.ts';
import { fetched, jobChanged, jobRemoved, listed, listedMore, opened } from './mirror.ts';
import { emptySession, type SessionState } from './session.ts';

const counts = { all: 9, running: 1, attention: 0, failed: 0 };
const dayStart = new Date(1_000).setHours(0, 0, 0, 0);

function pageOf(jobs: Job[], total = jobs.length, offset = 0) {
  return { jobs, total, offset, revision: 1 };
}

/** Clips of one day, newest first. */
function stateWith(sequences: number[], query: ClipQuery = {}, change: Partial<SessionState> = {}): SessionState {
  const jobs = sequences.map((sequence) => sampleJob(sequence));
  const open = { ...emptySession, ...opened(emptySession, sampleSession(jobs)), query };
  const days = [{ startAt: dayStart, count: jobs.length }];
  return { ...open, ...listed(open, [pageOf(jobs)], days), ...change };
}

function sequencesOf({ order, jobs }: SessionState): (number | undefined)[] {
  return order.map((id) => (id === undefined ? undefined : jobs.get(id)?.sequence));
}

function after(state: SessionState, change: Partial<SessionState>): SessionState {
  return { ...state, ...change };
}

describe('a clip that changed', () => {
  test('goes to the top when it is new, and its day counts it', () => {
    const state = stateWith([8, 6, 2]);
    const next = after(state, jobChanged(state, { job: sampleJob(9), counts }));
    expect(sequencesOf(next)).toEqual([9, 8, 6, 2]);
    expect(next.days).toEqual([{ startAt: dayStart, count: 4 }]);
    expect(next.isStale).toBe(false);
  });

  test('goes to the end when the oldest stand first', () => {
    const state = stateWith([2, 6, 8], { sort: { by: 'created', descending: false } });
    expect(sequencesOf(after(state, jobChanged(state, { job: sampleJob(9), counts })))).toEqual([2, 6, 8, 9]);
  });

  test('is left to the core where the list is in another order', () => {
    const state = stateWith([8, 6, 2], { sort: { by: 'rating', descending: true } });
    const change = jobChanged(state, { job: sampleJob(9), counts });
    expect(change.order).toBeUndefined();
    expect(change.isStale).toBe(true);
  });

  test('is listed once, and keeps its place', () => {
    const state = stateWith([8, 6, 2]);
    const job = sampleJob(6, 'A quiet harbour', sampleProgress.running);
    const next = after(state, jobChanged(state, { job, counts }));
    expect(sequencesOf(next)).toEqual([8, 6, 2]);
    expect(next.jobs.get(job.id)).toBe(job);
  });

  test('keeps its place, also when it no longer matches the filter', () => {
    const state = stateWith([8, 6, 2], { states: ['queued'] });
    const done = sampleJob(6, 'A quiet harbour', sampleProgress.done);
    const next = after(state, jobChanged(state, { job: done, counts }));
    expect(sequencesOf(next)).toEqual([8, 6, 2]);
    expect(next.jobs.get(done.id)?.progress.state).toBe('done');
  });

  test('leaves the list, the inspector and the selection when it goes into the trash', () => {
    const state = stateWith([8, 6, 2]);
    const { id } = sampleJob(6);
    const chosen = after(state, { selectedId: id, marked: new Set([id, sampleJob(8).id]) });
    const trashed = { ...sampleJob(6), keeping: { ...noKeeping(1), trashedAt: 5 } };
    const next = after(chosen, jobChanged(chosen, { job: trashed, counts }));
    expect(sequencesOf(next)).toEqual([8, 2]);
    expect(next.selectedId).toBeUndefined();
    expect([...next.marked]).toEqual([sampleJob(8).id]);
    expect(next.days).toEqual([{ startAt: dayStart, count: 2 }]);
  });

  test('is not listed when the search or a filter leaves it out', () => {
    const searching = stateWith([8], { search: 'lighthouse storm' });
    const found = sampleJob(9, 'A storm, a Lighthouse');
    const other = sampleJob(10, 'A lighthouse');
    expect(jobChanged(searching, { job: found, counts }).order).toHaveLength(2);
    expect(jobChanged(searching, { job: other, counts }).order).toBeUndefined();

    const filtering = stateWith([8], { states: ['failed'] });
    expect(jobChanged(filtering, { job: sampleJob(9), counts }).order).toBeUndefined();
  });

  test('is asked for anew when it belongs here only since now', () => {
    const filtering = stateWith([8], { states: ['failed'] });
    const failed = sampleJob(6, 'A quiet harbour', sampleProgress.failed);
    expect(jobChanged(filtering, { job: failed, counts }).isStale).toBe(true);
  });

  test('is asked for anew when it comes back out of the trash', () => {
    const state = stateWith([8, 6]);
    const trashed = { ...sampleJob(6), keeping: { ...noKeeping(1), trashedAt: 5 } };
    const gone = after(state, jobChanged(state, { job: trashed, counts }));
    expect(jobChanged(gone, { job: sampleJob(6), counts }).isStale).toBe(true);
  });

  test('is asked for anew when all is read and it stands nowhere', () => {
    const state = stateWith([8, 6]);
    const change = jobChanged(state, { job: sampleJob(7, 'Put back', sampleProgress.done), counts });
    expect(change.isStale).toBe(true);
  });

  test('stands already in a page that has not been read, where everything is listed', () => {
    const state = stateWith([8, 6, 2]);
    const far = after(state, { order: [...state.order, undefined] });
    const change = jobChanged(far, { job: sampleJob(1, 'Old', sampleProgress.done), counts });
    expect(change.order).toBeUndefined();
    expect(change.isStale).toBeUndefined();
    expect(change.jobs).toBeUndefined();
  });

  test('brings the counts along and ends its download', () => {
    const job = sampleJob(8, 'A quiet harbour', sampleProgress.done);
    const state = stateWith([8], {}, { downloads: new Map([[job.id, { receivedBytes: 5 }]]) });
    const next = after(state, jobChanged(state, { job, counts }));
    expect(next.session?.counts).toEqual(counts);
    expect(next.downloads.size).toBe(0);
    const still = sampleJob(8, 'A quiet harbour', sampleProgress.downloading);
    expect(after(state, jobChanged(state, { job: still, counts })).downloads.size).toBe(1);
  });
});

describe('a clip that was removed', () => {
  test('leaves the list and the selection', () => {
    const { id } = sampleJob(6);
    const state = stateWith([8, 6, 2], {}, { selectedId: id });
    const next = after(state, jobRemoved(state, { id, counts }));
    expect(sequencesOf(next)).toEqual([8, 2]);
    expect(next.selectedId).toBeUndefined();
    expect(next.jobs.has(id)).toBe(false);
    expect(next.isStale).toBe(false);
  });

  test('may have stood in a page that has not been read', () => {
    const state = stateWith([8]);
    expect(jobRemoved(state, { id: sampleJob(2).id, counts }).isStale).toBe(true);
  });
});

describe('lists', () => {
  test('a list read anew keeps the selected clip and what is on its way at hand', () => {
    const selected = sampleJob(8, 'Selected', sampleProgress.done);
    const running = sampleJob(7, 'Running', sampleProgress.running);
    const over = sampleJob(5, 'Over', sampleProgress.done);
    const jobs = new Map([selected, running, over].map((job) => [job.id, job]));
    const state = stateWith([6], {}, { selectedId: selected.id, jobs });
    const next = after(state, listed(state, [pageOf([sampleJob(6)])]));
    expect(sequencesOf(next)).toEqual([6]);
    expect([selected, running, over].map(({ id }) => next.jobs.has(id))).toEqual([true, true, false]);
  });

  test('a page goes into its places, and holes stay where nothing was read', () => {
    const state = stateWith([]);
    const first = after(state, listed(state, [pageOf([sampleJob(9)], 4)]));
    const next = after(first, listedMore(first, pageOf([sampleJob(5), sampleJob(4)], 4, 2)));
    expect(sequencesOf(next)).toEqual([9, undefined, 5, 4]);
  });

  test('the first clips stand under their days at once, so that none is drawn anew when the days come', () => {
    const yesterday = { ...sampleJob(7), createdAt: dayStart - 5_000 };
    const jobs = [sampleJob(9), sampleJob(8), yesterday];
    const days = [
      { startAt: dayStart, count: 2 },
      { startAt: new Date(yesterday.createdAt).setHours(0, 0, 0, 0), count: 1 },
    ];
    expect(opened(emptySession, sampleSession(jobs)).days).toEqual(days);
  });

  test('a session that opens again leaves the list on screen to its own answer', () => {
    const state = stateWith([8], { states: ['failed'] }, { connection: 'lost' });
    const next = after(state, opened(state, sampleSession([sampleJob(9), sampleJob(8)])));
    expect(next.connection).toBe('open');
    expect(sequencesOf(next)).toEqual([8]);
    expect(next.newestSequence).toBe(9);
  });
});

test('what an event brought is newer than the answer to a question for one clip', () => {
  const state = stateWith([8]);
  expect(fetched(state, sampleJob(8, 'Older'))).toEqual({});
  expect(fetched(state, sampleJob(1)).jobs?.size).toBe(2);
});
