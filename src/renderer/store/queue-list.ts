import type { Job } from '../../shared/job.ts';

/** The order of the queue as far as it has been read: one place for each clip, a hole where nothing is known. Pure. */
export interface QueueList {
  readonly order: readonly (string | undefined)[];
  readonly jobs: ReadonlyMap<string, Job>;
}

export interface QueuePart {
  readonly offset: number;
  readonly total: number;
  readonly jobs: readonly Job[];
}

/** As many as are asked for at once. */
export const queuePageSize = 50;

export const emptyQueueList: QueueList = { order: [], jobs: new Map() };

/** Read anew: what else was known is not to be relied on, because the head of the queue leaves all the time. */
export function freshQueue(parts: readonly QueuePart[]): QueueList {
  const total = parts.at(-1)?.total ?? 0;
  return parts.reduce(withPart, { order: Array.from<undefined>({ length: total }), jobs: new Map() });
}

/** A further part goes into its places; a clip stands in one place only. */
export function withPart({ order, jobs }: QueueList, part: QueuePart): QueueList {
  const ids = new Set(part.jobs.map(({ id }) => id));
  const next = Array.from({ length: part.total }, (_, place) => {
    const id = order[place];
    return id !== undefined && ids.has(id) ? undefined : id;
  });
  part.jobs.forEach(({ id }, index) => {
    if (part.offset + index < next.length) next[part.offset + index] = id;
  });
  const known = new Set(next.filter((id) => id !== undefined));
  const kept = [...jobs].filter(([id]) => known.has(id));
  return { order: next, jobs: new Map([...kept, ...part.jobs.map((job) => [job.id, job] as const)]) };
}

/** The parts to ask for so that these places, first and last, are known. */
export function missingParts({ order }: Pick<QueueList, 'order'>, from: number, to: number): number[] {
  return partsOf(from, Math.min(to, order.length - 1)).filter((offset) =>
    order.slice(Math.max(from, offset), Math.min(to + 1, offset + queuePageSize)).includes(undefined),
  );
}

/** Where the parts begin that hold these places. */
export function partsOf(from: number, to: number): number[] {
  const first = Math.max(0, Math.floor(from / queuePageSize));
  const last = Math.max(first, Math.floor(Math.max(to, 0) / queuePageSize));
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * queuePageSize);
}

/** A clip has changed; one that has left the queue leaves its place at once, before the queue is read again. */
export function withQueuedJob(list: QueueList, job: Job): QueueList {
  if (!list.jobs.has(job.id)) return list;
  if (job.progress.state === 'queued') return { ...list, jobs: new Map(list.jobs).set(job.id, job) };
  const jobs = new Map(list.jobs);
  jobs.delete(job.id);
  return { order: list.order.filter((id) => id !== job.id), jobs };
}
