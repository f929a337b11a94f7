import { describe, expect, test } from 'vitest';
import { sampleJob, sampleProgress, sampleSession } from '../samples.ts';
import { jobChanged, jobRemoved, listed, listedMore, opened } from './mirror.ts';
import { emptySession, type SessionState } from './session.ts';

const counts = { all: 9, running: 1, attention: 0, failed: 0 };

function stateWith(sequences: number[], change: Partial<SessionState> = {}): SessionState {
  const jobs = sequences.map((sequence) => sampleJob(sequence));
  return { ...emptySession, ...opened(emptySession, sampleSession(jobs)), ...change };
}

function sequencesOf({ order, jobs }: SessionState): number[] {
  return order.map((id) => jobs.get(id)?.sequence ?? Number.NaN);
}

function after(state: SessionState, change: Partial<SessionState>): SessionState {
  return { ...state, ...change };
}

describe('a clip that changed', () => {
  test('is put where its sequence says when it is new', () => {
    const state = stateWith([8, 6, 2]);
    for (const [sequence, order] of [
      [9, [9, 8, 6, 2]],
      [7, [8, 7, 6, 2]],
      [1, [8, 6, 2, 1]],
    ] as const) {
      const next = after(state, jobChanged(state, { job: sampleJob(sequence), counts }));
      expect(sequencesOf(next)).toEqual(order);
      expect(next.total).toBe(4);
    }
  });

  test('is listed once', () => {
    const state = stateWith([8, 6, 2]);
    const next = after(
      state,
      jobChanged(state, { job: sampleJob(6, 'A quiet harbour', sampleProgress.running), counts }),
    );
    expect(sequencesOf(next)).toEqual([8, 6, 2]);
    expect(next.total).toBe(3);
  });

  test('keeps its place, also when it no longer matches the filter', () => {
    const state = stateWith([8, 6, 2], { filter: 'running' });
    const done = sampleJob(6, 'A quiet harbour', sampleProgress.done);
    const next = after(state, jobChanged(state, { job: done, counts }));
    expect(sequencesOf(next)).toEqual([8, 6, 2]);
    expect(next.jobs.get(done.id)?.progress.state).toBe('done');
    expect(next.total).toBe(3);
  });

  test('is not listed when the search or the filter leaves it out', () => {
    const searching = stateWith([8], { search: 'lighthouse storm' });
    const found = sampleJob(9, 'A storm, a Lighthouse');
    const other = sampleJob(10, 'A lighthouse');
    expect(jobChanged(searching, { job: found, counts }).order).toHaveLength(2);
    expect(jobChanged(searching, { job: other, counts }).order).toBeUndefined();

    const filtering = stateWith([8], { filter: 'failed' });
    expect(jobChanged(filtering, { job: sampleJob(9), counts }).order).toBeUndefined();
    const failed = sampleJob(9, 'A quiet harbour', sampleProgress.failed);
    expect(jobChanged(filtering, { job: failed, counts }).order).toHaveLength(2);
  });

  test('is left to its own page when that is not loaded yet', () => {
    const state = stateWith([8, 6], { nextBeforeSequence: 6, total: 40 });
    const change = jobChanged(state, { job: sampleJob(3), counts });
    expect(change.order).toBeUndefined();
    expect(change.total).toBeUndefined();
  });

  test('brings the counts along and ends its download', () => {
    const job = sampleJob(8, 'A quiet harbour', sampleProgress.done);
    const state = stateWith([8], { downloads: new Map([[job.id, { receivedBytes: 5 }]]) });
    const next = after(state, jobChanged(state, { job, counts }));
    expect(next.session?.counts).toEqual(counts);
    expect(next.downloads.size).toBe(0);
    const still = sampleJob(8, 'A quiet harbour', sampleProgress.downloading);
    expect(after(state, jobChanged(state, { job: still, counts })).downloads.size).toBe(1);
  });
});

test('a removed clip leaves the list and the selection', () => {
  const { id } = sampleJob(6);
  const state = stateWith([8, 6, 2], { selectedId: id });
  const next = after(state, jobRemoved(state, { id, counts }));
  expect(sequencesOf(next)).toEqual([8, 2]);
  expect(next.total).toBe(2);
  expect(next.selectedId).toBeUndefined();
  expect(next.jobs.has(id)).toBe(false);
});

describe('lists', () => {
  test('a first page keeps the selected clip at hand although it is not listed', () => {
    const selected = sampleJob(8);
    const state = stateWith([8, 6], { selectedId: selected.id });
    const next = after(state, listed(state, { jobs: [sampleJob(6)], total: 1 }));
    expect(sequencesOf(next)).toEqual([6]);
    expect(next.jobs.has(selected.id)).toBe(true);
  });

  test('a further page is added at the end, without doubles, and the last one ends the paging', () => {
    const state = stateWith([8, 6], { nextBeforeSequence: 6 });
    const next = after(state, listedMore(state, { jobs: [sampleJob(6), sampleJob(5)], total: 3 }));
    expect(sequencesOf(next)).toEqual([8, 6, 5]);
    expect(next.nextBeforeSequence).toBeUndefined();
  });

  test('a session that opens again leaves a filtered list to its own answer', () => {
    const state = stateWith([8], { filter: 'failed', connection: 'lost' });
    const next = after(state, opened(state, sampleSession([sampleJob(9), sampleJob(8)])));
    expect(next.connection).toBe('open');
    expect(sequencesOf(next)).toEqual([8]);
  });
});
