import { isIn, type Job } from '../../shared/job.ts';
import { compareStandings, type QueuePlace, type Standing } from '../../shared/queue-place.ts';

/**
 * What is to be sent, in order, held in memory: whoever asks which clip comes next reads no record. Read from the
 * records once, with the first question; from then on every change is taken in as it is stored.
 */
export interface QueueIndex {
  /**
   * Ids of a provider's clips that may be sent by `now`, first things first; without those that are held back.
   *
   * @param isWanted others are looked past
   */
  ready(
    providerId: string,
    now: number,
    limit: number,
    except?: ReadonlySet<string>,
    isWanted?: (entry: QueueEntry) => boolean,
  ): string[];
  /** Everything queued, in order; with an id, of one provider. Not to be changed by the asker. */
  list(providerId?: string): readonly QueueEntry[];
  entry(id: string): QueueEntry | undefined;
  counts(providerId: string): { queued: number; paused: number };
}

export interface QueueEntry extends Standing {
  readonly id: string;
  readonly providerId: string;
  readonly modelId: string;
  /** It starts from a picture of the library. */
  readonly hasPicture: boolean;
  readonly dueAt: number;
  readonly place?: QueuePlace | undefined;
}

/** Told of each change once it is on the disk. */
export interface QueueListener {
  stored(job: Job): void;
  gone(sequence: number): void;
  /** So much that it is better to look at everything anew. */
  renewed(): void;
}

/** @param read every queued clip, oldest first */
export function createQueueIndex(read: () => Job[]): QueueIndex & QueueListener {
  let bySequence: Map<number, QueueEntry> | undefined;
  const sequenceById = new Map<string, number>();
  const lists = new Map<string, QueueEntry[]>();
  let whole: QueueEntry[] | undefined;

  function loaded(): Map<number, QueueEntry> {
    if (bySequence !== undefined) return bySequence;
    const entries = read().flatMap((job) => entryOf(job) ?? []);
    bySequence = new Map(entries.map((entry) => [entry.sequence, entry]));
    sequenceById.clear();
    lists.clear();
    for (const entry of entries) {
      sequenceById.set(entry.id, entry.sequence);
      listOf(entry.providerId).push(entry);
    }
    for (const list of lists.values()) list.sort(compareStandings);
    whole = undefined;
    return bySequence;
  }

  function listOf(providerId: string): QueueEntry[] {
    const list = lists.get(providerId) ?? [];
    lists.set(providerId, list);
    return list;
  }

  function gone(sequence: number): void {
    const entry = bySequence?.get(sequence);
    if (entry === undefined) return;
    bySequence?.delete(sequence);
    sequenceById.delete(entry.id);
    const list = listOf(entry.providerId);
    list.splice(placeIn(list, entry), 1);
    whole = undefined;
  }

  return {
    stored(job) {
      if (bySequence === undefined) return;
      const entry = entryOf(job);
      const former = bySequence.get(job.sequence);
      if (former === undefined && entry === undefined) return;
      gone(job.sequence);
      if (entry === undefined) return;
      bySequence.set(entry.sequence, entry);
      sequenceById.set(entry.id, entry.sequence);
      const list = listOf(entry.providerId);
      list.splice(placeIn(list, entry), 0, entry);
      whole = undefined;
    },
    gone,
    renewed() {
      bySequence = undefined;
    },
    ready(providerId, now, limit, except, isWanted = () => true) {
      loaded();
      const ids: string[] = [];
      for (const entry of lists.get(providerId) ?? []) {
        if (ids.length >= limit) break;
        const { id, dueAt, place } = entry;
        if (dueAt <= now && place?.paused !== true && except?.has(id) !== true && isWanted(entry)) ids.push(id);
      }
      return ids;
    },
    list(providerId) {
      loaded();
      if (providerId !== undefined) return lists.get(providerId) ?? [];
      whole ??= [...lists.values()].flat().toSorted(compareStandings);
      return whole;
    },
    entry: (id) => {
      const sequence = (loaded(), sequenceById.get(id));
      return sequence === undefined ? undefined : bySequence?.get(sequence);
    },
    counts(providerId) {
      loaded();
      const list = lists.get(providerId) ?? [];
      return { queued: list.length, paused: list.filter(({ place }) => place?.paused === true).length };
    },
  };
}

function entryOf(job: Job): QueueEntry | undefined {
  if (!isIn(job, 'queued')) return undefined;
  const { id, sequence, place, request } = job;
  const { providerId, modelId, firstFrame } = request;
  const hasPicture = firstFrame?.kind === 'picture';
  return { id, sequence, providerId, modelId, hasPicture, dueAt: job.progress.dueAt, place };
}

/** Where an entry stands in its list, or would stand. */
function placeIn(list: readonly QueueEntry[], entry: QueueEntry): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other !== undefined && compareStandings(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
