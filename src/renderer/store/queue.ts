import { create } from 'zustand';
import { failureFrom, type Failure } from '../../shared/failure.ts';
import type { QueueProvider, QueueView } from '../../shared/queue.ts';
import type { Client } from '../../shared/rpc.ts';
import {
  emptyQueueList,
  freshQueue,
  missingParts,
  partsOf,
  queuePageSize,
  withPart,
  withQueuedJob,
  type QueueList,
  type QueuePart,
} from './queue-list.ts';
import { useSession } from './session.ts';

/** A mirror of the queue: what each provider does, always; the clips in their order while they are on screen. */
export interface QueueState extends QueueList {
  /** Absent until it was read for the first time. */
  summary?: { pausedAll: boolean; total: number; providers: readonly QueueProvider[] } | undefined;
  /** Why it could not be read. */
  failure?: Failure | undefined;
  /** Chosen for an act. */
  marked: ReadonlySet<string>;
}

export const useQueue = create<QueueState>(() => ({ ...emptyQueueList, marked: new Set() }));

/** While clips leave one after the other, the list is read again at most this often; the summary alone less often. */
const listPauseMs = 250;
const summaryPauseMs = 1_000;
/** While the scroll bar is dragged, parts that only fly by are not asked for. */
const restMs = 40;

let client: Client | undefined;
let onScreen: { from: number; to: number } | undefined;
let refreshTimer: ReturnType<typeof setTimeout> | undefined;
let scrollTimer: ReturnType<typeof setTimeout> | undefined;
let reading: Promise<void> | undefined;
let isReadAgain = false;

/** Listens to one client, the present one. */
export function followQueue(next: Client): void {
  client = next;
  next.onClose(() => {
    if (client === next) client = undefined;
  });
  next.on('queue.changed', refreshSoon);
  next.on('job.changed', ({ job }) => {
    useQueue.setState((state) => withQueuedJob(state, job));
    const { marked } = useQueue.getState();
    if (job.progress.state !== 'queued' && marked.has(job.id)) markQueued([...marked].filter((id) => id !== job.id));
  });
}

/**
 * Reads it at once: after a session was opened, and after an act. Resolves when an answer is here that was asked for after
 * the call, so that who has moved a clip finds it at its new place. Never rejects.
 */
export function readQueue(): Promise<void> {
  clearTimeout(refreshTimer);
  refreshTimer = undefined;
  if (reading === undefined) reading = readUntilPresent();
  else isReadAgain = true;
  return reading;
}

async function readUntilPresent(): Promise<void> {
  do {
    isReadAgain = false;
    await readOnce();
  } while (isReadAgain);
  reading = undefined;
}

/** These places of the list are on screen, first and last; undefined: the list is not. */
export function showQueued(places: { from: number; to: number } | undefined): void {
  const isOpened = onScreen === undefined && places !== undefined;
  onScreen = places;
  clearTimeout(scrollTimer);
  if (places === undefined) useQueue.setState({ ...emptyQueueList, marked: new Set() });
  else if (isOpened) void readQueue();
  else if (missingParts(useQueue.getState(), places.from, places.to).length > 0) {
    scrollTimer = setTimeout(() => void readMissing(), restMs);
  }
}

export function markQueued(ids: Iterable<string>): void {
  useQueue.setState({ marked: new Set(ids) });
}

/** The ids at these places, also of parts that have not been read. Rejects with `FailureError`. */
export async function queuedIds(from: number, to: number): Promise<string[]> {
  const known = useQueue.getState().order.slice(from, to + 1);
  if (client === undefined || !known.includes(undefined)) return known.filter((id) => id !== undefined);
  return (await client.call('queue.ids', { offset: from, limit: Math.max(1, to - from + 1) })).ids;
}

function refreshSoon(): void {
  refreshTimer ??= setTimeout(() => void readQueue(), onScreen === undefined ? summaryPauseMs : listPauseMs);
}

async function readOnce(): Promise<void> {
  const from = client;
  if (from === undefined) return;
  try {
    const offsets = onScreen === undefined ? [] : partsOf(onScreen.from, onScreen.to);
    const views = await Promise.all(
      offsets.length === 0
        ? [from.call('queue.view', { offset: 0, limit: 0 })]
        : offsets.map((offset) => from.call('queue.view', { offset, limit: queuePageSize })),
    );
    const [view] = views;
    if (view === undefined || from !== client) return;
    useQueue.setState({
      summary: { pausedAll: view.pausedAll, total: view.total, providers: view.providers },
      failure: undefined,
      ...(onScreen !== undefined && freshQueue(views.map((one, index) => partOf(one, offsets[index] ?? 0)))),
    });
  } catch (thrown) {
    // When the link broke, the next session brings it.
    if (useSession.getState().connection === 'open') useQueue.setState({ failure: failureFrom(thrown) });
  }
}

async function readMissing(): Promise<void> {
  if (onScreen === undefined) return;
  try {
    for (const offset of missingParts(useQueue.getState(), onScreen.from, onScreen.to)) await readPart(offset);
  } catch (thrown) {
    if (useSession.getState().connection === 'open') useQueue.setState({ failure: failureFrom(thrown) });
  }
}

async function readPart(offset: number): Promise<void> {
  const view = await client?.call('queue.view', { offset, limit: queuePageSize });
  if (view !== undefined) useQueue.setState((state) => withPart(state, partOf(view, offset)));
}

function partOf({ total, jobs }: QueueView, offset: number): QueuePart {
  return { offset, total, jobs };
}
