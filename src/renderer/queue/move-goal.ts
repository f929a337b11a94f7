import type { QueueGoal } from '../../shared/queue.ts';

/** Where clips go that are to be one place further on: the neighbour beyond them. Pure. */
export interface Move {
  /** In the order in which they stand. */
  ids: string[];
  to: QueueGoal;
}

/** How the clips are to move. */
export type Step = 'first' | 'up' | 'down' | 'last';

/**
 * @param order as far as it has been read
 * @returns undefined where there is nowhere further to go, or the neighbour is not known
 */
export function moveBy(order: readonly (string | undefined)[], ids: ReadonlySet<string>, step: Step): Move | undefined {
  const places = order.flatMap((id, place) => (id !== undefined && ids.has(id) ? [place] : []));
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const moved = places.flatMap((place) => order[place] ?? []);
  if (step === 'first' || step === 'last') return { ids: moved, to: { where: step } };
  const isTogether = last - first + 1 === places.length;
  // Clips that stand apart come together first, at the one that leads.
  if (!isTogether) {
    const lead = step === 'up' ? first : last;
    const id = order[lead];
    if (id === undefined) return undefined;
    const others = moved.filter((one) => one !== id);
    return { ids: others, to: { where: step === 'up' ? 'after' : 'before', id } };
  }
  const neighbour = order[step === 'up' ? first - 1 : last + 1];
  return neighbour === undefined
    ? undefined
    : { ids: moved, to: { where: step === 'up' ? 'before' : 'after', id: neighbour } };
}

/** Where dragged clips go that are let go at a gap between two rows. Gap 0 lies before the first clip. */
export function moveToGap(
  order: readonly (string | undefined)[],
  ids: ReadonlySet<string>,
  gap: number,
): Move | undefined {
  const moved = order.filter((id) => id !== undefined).filter((id) => ids.has(id));
  const isOther = (id: string | undefined): id is string => id !== undefined && !ids.has(id);
  const before = order.slice(0, gap).findLast(isOther);
  const after = order.slice(gap).find(isOther);
  // The one before, so that a clip dropped at a border keeps to those that it was dropped below.
  if (before !== undefined) return { ids: moved, to: { where: 'after', id: before } };
  return after === undefined ? undefined : { ids: moved, to: { where: 'before', id: after } };
}
