import type { ClipPage } from '../../shared/clip-query.ts';
import type { Client } from '../../shared/rpc.ts';
import type { ClipGroup } from '../library/grid-layout.ts';
import { readCollections } from './collections.ts';
import { isByDate, pageSize } from './clip-list.ts';
import { takeUp } from './draft-keeping.ts';
import { listed, opened } from './mirror.ts';
import { readDisk } from './disk.ts';
import { readQueue } from './queue.ts';
import { hearMeanwhile } from './said-meanwhile.ts';
import { useSession } from './session.ts';
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
  const { query } = useSession.getState();
  const first = fromStart ? 0 : Math.floor(onScreen.from / pageSize) * pageSize;
  const [page, days] = await Promise.all([
    client.call('clip.page', { query, offset: first, limit: pageSize }),
    isByDate(query) ? readDays(client) : undefined,
  ]);
  // The list has become so short that there is nothing left where the person was.
  const pages = [page.jobs.length === 0 && page.total > 0 ? await readPage(client, query, 0) : page];
  const to = fromStart ? 0 : Math.min(onScreen.to, page.total - 1);
  for (let offset = first + pageSize; offset <= to; offset += pageSize) {
    pages.push(await readPage(client, query, offset));
  }
  useSession.setState((state) => (state.query === query ? listed(state, pages, days) : {}));
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
  return client.call('clip.page', { query, offset, limit: pageSize });
}
