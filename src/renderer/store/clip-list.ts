import { clipsPerPage, type ClipPage, type ClipQuery } from '../../shared/clip-query.ts';
import type { Job } from '../../shared/job.ts';
import type { ClipGroup } from '../library/grid-layout.ts';
import { startOfDay } from '../library/times.ts';

/** A list of which only the pages near the screen have been read. Pure: list in, changed list out. */

export interface ClipList {
  jobs: ReadonlyMap<string, Job>;
  order: readonly (string | undefined)[];
  days?: readonly ClipGroup[] | undefined;
}

/** How many pages are remembered: what lies farther from the screen is let go, so that memory stays flat. */
const mostPages = 40;

/** Days only make sense where the list is in the order of making. */
export function isByDate({ sort }: ClipQuery): boolean {
  return sort === undefined || sort.by === 'created';
}

/** The days of clips that stand in a row, each as long as it lasts. */
export function daysOf(jobs: readonly Job[]): ClipGroup[] {
  const days: ClipGroup[] = [];
  for (const { createdAt } of jobs) {
    const startAt = startOfDay(createdAt);
    const last = days.at(-1);
    if (last?.startAt === startAt) last.count += 1;
    else days.push({ startAt, count: 1 });
  }
  return days;
}

/** A fresh list: nothing of the former one holds any more but what `kept` says. */
export function freshList(total: number, days: readonly ClipGroup[] | undefined, kept: Iterable<Job>): ClipList {
  return {
    order: withLength([], total),
    days,
    jobs: new Map(Array.from(kept, (job) => [job.id, job])),
  };
}

/** Every place beyond the end is there and empty: a hole in an array would be passed over by the walks below. */
function withLength(order: (string | undefined)[], total: number): (string | undefined)[] {
  const { length } = order;
  order.length = total;
  return order.fill(undefined, length);
}

/** Puts a page into its places. A total that has changed shortens or lengthens the list at its end. */
export function withPage(list: ClipList, { jobs, offset, total }: ClipPage): ClipList {
  const order = withLength(list.order.slice(0, total), total);
  const known = new Map(list.jobs);
  jobs.forEach((job, index) => {
    order[offset + index] = job.id;
    known.set(job.id, job);
  });
  return { ...list, order, jobs: known };
}

/** Offsets of the pages that hold a place from `from` to `to` (inclusive) and have not been read. */
export function missingPages({ order }: Pick<ClipList, 'order'>, from: number, to: number): number[] {
  const missing: number[] = [];
  const first = Math.max(0, Math.floor(from / clipsPerPage));
  for (let page = first; page * clipsPerPage <= Math.min(to, order.length - 1); page += 1) {
    const start = page * clipsPerPage;
    const end = Math.min(start + clipsPerPage, order.length);
    for (let place = start; place < end; place += 1) {
      if (order[place] !== undefined) continue;
      missing.push(start);
      break;
    }
  }
  return missing;
}

/** Forgets the pages that lie farthest from `place`; clips for which `isKept` is true stay known. */
export function withoutFarPages(list: ClipList, place: number, isKept: (job: Job) => boolean): ClipList {
  const pages = Math.ceil(list.order.length / clipsPerPage);
  const read = Array.from({ length: pages }, (_, page) => page).filter(
    (page) => list.order[page * clipsPerPage] !== undefined,
  );
  if (read.length <= mostPages) return list;
  const here = place / clipsPerPage;
  const far = read.toSorted((one, other) => Math.abs(one - here) - Math.abs(other - here)).slice(mostPages);
  const order = [...list.order];
  const jobs = new Map(list.jobs);
  for (const page of far) {
    const end = Math.min((page + 1) * clipsPerPage, order.length);
    for (let at = page * clipsPerPage; at < end; at += 1) {
      const id = order[at];
      order[at] = undefined;
      const job = id === undefined ? undefined : jobs.get(id);
      if (job !== undefined && !isKept(job)) jobs.delete(job.id);
    }
  }
  return { ...list, order, jobs };
}

/** A clip that was made just now: at the top or at the end, as the list runs. */
export function withNewest(list: ClipList, job: Job, descending: boolean): ClipList {
  const order = descending ? [job.id, ...list.order] : [...list.order, job.id];
  return { ...list, order, ...(list.days && { days: withOneMore(list.days, startOfDay(job.createdAt), descending) }) };
}

function withOneMore(days: readonly ClipGroup[], startAt: number, descending: boolean): ClipGroup[] {
  const at = descending ? 0 : days.length - 1;
  const day = days[at];
  if (day?.startAt === startAt) return days.with(at, { ...day, count: day.count + 1 });
  return descending ? [{ startAt, count: 1 }, ...days] : [...days, { startAt, count: 1 }];
}

/** Takes clips out of the list; those that stand in no known place are left alone. */
export function withoutClips(list: ClipList, ids: ReadonlySet<string>): ClipList {
  const gone = list.order.flatMap((id, place) => (id !== undefined && ids.has(id) ? [place] : []));
  if (gone.length === 0) return list;
  const order = list.order.filter((id) => id === undefined || !ids.has(id));
  return { ...list, order, ...(list.days && { days: withoutPlaces(list.days, gone) }) };
}

function withoutPlaces(days: readonly ClipGroup[], places: readonly number[]): ClipGroup[] {
  let before = 0;
  return days
    .map((day) => {
      const from = before;
      before += day.count;
      const lost = places.filter((place) => place >= from && place < from + day.count).length;
      return { ...day, count: day.count - lost };
    })
    .filter(({ count }) => count > 0);
}
