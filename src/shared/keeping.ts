import { z } from 'zod';

/**
 * What a person adds to a clip: it never goes to a provider. Part of the job's record, absent until something was
 * added. Pure.
 */

/** Trimmed and composed, so that two tags that look the same are the same. */
export const tagSchema = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u);

const ratingSchema = z.number().int().min(0).max(5);
const noteSchema = z.string().max(10_000);
export const mostTags = 50;

export const keepingSchema = z.object({
  favourite: z.boolean(),
  /** 0: not rated. */
  rating: ratingSchema,
  /** Unique whatever their case. */
  tags: z
    .array(tagSchema)
    .max(mostTags)
    .refine((tags) => new Set(tags.map(foldTag)).size === tags.length),
  note: noteSchema,
  collectionIds: z.array(z.uuid()).max(1000),
  /** Epoch ms. Absent: not in the trash. */
  trashedAt: z.number().optional(),
  /** Epoch ms, set by the core: of two memories of one clip the later one holds. */
  changedAt: z.number(),
});
export type Keeping = z.infer<typeof keepingSchema>;

/** What `clip.keep` changes; what is not named stays. */
export const keepingChangeSchema = z.strictObject({
  favourite: z.boolean().optional(),
  rating: ratingSchema.optional(),
  note: noteSchema.optional(),
  addTags: z.array(tagSchema).max(mostTags).optional(),
  removeTags: z.array(tagSchema).max(mostTags).optional(),
  addToCollection: z.uuid().optional(),
  removeFromCollection: z.uuid().optional(),
});
export type KeepingChange = z.infer<typeof keepingChangeSchema>;

/** Nothing kept yet. */
export function noKeeping(changedAt: number): Keeping {
  return { favourite: false, rating: 0, tags: [], note: '', collectionIds: [], changedAt };
}

/** The form in which two tags are compared. */
export function foldTag(tag: string): string {
  return tag.normalize('NFKC').toLowerCase();
}

/**
 * The keeping after a change; the very same object when nothing changes. Tags beyond the limit are left out, and a tag
 * that is there in another case stays as it is written.
 */
export function changeKeeping(before: Keeping | undefined, change: KeepingChange, at: number): Keeping | undefined {
  const old = before ?? noKeeping(at);
  const next: Keeping = {
    ...old,
    favourite: change.favourite ?? old.favourite,
    rating: change.rating ?? old.rating,
    note: change.note ?? old.note,
    tags: changeTags(old.tags, change.addTags ?? [], change.removeTags ?? []),
    collectionIds: changeCollections(old.collectionIds, change),
  };
  if (isSameKeeping(old, next)) return before;
  return { ...next, changedAt: laterThan(before, at) };
}

/** The keeping in the trash, or out of it; the very same object when it is there already. */
export function trashKeeping(before: Keeping | undefined, trashed: boolean, at: number): Keeping | undefined {
  if ((before?.trashedAt !== undefined) === trashed) return before;
  const { trashedAt: _before, ...rest } = before ?? noKeeping(at);
  return { ...rest, ...(trashed && { trashedAt: at }), changedAt: laterThan(before, at) };
}

/**
 * Takes back what one change did, field by field: what has been changed once more since stays. The very same object
 * when nothing of it is left to take back.
 */
export function undoKeeping(
  now: Keeping | undefined,
  { before, after }: { before: Keeping | undefined; after: Keeping | undefined },
  at: number,
): Keeping | undefined {
  const [current, old, changed] = [now ?? noKeeping(at), before ?? noKeeping(at), after ?? noKeeping(at)];
  const next: Keeping = { ...current };
  if (current.favourite === changed.favourite) next.favourite = old.favourite;
  if (current.rating === changed.rating) next.rating = old.rating;
  if (current.note === changed.note) next.note = old.note;
  if (isSameList(current.tags, changed.tags)) next.tags = old.tags;
  if (isSameList(current.collectionIds, changed.collectionIds)) next.collectionIds = old.collectionIds;
  if (current.trashedAt === changed.trashedAt) {
    delete next.trashedAt;
    if (old.trashedAt !== undefined) next.trashedAt = old.trashedAt;
  }
  return isSameKeeping(current, next) ? now : { ...next, changedAt: laterThan(now, at) };
}

/** Clocks stand still and jump back; of two changes the later one must still look later. */
function laterThan(before: Keeping | undefined, at: number): number {
  return before === undefined ? at : Math.max(at, before.changedAt + 1);
}

/** Whether two say the same; when they were said does not count. */
export function isSameKeeping(one: Keeping | undefined, other: Keeping | undefined): boolean {
  const a = one ?? noKeeping(0);
  const b = other ?? noKeeping(0);
  return (
    a.favourite === b.favourite &&
    a.rating === b.rating &&
    a.note === b.note &&
    a.trashedAt === b.trashedAt &&
    isSameList(a.tags, b.tags) &&
    isSameList(a.collectionIds, b.collectionIds)
  );
}

/** The later word of two memories of one clip. */
export function laterKeeping(one: Keeping | undefined, other: Keeping | undefined): Keeping | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.changedAt > one.changedAt ? other : one;
}

function changeTags(tags: readonly string[], added: readonly string[], removed: readonly string[]): string[] {
  // What is added and removed at once is meant to be there.
  const wanted = new Set(added.map(foldTag));
  const gone = new Set(removed.map(foldTag).filter((tag) => !wanted.has(tag)));
  const next = tags.filter((tag) => !gone.has(foldTag(tag)));
  const present = new Set(next.map(foldTag));
  for (const tag of added) {
    if (present.has(foldTag(tag)) || next.length >= mostTags) continue;
    present.add(foldTag(tag));
    next.push(tag);
  }
  return next;
}

function changeCollections(ids: readonly string[], change: KeepingChange): string[] {
  const { addToCollection: added, removeFromCollection: removed } = change;
  const next = ids.filter((id) => id !== removed || id === added);
  if (added !== undefined && !next.includes(added)) next.push(added);
  return next;
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, place) => value === other[place]);
}
