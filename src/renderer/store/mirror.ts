import type { ClipPage } from '../../shared/clip-query.ts';
import { usualSort } from '../../shared/clip-query.ts';
import type { Payload, Session } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import type { ClipGroup } from '../library/grid-layout.ts';
import { belongs, findsAll, isInTrash } from './belongs.ts';
import { daysOf, freshList, isByDate, withNewest, withoutClips, withPage } from './clip-list.ts';
import type { SessionState } from './session.ts';

/** How the session state answers to each thing that the core says. Pure: state in, changed part out. */

type Change = Partial<SessionState>;

/** A new session replaces what the mirror knows of the core; the person's query and selection stay where they hold. */
export function opened(state: SessionState, { page, ...session }: Session): Change {
  return {
    connection: 'open',
    failure: undefined,
    session,
    downloads: new Map(),
    newestSequence: Math.max(state.newestSequence, ...page.jobs.map(({ sequence }) => sequence)),
    // A list that is there stays on screen until its own answer comes, which follows.
    ...(findsAll(state.query) && state.query.sort === undefined && state.order.length === 0
      ? listed(state, [{ ...page, offset: 0 }], daysOf(page.jobs))
      : {}),
  };
}

/** A list read anew: its first page or the pages that were on screen. The selected clip stays known, listed or not. */
export function listed(state: SessionState, pages: readonly ClipPage[], days?: readonly ClipGroup[]): Change {
  const fresh = freshList(pages[0]?.total ?? 0, days, keptOf(state));
  // Pages of different moments do not fit together.
  const isStale = pages.some(({ revision }) => revision !== pages[0]?.revision);
  return { ...pages.reduce(withPage, fresh), isStale, foundBy: state.query.search ?? '' };
}

/** What stays known whatever the list says: the clip in the inspector, and what is on its way. */
export function isKept(state: SessionState, { id, progress }: Job): boolean {
  if (id === state.selectedId || state.marked.has(id)) return true;
  return progress.state !== 'done' && progress.state !== 'failed' && progress.state !== 'canceled';
}

function keptOf(state: SessionState): Job[] {
  return [...state.jobs.values()].filter((job) => isKept(state, job));
}

/** A further page goes into its places. */
export function listedMore(state: SessionState, page: ClipPage): Change {
  return withPage(state, page);
}

/** A clip that was asked for by its id. What an event has brought meanwhile is newer. */
export function fetched(state: SessionState, job: Job): Change {
  return state.jobs.has(job.id) ? {} : { jobs: new Map(state.jobs).set(job.id, job) };
}

/** A listed clip keeps its place whatever becomes of it; only the trash takes it away. */
export function jobChanged(state: SessionState, { job, counts }: Payload<'job.changed'>): Change {
  const isNew = job.sequence > state.newestSequence;
  const change: Change = { newestSequence: Math.max(state.newestSequence, job.sequence) };
  const isKnown = state.jobs.has(job.id);
  if (isKnown || isNew || isKept(state, job)) change.jobs = new Map(state.jobs).set(job.id, job);
  if (state.session !== undefined) change.session = { ...state.session, counts };
  if (job.progress.state !== 'downloading' && state.downloads.has(job.id)) {
    change.downloads = without(state.downloads, job.id);
  }
  const isListed = isKnown && state.order.includes(job.id);
  if (isListed) {
    const isElsewhere = isInTrash(job) !== (state.query.trashed ?? false);
    return isElsewhere ? { ...change, ...taken(state, change, new Set([job.id])) } : change;
  }
  if (!belongs(job, state.query)) return change;
  if (isNew && isByDate(state.query)) {
    const { order, days } = withNewest(state, job, (state.query.sort ?? usualSort).descending);
    return { ...change, order, days };
  }
  const former = state.jobs.get(job.id);
  const isBack = former !== undefined && !belongs(former, state.query);
  const mayBeUnread = findsAll(state.query) && state.order.includes(undefined);
  // It stands in a page that has not been read, or it belongs here only since now: the core knows which.
  return isNew || isBack || !mayBeUnread ? { ...change, isStale: true } : change;
}

export function jobRemoved(state: SessionState, { id, counts }: Payload<'job.removed'>): Change {
  const wasListed = state.order.includes(id);
  const change: Change = {
    jobs: without(state.jobs, id),
    downloads: without(state.downloads, id),
    ...taken(state, {}, new Set([id])),
    // It may have stood in a page that has not been read.
    ...(!wasListed && { isStale: true }),
  };
  if (state.session !== undefined) change.session = { ...state.session, counts };
  return change;
}

/** Out of the list, out of the inspector and out of the selection. */
function taken(state: SessionState, change: Change, ids: ReadonlySet<string>): Change {
  const { order, days } = withoutClips({ ...state, jobs: change.jobs ?? state.jobs }, ids);
  const marked = new Set([...state.marked].filter((id) => !ids.has(id)));
  const isOpen = state.selectedId !== undefined && ids.has(state.selectedId);
  return { order, days, marked, ...(isOpen && { selectedId: undefined }) };
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
