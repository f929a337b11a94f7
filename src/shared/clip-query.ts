import { z } from 'zod';
import { jobSchema, jobStateSchema } from './job.ts';
import { tagSchema } from './keeping.ts';
import { durationSchema, resolutionSchema } from './model.ts';
import { providerIdSchema } from './request.ts';

/**
 * Which clips, and in what order. A field that is absent asks for nothing; between fields all must hold, within a list
 * any may (but of `tags` all must). JSON, so that it can be kept as a saved search and stand in an address.
 */

export const clipModeSchema = z.enum(['text', 'image']);
export type ClipMode = z.infer<typeof clipModeSchema>;

export const clipSortKeys = [
  'created',
  'prompt',
  'provider',
  'state',
  'duration',
  'size',
  'rating',
  'finished',
] as const;
export const clipSortSchema = z.strictObject({ by: z.enum(clipSortKeys), descending: z.boolean() });
/**
 * By `created` it is the time that the clip carries, so that clips from elsewhere stand among those of their day; equal
 * times go by the order of making. All other orders fall back on it, newest first. What a clip lacks comes last.
 */
export type ClipSort = z.infer<typeof clipSortSchema>;
export type ClipSortKey = ClipSort['by'];

/** Newest first. */
export const usualSort: ClipSort = { by: 'created', descending: true };

export const clipQuerySchema = z.strictObject({
  /** All words must occur in the prompt, the note, the tags, the file's name or the provider's id; anywhere, in any case. */
  search: z.string().max(1000).optional(),
  states: z.array(jobStateSchema).max(20).optional(),
  providerIds: z.array(providerIdSchema).max(50).optional(),
  modelIds: z.array(z.string().min(1).max(100)).max(200).optional(),
  /** `image`: with a first frame. */
  modes: z.array(clipModeSchema).max(2).optional(),
  /** Epoch ms, inclusive. */
  createdFromAt: z.number().optional(),
  /** Epoch ms, exclusive. */
  createdBeforeAt: z.number().optional(),
  durations: z.array(durationSchema).max(2).optional(),
  resolutions: z.array(resolutionSchema).max(2).optional(),
  favourite: z.literal(true).optional(),
  minRating: z.number().int().min(1).max(5).optional(),
  /** All of them, in any case. */
  tags: z.array(tagSchema).max(50).optional(),
  collectionId: z.uuid().optional(),
  /** Only what is in the trash; absent: only what is not. */
  trashed: z.literal(true).optional(),
  sort: clipSortSchema.optional(),
});
export type ClipQuery = z.infer<typeof clipQuerySchema>;

/** How many clips the window asks for at once: a screen full and a little more, because a letter in the search waits for all of them. */
export const clipsPerPage = 50;
export const mostPerPage = 500;
/** More clips than anybody picks by hand; one act may concern so many. */
export const mostIds = 100_000;

export const clipPageSchema = z.object({
  jobs: z.array(jobSchema),
  offset: z.number(),
  /** How many match in all. */
  total: z.number(),
  /** Another number than on an earlier page of the same query: the list has changed since, places may have moved. */
  revision: z.number(),
});
export type ClipPage = z.infer<typeof clipPageSchema>;

const numbers = z.record(z.string(), z.number());

/**
 * How many clips each choice would list together with the rest of the query, the choice's own field left out. Zeros
 * are not named.
 */
export const clipFacetsSchema = z.object({
  states: numbers,
  providers: numbers,
  models: numbers,
  modes: numbers,
  durations: numbers,
  resolutions: numbers,
  /** By lowest rating: `{3: n}` says that n clips have three or more. */
  ratings: numbers,
  favourites: z.number(),
  /** The 200 most used among what the query lists, its own tags included; the most used first. */
  tags: z.array(z.object({ tag: z.string(), count: z.number() })),
  /** By collection id. */
  collections: numbers,
  /** What the query would list in the trash. */
  trashed: z.number(),
  /** What the query lists. */
  total: z.number(),
  /** All clips that are not in the trash, whatever the query says. */
  all: z.number(),
});
export type ClipFacets = z.infer<typeof clipFacetsSchema>;

export const collectionSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  /** Epoch ms. */
  createdAt: z.number(),
});
export type Collection = z.infer<typeof collectionSchema>;

export const savedSearchSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  query: clipQuerySchema,
  createdAt: z.number(),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;
