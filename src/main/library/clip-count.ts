import type { ClipFacets } from '../../shared/clip-query.ts';
import { jobStates } from '../../shared/job.ts';
import { resolutionNames, type ClipColumns } from './clip-columns.ts';
import { part, type ClipFilter } from './clip-filter.ts';

const mostTags = 200;

/** The counts beside each filter, in one walk over all rows. */
export function countFacets(columns: ClipColumns, filter: ClipFilter): ClipFacets {
  const { names } = columns;
  const states = new Uint32Array(jobStates.length);
  const providers = new Uint32Array(names.providers.size());
  const models = new Uint32Array(names.models.size());
  const modes = new Uint32Array(2);
  const durations = new Uint32Array(256);
  const resolutions = new Uint32Array(resolutionNames.length);
  const ratings = new Uint32Array(6);
  const tags = new Uint32Array(names.tags.size());
  const collections = new Uint32Array(names.collections.size());
  let favourites = 0;
  let trashed = 0;
  let total = 0;
  let all = 0;

  for (let row = 0; row < columns.rows; row += 1) {
    if (columns.alive[row] === 1 && columns.trashed[row] === 0) all += 1;
    const fails = filter(row);
    if (fails === 0) {
      total += 1;
      add(tags, columns.tags[row]);
    }
    // A clip counts for a part when it is the only one that it does not fit, or when it fits them all.
    if ((fails & ~part.states) === 0) bump(states, columns.state[row]);
    if ((fails & ~part.providers) === 0) bump(providers, columns.provider[row]);
    if ((fails & ~part.models) === 0) bump(models, columns.model[row]);
    if ((fails & ~part.modes) === 0) bump(modes, columns.image[row]);
    if ((fails & ~part.durations) === 0) bump(durations, columns.durationSeconds[row]);
    if ((fails & ~part.resolutions) === 0) bump(resolutions, columns.resolution[row]);
    if ((fails & ~part.rating) === 0) bump(ratings, columns.rating[row]);
    if ((fails & ~part.collection) === 0) add(collections, columns.collections[row]);
    if ((fails & ~part.favourite) === 0 && columns.favourite[row] === 1) favourites += 1;
    if ((fails & ~part.trashed) === 0 && columns.trashed[row] === 1) trashed += 1;
  }

  return {
    states: named(states, (code) => jobStates[code]),
    providers: named(providers, names.providers.nameOf),
    models: named(models, names.models.nameOf),
    modes: named(modes, (code) => (code === 1 ? 'image' : 'text')),
    durations: named(durations, (code) => (code === 0 ? undefined : String(code))),
    resolutions: named(resolutions, (code) => (code === 0 ? undefined : resolutionNames[code])),
    ratings: named(atLeast(ratings), (code) => (code === 0 ? undefined : String(code))),
    favourites,
    tags: [...tags.entries()]
      .filter(([, count]) => count > 0)
      .map(([code, count]) => ({ tag: names.tags.nameOf(code), count }))
      .toSorted((one, other) => other.count - one.count || (one.tag < other.tag ? -1 : 1))
      .slice(0, mostTags),
    collections: named(collections, names.collections.nameOf),
    trashed,
    total,
    all,
  };
}

function bump(counts: Uint32Array, code: number | undefined): void {
  if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
}

function add(counts: Uint32Array, codes: readonly number[] | undefined): void {
  if (codes !== undefined) for (const code of codes) bump(counts, code);
}

/** From "exactly so many" to "so many or more". */
function atLeast(counts: Uint32Array): Uint32Array {
  const sums = counts.slice();
  for (let place = sums.length - 2; place >= 0; place -= 1) sums[place] = (sums[place] ?? 0) + (sums[place + 1] ?? 0);
  return sums;
}

function named(counts: Uint32Array, nameOf: (code: number) => string | undefined): Record<string, number> {
  const result: [string, number][] = [];
  counts.forEach((count, code) => {
    const name = nameOf(code);
    if (count > 0 && name !== undefined) result.push([name, count]);
  });
  return Object.fromEntries(result);
}
