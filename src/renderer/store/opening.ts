import { clipsPerPage, type ClipPage } from '../../shared/clip-query.ts';
import type { Client } from '../../shared/rpc.ts';
import type { ClipGroup } from '../library/grid-layout.ts';
import { caughtUp, hearClips } from './clips-meanwhile.ts';
import { readBalances } from './balances.ts';
import { readCollections } from './collections.ts';
import { isByDate, withoutFarPages } from './clip-list.ts';
import { takeUp } from './draft-keeping.ts';
import { isKept, listed, listedMore, opened } from './mirror.ts';
import { readDisk } from './disk.ts';
import { readQueue } from './queue.ts';
import { hearMeanwhile } from './said-meanwhile.ts';
import { useSession, type SessionState } from './session.ts';
import { readMoney } from './spending.ts';
import { readWaits } from './waits.ts';
import { readWork } from './work.ts';

/**
 * Reads the whole session, and the list that belongs to the present query. Rejects with `FailureError`.
 *
 * @param ready called before the window shows the session: from then on the person may act
 */
export async function openSession(client: Client, ready: () => void = () => {}): Promise<void> {
  const session = await client.call('session.open', {});
  const saidMeanwhile = hearMeanwhile(client);
  // Before anything is shown: the person must not write over what is about to be brought back.
  await takeUp(client, session.dataFolder);
  ready();
  const current = { ...session, ...saidMeanwhile() };
  useSession.setState((state) => opened(state, current));
  await Promise.all([
    readList(client),
    readCollections(client),
    readWork(client),
    readWaits(client),
    readQueue(),
    readMoney(client),
    readDisk(client),
    readBalances(client),
  ]);
}

/** Which places are on screen; a list that is read anew brings these first. */
let onScreen = { from: 0, to: 0 };

export function setOnScreen(from: number, to: number): void {
  onScreen = { from, to };
}

export function placesOnScreen(): { from: number; to: number } {
  return onScreen;
}

/**
 * Reads the list for the present query, from its beginning or from where the person is, in one change of the screen.
 * An answer that came too late for its query is dropped.
 */
export async function readList(client: Client, { fromStart = false } = {}): Promise<void> {
  const { query, newestSequence } = useSession.getState();
  const first = fromStart ? 0 : Math.floor(onScreen.from / clipsPerPage) * clipsPerPage;
  const meanwhile = hearClips(client);
  try {
    const [page, days] = await Promise.all([
      client.call('clip.page', { query, offset: first, limit: clipsPerPage }),
      isByDate(query) ? readDays(client) : undefined,
    ]);
    // The list has become so short that there is nothing left where the person was.
    const pages = [page.jobs.length === 0 && page.total > 0 ? await readPage(client, query, 0) : page];
    const to = fromStart ? 0 : Math.min(onScreen.to, page.total - 1);
    for (let offset = first + clipsPerPage; offset <= to; offset += clipsPerPage) {
      pages.push(await readPage(client, query, offset));
    }
    useSession.setState((state) =>
      state.query === query ? caughtUp(state, listed(state, pages, days), meanwhile.said, newestSequence) : {},
    );
  } finally {
    meanwhile.stop();
  }
}

/** Reads the page that begins at this place, and lets go of what is far from the screen. */
export async function readMore(client: Client, offset: number): Promise<void> {
  const { query, newestSequence } = useSession.getState();
  const meanwhile = hearClips(client);
  try {
    const page = await readPage(client, query, offset);
    useSession.setState((state) =>
      state.query === query ? caughtUp(state, withOneMorePage(state, page), meanwhile.said, newestSequence) : {},
    );
  } finally {
    meanwhile.stop();
  }
}

function withOneMorePage(state: SessionState, page: ClipPage): Partial<SessionState> {
  const next = { ...state, ...listedMore(state, page) };
  // A longer or shorter list is another one: its places have moved.
  const isStale = state.isStale || page.total !== state.order.length;
  return { ...withoutFarPages(next, onScreen.from, (job) => isKept(state, job)), isStale };
}

async function readDays(client: Client): Promise<ClipGroup[]> {
  const { query } = useSession.getState();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (await client.call('clip.days', { query, timeZone })).days;
}

function readPage(
  client: Client,
  query: ReturnType<typeof useSession.getState>['query'],
  offset: number,
): Promise<ClipPage> {
  return client.call('clip.page', { query, offset, limit: clipsPerPage });
}
