import type { JobPage, Payload, Session } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import { belongs } from './filters.ts';
import type { SessionState } from './session.ts';

/** How the session state answers to each thing that the core says. Pure: state in, changed part out. */

type Change = Partial<SessionState>;

/** A new session replaces the whole mirror, but the person's search, filter and selection stay where they hold. */
export function opened(state: SessionState, { page, ...session }: Session): Change {
  const keepsList = state.search === '' && state.filter === 'all';
  return {
    connection: 'open',
    failure: undefined,
    session,
    downloads: new Map(),
    ...(keepsList ? listed(state, page) : {}),
  };
}

/** The first page of a search, a filter or a session. The selected clip is kept although it may not be listed. */
export function listed(state: SessionState, page: JobPage): Change {
  const jobs = new Map(page.jobs.map((job) => [job.id, job]));
  const selected = state.selectedId === undefined ? undefined : state.jobs.get(state.selectedId);
  if (selected !== undefined && !jobs.has(selected.id)) jobs.set(selected.id, selected);
  return { jobs, order: page.jobs.map(({ id }) => id), loadingMore: false, ...paged(page) };
}

/** A further page goes to the end; clips that are already there stay where they are. */
export function listedMore(state: SessionState, page: JobPage): Change {
  const jobs = new Map(state.jobs);
  for (const job of page.jobs) jobs.set(job.id, job);
  const known = new Set(state.order);
  const more = page.jobs.map(({ id }) => id).filter((id) => !known.has(id));
  return { jobs, order: [...state.order, ...more], loadingMore: false, ...paged(page) };
}

function paged({ total, nextBeforeSequence }: JobPage): Change {
  return { total, nextBeforeSequence };
}

/** A clip that was asked for by its id. What an event has brought meanwhile is newer. */
export function fetched(state: SessionState, job: Job): Change {
  return state.jobs.has(job.id) ? {} : { jobs: new Map(state.jobs).set(job.id, job) };
}

/** A listed clip keeps its place whatever becomes of it; a new one goes where its sequence says. */
export function jobChanged(state: SessionState, { job, counts }: Payload<'job.changed'>): Change {
  const change: Change = { jobs: new Map(state.jobs).set(job.id, job) };
  if (state.session !== undefined) change.session = { ...state.session, counts };
  if (job.progress.state !== 'downloading' && state.downloads.has(job.id)) {
    change.downloads = without(state.downloads, job.id);
  }
  if (!state.order.includes(job.id) && belongs(job, state.search, state.filter) && isInLoadedPart(state, job)) {
    change.order = inserted(state.order, state.jobs, job);
    change.total = state.total + 1;
  }
  return change;
}

/** Pages that are not loaded yet bring their clips themselves. */
function isInLoadedPart({ nextBeforeSequence }: SessionState, { sequence }: Job): boolean {
  return nextBeforeSequence === undefined || sequence >= nextBeforeSequence;
}

/** The order with one more clip in it, newest first. */
function inserted(order: readonly string[], jobs: ReadonlyMap<string, Job>, job: Job): string[] {
  const at = order.findIndex((id) => (jobs.get(id)?.sequence ?? -Infinity) < job.sequence);
  return at === -1 ? [...order, job.id] : order.toSpliced(at, 0, job.id);
}

export function jobRemoved(state: SessionState, { id, counts }: Payload<'job.removed'>): Change {
  const wasListed = state.order.includes(id);
  const change: Change = {
    jobs: without(state.jobs, id),
    downloads: without(state.downloads, id),
    order: state.order.filter((other) => other !== id),
    total: wasListed ? state.total - 1 : state.total,
  };
  if (state.session !== undefined) change.session = { ...state.session, counts };
  return state.selectedId === id ? { ...change, selectedId: undefined } : change;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
