import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { sampleJob, sampleProgress } from '../samples.ts';
import { freshQueue, missingParts, partsOf, queuePageSize, withPart, withQueuedJob } from './queue-list.ts';

const jobs = (from: number, count: number): Job[] => Array.from({ length: count }, (_, at) => sampleJob(from + at));
const ids = (list: readonly Job[]) => list.map(({ id }) => id);

describe('the queue as far as it has been read', () => {
  test('has a place for each clip and holes for what was not asked for', () => {
    const part = { offset: 2, total: 6, jobs: jobs(3, 2) };
    const { order } = freshQueue([part]);
    expect(order).toEqual([undefined, undefined, ...ids(part.jobs), undefined, undefined]);
  });

  test('asks only for the parts with holes', () => {
    const total = queuePageSize * 3;
    const list = freshQueue([{ offset: 0, total, jobs: jobs(1, queuePageSize) }]);
    expect(missingParts(list, 0, 10)).toEqual([]);
    expect(missingParts(list, queuePageSize - 1, queuePageSize)).toEqual([queuePageSize]);
    expect(missingParts(list, 10, total + 40)).toEqual([queuePageSize, queuePageSize * 2]);
    expect(missingParts({ order: [] }, 0, 20)).toEqual([]);
    expect(partsOf(0, -1)).toEqual([0]);
  });

  test('a clip that has left gives its place to the next one at once', () => {
    const [first, second, third] = jobs(1, 3) as [Job, Job, Job];
    const list = freshQueue([{ offset: 0, total: 3, jobs: [first, second, third] }]);
    const after = withQueuedJob(list, { ...second, progress: sampleProgress.submitting });
    expect(after.order).toEqual([first.id, third.id]);
    expect(withQueuedJob(list, sampleJob(9, 'Another one'))).toBe(list);
    const paused = { ...first, place: { paused: true as const } };
    expect(withQueuedJob(list, paused).jobs.get(first.id)?.place?.paused).toBe(true);
  });

  test('whatever parts come in whatever order, no clip stands in two places and each is known', () => {
    const page = fc.record({
      offset: fc.integer({ min: 0, max: 20 }),
      total: fc.integer({ min: 0, max: 25 }),
      sequences: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(page, { minLength: 1, maxLength: 6 }), (pages) => {
        const [first, ...more] = pages.map(({ sequences, ...part }) => ({
          ...part,
          jobs: sequences.map((sequence) => sampleJob(sequence)),
        }));
        const list = more.reduce(withPart, freshQueue(first === undefined ? [] : [first]));
        const known = list.order.filter((id) => id !== undefined);
        expect(list.order).toHaveLength(pages.at(-1)?.total ?? 0);
        expect(new Set(known).size).toBe(known.length);
        for (const id of known) expect(list.jobs.has(id)).toBe(true);
      }),
    );
  });
});
