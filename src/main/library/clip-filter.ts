import type { ClipQuery } from '../../shared/clip-query.ts';
import { jobStates } from '../../shared/job.ts';
import { resolutionNames, type ClipColumns } from './clip-columns.ts';

/** The parts of a query that have counts beside them; each is a bit. */
export const part = {
  states: 1,
  providers: 2,
  models: 4,
  modes: 8,
  durations: 16,
  resolutions: 32,
  favourite: 64,
  rating: 128,
  tags: 256,
  collection: 512,
  trashed: 1024,
  /** What has no counts: text, dates, and that the clip is there at all. */
  rest: 2048,
} as const;

/** Which parts of the query a clip does not fit, as bits; 0: the query lists it. */
export type ClipFilter = (row: number) => number;

/** @param text for each row whether its text has the words of the search; absent when nothing is sought */
export function compileFilter(query: ClipQuery, columns: ClipColumns, text: Uint8Array | undefined): ClipFilter {
  const { names } = columns;
  const states = allowed(query.states?.map((state) => jobStates.indexOf(state)));
  const providers = allowed(query.providerIds?.map((id) => names.providers.find(id)));
  const models = allowed(query.modelIds?.map((id) => names.models.find(id)));
  const modes = allowed(query.modes?.map((mode) => (mode === 'image' ? 1 : 0)));
  const durations = allowed(query.durations);
  const resolutions = allowed(query.resolutions?.map((name) => resolutionNames.indexOf(name)));
  const favourite = query.favourite === true ? 1 : 0;
  const minRating = query.minRating ?? 0;
  const tags = query.tags?.map((tag) => names.tags.find(tag));
  const collection = query.collectionId === undefined ? undefined : (names.collections.find(query.collectionId) ?? -1);
  const trashed = query.trashed === true ? 1 : 0;
  const from = query.createdFromAt ?? -Infinity;
  const before = query.createdBeforeAt ?? Infinity;

  return (row) => {
    if (columns.alive[row] === 0 || (text !== undefined && text[row] !== 1)) return part.rest;
    const createdAt = columns.createdAt[row] ?? 0;
    if (createdAt < from || createdAt >= before) return part.rest;
    let fails = 0;
    if (states !== undefined && states[columns.state[row] ?? 0] !== 1) fails |= part.states;
    if (providers !== undefined && providers[columns.provider[row] ?? 0] !== 1) fails |= part.providers;
    if (models !== undefined && models[columns.model[row] ?? 0] !== 1) fails |= part.models;
    if (modes !== undefined && modes[columns.image[row] ?? 0] !== 1) fails |= part.modes;
    if (durations !== undefined && durations[columns.durationSeconds[row] ?? 0] !== 1) fails |= part.durations;
    if (resolutions !== undefined && resolutions[columns.resolution[row] ?? 0] !== 1) fails |= part.resolutions;
    if ((columns.favourite[row] ?? 0) < favourite) fails |= part.favourite;
    if ((columns.rating[row] ?? 0) < minRating) fails |= part.rating;
    if (tags !== undefined && !hasAll(columns.tags[row], tags)) fails |= part.tags;
    if (collection !== undefined && columns.collections[row]?.includes(collection) !== true) fails |= part.collection;
    if (columns.trashed[row] !== trashed) fails |= part.trashed;
    return fails;
  };
}

/** A table from code to 1; absent when the query does not ask. */
function allowed(codes: readonly (number | undefined)[] | undefined): Uint8Array | undefined {
  if (codes === undefined) return undefined;
  const known = codes.filter((code) => code !== undefined && code >= 0);
  const table = new Uint8Array(Math.max(0, ...known.map((code) => code ?? 0)) + 1);
  for (const code of known) if (code !== undefined) table[code] = 1;
  return table;
}

function hasAll(present: readonly number[] | undefined, wanted: readonly (number | undefined)[]): boolean {
  return wanted.every((code) => code !== undefined && present?.includes(code) === true);
}
