import { client } from './connection.ts';
import type { Filter } from './filters.ts';
import { listedMore } from './mirror.ts';
import { noticeOf } from './notices.ts';
import { listInput, readList } from './opening.ts';
import { useSession } from './session.ts';

/** What is listed: the search, the filter and the pages read so far. */

const searchPauseMs = 120;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The list follows after a short pause in typing; of several answers on their way the latest wins. */
export function setSearch(search: string): void {
  useSession.setState({ search });
  clearTimeout(timer);
  timer = setTimeout(refresh, searchPauseMs);
}

export function setFilter(filter: Filter): void {
  useSession.setState({ filter });
  clearTimeout(timer);
  refresh();
}

function refresh(): void {
  // While the link is down there is nothing to ask; opening the next session reads the list.
  if (useSession.getState().connection === 'open') readList(client()).catch(noticeOf);
}

/** Reads the next page, if there is one and none is under way. */
export async function loadMore(): Promise<void> {
  const asked = useSession.getState();
  if (asked.connection !== 'open' || asked.loadingMore || asked.nextBeforeSequence === undefined) return;
  useSession.setState({ loadingMore: true });
  try {
    const page = await client().call('job.list', {
      ...listInput(asked.search, asked.filter),
      beforeSequence: asked.nextBeforeSequence,
    });
    const now = useSession.getState();
    if (now.search === asked.search && now.filter === asked.filter) useSession.setState(listedMore(now, page));
  } catch (thrown) {
    noticeOf(thrown);
  } finally {
    useSession.setState({ loadingMore: false });
  }
}
