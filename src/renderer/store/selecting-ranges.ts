import { mostIds } from '../../shared/clip-query.ts';
import { client } from './connection.ts';
import { noticeOf } from './notices.ts';
import { anchorPlace, mark } from './selecting.ts';
import { useSession } from './session.ts';

/** Shift with a click or an arrow: everything from the anchor to this place. */
export async function markTo(place: number): Promise<void> {
  const anchor = anchorPlace();
  const from = Math.min(anchor < 0 ? place : anchor, place);
  await markBetween(from, Math.max(anchor, place) + 1);
}

/** Everything that the query finds. */
export async function markAll(): Promise<void> {
  const { order } = useSession.getState();
  if (order.length > 0) await markBetween(0, order.length);
}

/** Also of the pages that have not been read. What cannot be read leaves the choice as it is. */
async function markBetween(from: number, to: number): Promise<void> {
  const { query, order } = useSession.getState();
  const read = order.slice(from, to);
  if (!read.includes(undefined)) return mark(new Set(read.filter((id) => id !== undefined)));
  try {
    const { ids } = await client().call('clip.ids', { query, offset: from, limit: Math.min(to - from, mostIds) });
    // Of another list meanwhile, nobody has chosen these.
    if (useSession.getState().query === query) mark(new Set(ids));
  } catch (thrown) {
    noticeOf(thrown);
  }
}
