import type { Client } from '../../shared/rpc.ts';
import { listed, opened } from './mirror.ts';
import { statesOf } from './filters.ts';
import { useSession } from './session.ts';

/** How many clips one page of the list holds. */
const pageSize = 100;

/** Reads the whole session and, where a search or a filter is on, the list that belongs to it. Rejects with `FailureError`. */
export async function openSession(client: Client): Promise<void> {
  const session = await client.call('session.open', {});
  useSession.setState((state) => opened(state, session));
  const { search, filter } = useSession.getState();
  if (search !== '' || filter !== 'all') await readList(client);
}

/** Reads the first page for the present search and filter. An answer that came too late is dropped. */
export async function readList(client: Client): Promise<void> {
  const asked = useSession.getState();
  const page = await client.call('job.list', listInput(asked.search, asked.filter));
  const now = useSession.getState();
  if (now.search === asked.search && now.filter === asked.filter) useSession.setState(listed(now, page));
}

export function listInput(search: string, filter: Parameters<typeof statesOf>[0]) {
  const states = statesOf(filter);
  const text = search.trim();
  return { limit: pageSize, ...(text === '' ? {} : { search: text }), ...(states === undefined ? {} : { states }) };
}
