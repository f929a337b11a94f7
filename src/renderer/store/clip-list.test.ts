import { expect, test } from 'vitest';
import { clipsPerPage } from '../../shared/clip-query.ts';
import { sampleJob, sampleProgress } from '../samples.ts';
import { freshList, missingPages, withoutClips, withoutFarPages, withPage, type ClipList } from './clip-list.ts';

const total = 100_000;

function page(offset: number) {
  const jobs = Array.from({ length: clipsPerPage }, (_, index) =>
    sampleJob(total - offset - index, 'Far', sampleProgress.done),
  );
  return { jobs, offset, total, revision: 1 };
}

function readPages(list: ClipList): number {
  return Array.from({ length: total / clipsPerPage }, (_, at) => list.order[at * clipsPerPage]).filter(
    (id) => id !== undefined,
  ).length;
}

test('only the pages that are seen and not there are asked for', () => {
  const list = withPage(freshList(total, undefined, []), page(100));
  expect(missingPages(list, 0, 30)).toEqual([0]);
  expect(missingPages(list, 130, 170)).toEqual([150]);
  expect(missingPages(list, 100, 149)).toEqual([]);
  expect(missingPages(list, 99_990, 120_000)).toEqual([99_950]);
});

test('who scrolls through everything keeps no more than what is near', () => {
  let list = freshList(total, undefined, []);
  for (let offset = 0; offset < total; offset += clipsPerPage * 10) {
    list = withoutFarPages(withPage(list, page(offset)), offset, () => false);
  }
  expect(readPages(list)).toBe(40);
  expect(list.jobs.size).toBe(40 * clipsPerPage);
  expect(list.order).toHaveLength(total);
});

test('a clip that is still needed stays known when its page is let go', () => {
  const needed = sampleJob(total, 'Far', sampleProgress.done);
  let list = withPage(freshList(total, undefined, []), page(0));
  for (let offset = 50_000; offset < 50_000 + 45 * clipsPerPage; offset += clipsPerPage)
    list = withPage(list, page(offset));
  list = withoutFarPages(list, 51_000, ({ id }) => id === needed.id);
  expect(list.order[0]).toBeUndefined();
  expect(list.jobs.has(needed.id)).toBe(true);
});

test('clips that are taken out leave their day', () => {
  const [one, two, three] = [sampleJob(3), sampleJob(2), sampleJob(1)];
  const days = [
    { startAt: 2, count: 2 },
    { startAt: 1, count: 1 },
  ];
  const list = withPage(freshList(3, days, []), { jobs: [one, two, three], offset: 0, total: 3, revision: 1 });
  expect(withoutClips(list, new Set([two.id])).days).toEqual([
    { startAt: 2, count: 1 },
    { startAt: 1, count: 1 },
  ]);
  expect(withoutClips(list, new Set([three.id])).days).toEqual([{ startAt: 2, count: 2 }]);
  expect(withoutClips(list, new Set(['elsewhere']))).toBe(list);
});
