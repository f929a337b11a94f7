import type { Job } from '../../shared/job.ts';
import { foldTag, noKeeping, type Keeping } from '../../shared/keeping.ts';

/** What several clips have in common. Pure. */
export interface SharedKeeping {
  /** True where all of them are. */
  isFavourite: boolean;
  /** Undefined where they differ. */
  rating: number | undefined;
  /** On all of them. */
  tags: string[];
  collectionIds: string[];
}

export function sharedKeeping(jobs: readonly Job[]): SharedKeeping {
  const all = jobs.map(({ keeping }): Keeping => keeping ?? noKeeping(0));
  const [first = noKeeping(0)] = all;
  return {
    isFavourite: all.length > 0 && all.every(({ favourite }) => favourite),
    rating: all.every(({ rating }) => rating === first.rating) ? first.rating : undefined,
    tags: first.tags.filter((tag) => all.every(({ tags }) => tags.some((other) => foldTag(other) === foldTag(tag)))),
    collectionIds: first.collectionIds.filter((id) => all.every(({ collectionIds }) => collectionIds.includes(id))),
  };
}
