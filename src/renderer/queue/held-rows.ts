import type { Job } from '../../shared/job.ts';
import type { QueueList } from '../store/queue-list.ts';

/**
 * Clips leave the queue all the time, at its head and out of its middle. While the pointer is over the list, the rows of
 * those that left stay, so that nothing moves under a press that is aimed at another clip. Pure.
 *
 * A row's index counts all rows; a clip's place counts only those that are in the queue.
 */
export interface GoneRow {
  index: number;
  /** Absent where it was not read. */
  job?: Job | undefined;
}

/** As many are held at most; then the list goes on. */
const mostHeld = 200;

/** In which row the clip at this place stands. `gone` is in the order of the rows. */
export function indexOfPlace(gone: readonly GoneRow[], place: number): number {
  let index = place;
  for (const one of gone) {
    if (one.index > index) break;
    index += 1;
  }
  return index;
}

/** Which place this row shows; undefined where its clip has left. */
export function placeAtIndex(gone: readonly GoneRow[], index: number): number | undefined {
  return gone.some((one) => one.index === index) ? undefined : clipsAbove(gone, index);
}

/** How many clips of the queue stand above this row. */
export function clipsAbove(gone: readonly GoneRow[], index: number): number {
  return index - gone.filter((one) => one.index < index).length;
}

/**
 * The rows to hold after the queue has changed.
 *
 * @param pointedId the clip under the pointer: its row stays, whatever else is known
 */
export function goneAfter(
  gone: readonly GoneRow[],
  before: QueueList,
  now: QueueList,
  pointedId: string | undefined,
): readonly GoneRow[] {
  const fewer = before.order.length - now.order.length;
  if (fewer <= 0) return gone;
  if (now.order.length === 0) return [];
  const left = before.order.flatMap((id, place) =>
    id === undefined || now.jobs.has(id) ? [] : [{ index: indexOfPlace(gone, place), job: before.jobs.get(id) }],
  );
  // Else some of them are only not known any more.
  const held = left.length === fewer ? [...gone, ...left].toSorted((one, other) => one.index - other.index) : gone;
  const lost = rowOf(gone, before, pointedId) - rowOf(held, now, pointedId);
  const next = lost > 0 ? withRowsAbove(held, lost) : held;
  return next.length > mostHeld ? [] : next;
}

/** NaN where it stands nowhere. */
function rowOf(gone: readonly GoneRow[], { order }: QueueList, id: string | undefined): number {
  const place = id === undefined ? -1 : order.indexOf(id);
  return place < 0 ? Number.NaN : indexOfPlace(gone, place);
}

function withRowsAbove(gone: readonly GoneRow[], rows: number): GoneRow[] {
  return [
    ...Array.from({ length: rows }, (_, index) => ({ index })),
    ...gone.map((one) => ({ ...one, index: one.index + rows })),
  ];
}
