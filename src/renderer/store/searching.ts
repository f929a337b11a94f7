import type { ClipQuery } from '../../shared/clip-query.ts';
import { keepAddress } from './address.ts';
import { missingPages } from './clip-list.ts';
import { client, connected, whenConnected } from './connection.ts';
import { noticeOf } from './notices.ts';
import { placesOnScreen, readList, readMore, setOnScreen } from './opening.ts';
import { setScreen, useScreen } from './screen.ts';
import { useSession } from './session.ts';

/** What is listed: the query, and the pages read so far. */

/** A list that changed under the person's hands is read again at most this often. */
const staleMs = 400;
/** While the scroll bar is dragged, pages that only fly by are not asked for. */
const restMs = 40;

/** Browsers refuse an address that changes with every letter. */
const addressPauseMs = 300;

let isAsking = false;
let addressTimer: ReturnType<typeof setTimeout> | undefined;
let staleTimer: ReturnType<typeof setTimeout> | undefined;
let pageTimer: ReturnType<typeof setTimeout> | undefined;
const onTheirWay = new Set<number>();

export function setSearch(search: string): void {
  changeQuery({ search: search === '' ? undefined : search });
}

/** Changes fields of the query; `undefined` takes one away. */
export function changeQuery(change: { [K in keyof ClipQuery]?: ClipQuery[K] | undefined }): void {
  setQuery({ ...useSession.getState().query, ...change });
}

/** Another query altogether; the selection of many belongs to the former one. */
export function setQuery(query: { [K in keyof ClipQuery]?: ClipQuery[K] | undefined }): void {
  const present = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as ClipQuery;
  const isTyped = present.search !== useSession.getState().query.search;
  useSession.setState({ query: present, marked: new Set() });
  setScreen('library');
  clearTimeout(addressTimer);
  if (isTyped) addressTimer = setTimeout(keepTyped, addressPauseMs);
  else keepAddress(present);
  void refresh();
}

/** Who has left the library meanwhile is elsewhere. */
function keepTyped(): void {
  if (useScreen.getState().screen === 'library') keepAddress(useSession.getState().query);
}

/** One question at a time: who types faster than the core answers gets the answer to the last letter, not to each. */
async function refresh(): Promise<void> {
  onTheirWay.clear();
  if (isAsking) return;
  isAsking = true;
  try {
    for (let asked; asked !== useSession.getState().query;) {
      // Asked before the window is drawn with the new letter: whatever is awaited comes after that.
      const next = connected() ?? (await whenConnected());
      asked = useSession.getState().query;
      await readList(next, { fromStart: true });
    }
  } catch (thrown) {
    // When the link broke, opening the next session reads the list.
    if (useSession.getState().connection === 'open') noticeOf(thrown);
  } finally {
    isAsking = false;
  }
}

/** These places are on screen, first and last: their pages are read soon, and what is far away is forgotten. */
export function showPlaces(from: number, to: number): void {
  setOnScreen(from, to);
  clearTimeout(pageTimer);
  const { order } = useSession.getState();
  if (missingPages({ order }, from, to).length > 0) pageTimer = setTimeout(readPages, restMs);
}

function readPages(): void {
  const { order, connection } = useSession.getState();
  const { from, to } = placesOnScreen();
  if (connection !== 'open') return;
  for (const offset of missingPages({ order }, from, to)) {
    if (!onTheirWay.has(offset)) void readPage(offset);
  }
}

async function readPage(offset: number): Promise<void> {
  onTheirWay.add(offset);
  try {
    await readMore(client(), offset);
  } catch (thrown) {
    noticeOf(thrown);
  } finally {
    onTheirWay.delete(offset);
  }
}

/** Reads the list again, where the person is, whenever it is stale. Runs as long as the window lives. */
export function followStaleness(): () => void {
  return useSession.subscribe(({ isStale, connection }) => {
    if (!isStale || staleTimer !== undefined || connection !== 'open') return;
    staleTimer = setTimeout(() => {
      staleTimer = undefined;
      if (useSession.getState().connection === 'open') readList(client()).catch(noticeOf);
    }, staleMs);
  });
}
