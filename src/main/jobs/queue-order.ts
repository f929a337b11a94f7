import {
  compareStandings,
  priorities,
  priorityOf,
  rankOf,
  type Priority,
  type QueuePlace,
  type Standing,
} from '../../shared/queue-place.ts';

/**
 * New places for clips that are moved. Pure. As a rule only the moved clips get a new rank, halfway between their
 * neighbours. No rank ever reaches the sequence of the next new clip, so new ones come last whatever was moved.
 */
interface Queued extends Standing {
  readonly id: string;
}

export type Goal =
  | { readonly where: 'first' | 'last' }
  | { readonly where: 'before' | 'after'; readonly beside: Queued };

/** @param queue everything queued, in order. Ids that are not in it, and the neighbour itself, are left alone. */
export function planMove(queue: readonly Queued[], ids: readonly string[], goal: Goal): Map<string, QueuePlace> {
  const byId = new Map(queue.map((clip) => [clip.id, clip]));
  const besideId = 'beside' in goal ? goal.beside.id : undefined;
  const moved = [...new Set(ids)].flatMap((id) => (id === besideId ? [] : (byId.get(id) ?? [])));
  const places = new Map<string, QueuePlace>();
  const levels = 'beside' in goal ? [priorityOf(goal.beside)] : priorities;
  for (const priority of levels) {
    const own = 'beside' in goal ? moved : moved.filter((clip) => priorityOf(clip) === priority);
    if (own.length === 0) continue;
    const movedIds = new Set(own.map(({ id }) => id));
    const others = queue.filter((clip) => priorityOf(clip) === priority && !movedIds.has(clip.id));
    for (const [id, place] of placesFor(queue, { others, own, priority, at: indexFor(others, goal) })) {
      places.set(id, place);
    }
  }
  return places;
}

export function withPriority({ place }: Standing, priority: Priority): QueuePlace {
  const { priority: _former, ...rest } = place ?? {};
  return priority === 'normal' ? rest : { ...rest, priority };
}

function indexFor(others: readonly Queued[], goal: Goal): number {
  if (!('beside' in goal)) return goal.where === 'first' ? 0 : others.length;
  const index = others.findIndex(({ id }) => id === goal.beside.id);
  return goal.where === 'before' ? index : index + 1;
}

interface Insertion {
  others: readonly Queued[];
  own: readonly Queued[];
  priority: Priority;
  at: number;
}

function placesFor(queue: readonly Queued[], { others, own, priority, at }: Insertion): [string, QueuePlace][] {
  const before = others[at - 1];
  const after = others[at];
  const ceiling = Math.max(...queue.map(({ sequence }) => sequence)) + 1;
  const high = after === undefined ? ceiling : rankOf(after);
  const low = before === undefined ? high - own.length - 1 : rankOf(before);
  const ranks = own.map((_, index) => low + ((high - low) * (index + 1)) / (own.length + 1));
  const isRoom = [low, ...ranks, high].every((rank, index, all) => index === 0 || rank > (all[index - 1] ?? rank));
  if (isRoom) return own.map((clip, index) => [clip.id, placed(clip, priority, ranks[index] ?? high)]);
  // The neighbours stand too close: all of the level get whole numbers again, each clip's own sequence once.
  const inOrder = [...others.slice(0, at), ...own, ...others.slice(at)];
  const sequences = inOrder.map(({ sequence }) => sequence).toSorted((one, other) => one - other);
  return inOrder.flatMap((clip, index) => {
    const place = placed(clip, priority, sequences[index] ?? clip.sequence);
    return compareStandings(clip, { ...clip, place }) === 0 ? [] : [[clip.id, place]];
  });
}

function placed(clip: Queued, priority: Priority, rank: number): QueuePlace {
  const { rank: _former, ...rest } = withPriority(clip, priority);
  return rank === clip.sequence ? rest : { ...rest, rank };
}
