import { expect, test } from 'vitest';
import { sampleJob } from '../samples.ts';
import type { QueueList } from '../store/queue-list.ts';
import { goneAfter, indexOfPlace, placeAtIndex, type GoneRow } from './held-rows.ts';

/** The clips of these numbers, a hole for each 0. */
function queueOf(...numbers: number[]): QueueList {
  const jobs = numbers.filter((number) => number > 0).map((number) => sampleJob(number));
  return {
    order: numbers.map((number) => (number > 0 ? sampleJob(number).id : undefined)),
    jobs: new Map(jobs.map((job) => [job.id, job])),
  };
}

const idOf = (number: number) => sampleJob(number).id;

/** What stands in each row: the clip's number, its negative where it has left, 0 where nothing is known. */
function rowsOf(queue: QueueList, gone: readonly GoneRow[]): number[] {
  return Array.from({ length: queue.order.length + gone.length }, (_, index) => {
    const place = placeAtIndex(gone, index);
    const job = place === undefined ? undefined : queue.jobs.get(queue.order[place] ?? '');
    return job?.sequence ?? -(gone.find((one) => one.index === index)?.job?.sequence ?? 0);
  });
}

test('rows that leave at the head and in the middle stay where they were, and so do the others', () => {
  const steps = [queueOf(1, 2, 3, 4, 5), queueOf(2, 3, 4, 5), queueOf(2, 3, 5), queueOf(3, 5)];
  let gone: readonly GoneRow[] = [];
  for (const [at, now] of steps.entries()) {
    const before = steps[at - 1];
    if (before !== undefined) gone = goneAfter(gone, before, now, idOf(3));
  }
  expect(rowsOf(queueOf(3, 5), gone)).toEqual([-1, -2, 3, -4, 5]);
  expect([0, 1].map((place) => indexOfPlace(gone, place))).toEqual([2, 4]);
  expect([0, 1, 2, 3, 4].map((index) => placeAtIndex(gone, index))).toEqual([undefined, undefined, 0, undefined, 1]);
});

test('several that leave at once', () => {
  const before = queueOf(1, 2, 3, 4);
  const now = queueOf(2, 4);
  expect(rowsOf(now, goneAfter([], before, now, idOf(4)))).toEqual([-1, 2, -3, 4]);
});

test('what left far above, unread, is made up for so that the row under the pointer stays', () => {
  const before = queueOf(0, 0, 0, 8, 9);
  const now = queueOf(0, 8, 9);
  const gone = goneAfter([], before, now, idOf(9));
  expect(indexOfPlace(gone, 2)).toBe(4);
  // And again, on top of that.
  const later = queueOf(8, 9);
  expect(indexOfPlace(goneAfter(gone, now, later, idOf(9)), 1)).toBe(4);
});

test('a part that is forgotten again has not left', () => {
  expect(goneAfter([], queueOf(1, 2, 3, 4), queueOf(0, 0, 3, 4), idOf(4))).toEqual([]);
});

test('what the person moves or adds is shown as it is', () => {
  expect(goneAfter([], queueOf(1, 2, 3), queueOf(3, 1, 2), idOf(3))).toEqual([]);
  expect(goneAfter([], queueOf(1, 2), queueOf(1, 2, 3), idOf(2))).toEqual([]);
});

test('a pointer that rests for ever does not hold for ever', () => {
  const numbers = Array.from({ length: 300 }, (_, at) => at + 1);
  const before = queueOf(...numbers);
  const now = queueOf(300);
  expect(goneAfter([], before, now, idOf(300))).toEqual([]);
});
