import { usualSort, type ClipFacets, type ClipQuery } from '../../shared/clip-query.ts';
import { jobStates, type Job } from '../../shared/job.ts';
import { foldTag } from '../../shared/keeping.ts';
import { factsOf, promptKeyOf, textOf } from './clip-facts.ts';
import { foldText } from './job-search.ts';

/** What the index of clips has to answer, worked out over an array of all jobs with nothing remembered. */

export function plainList(jobs: readonly Job[], query: ClipQuery): Job[] {
  const { by, descending } = query.sort ?? usualSort;
  const words = foldText(query.search ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const listed = jobs.filter((job) => {
    const facts = factsOf(job);
    return (
      words.every((word) => textOf(job).includes(word)) &&
      (query.states?.includes(facts.state) ?? true) &&
      (query.providerIds?.includes(facts.providerId) ?? true) &&
      (query.modelIds?.includes(facts.modelId) ?? true) &&
      (query.modes?.includes(facts.mode) ?? true) &&
      facts.createdAt >= (query.createdFromAt ?? -Infinity) &&
      facts.createdAt < (query.createdBeforeAt ?? Infinity) &&
      (query.durations === undefined || query.durations.some((seconds) => seconds === facts.durationSeconds)) &&
      (query.resolutions === undefined || query.resolutions.some((name) => name === facts.resolution)) &&
      (query.favourite !== true || facts.favourite) &&
      facts.rating >= (query.minRating ?? 0) &&
      (query.tags ?? []).every((tag) => facts.tags.some((other) => foldTag(other) === foldTag(tag))) &&
      (query.collectionId === undefined || facts.collectionIds.includes(query.collectionId)) &&
      (facts.trashedAt !== null) === (query.trashed === true)
    );
  });
  const keyOf = (job: Job): string | number | null => {
    const facts = factsOf(job);
    const keys = {
      created: facts.createdAt,
      prompt: Buffer.from(promptKeyOf(job)).toString('hex'),
      provider: facts.providerId,
      state: jobStates.indexOf(facts.state),
      duration: facts.durationSeconds,
      size: facts.sizeBytes,
      rating: facts.rating === 0 ? null : facts.rating,
      finished: facts.finishedAt,
    };
    return keys[by];
  };
  return listed.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a !== b) {
      if (a === null) return 1;
      if (b === null) return -1;
      return (a < b ? -1 : 1) * (descending ? -1 : 1);
    }
    if (by === 'created') return (one.sequence - other.sequence) * (descending ? -1 : 1);
    return other.createdAt - one.createdAt || other.sequence - one.sequence;
  });
}

const without = (query: ClipQuery, ...names: (keyof ClipQuery)[]): ClipQuery =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !(names as string[]).includes(name)));

export function plainFacets(jobs: readonly Job[], query: ClipQuery): ClipFacets {
  const count = (keys: (string | null)[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const key of keys) if (key !== null) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  const facts = (...left: (keyof ClipQuery)[]) => plainList(jobs, without(query, ...left)).map(factsOf);
  const lowest: Record<string, number> = {};
  for (const rating of [1, 2, 3, 4, 5]) {
    const number = facts('minRating').filter((clip) => clip.rating >= rating).length;
    if (number > 0) lowest[rating] = number;
  }
  return {
    states: count(facts('states').map(({ state }) => state)),
    providers: count(facts('providerIds').map(({ providerId }) => providerId)),
    models: count(facts('modelIds').map(({ modelId }) => modelId)),
    modes: count(facts('modes').map(({ mode }) => mode)),
    durations: count(facts('durations').map(({ durationSeconds }) => durationSeconds && String(durationSeconds))),
    resolutions: count(facts('resolutions').map(({ resolution }) => resolution)),
    ratings: lowest,
    favourites: facts('favourite').filter(({ favourite }) => favourite).length,
    tags: Object.entries(count(facts().flatMap(({ tags }) => tags.map(foldTag))))
      .map(([tag, number]) => ({ tag, count: number }))
      .toSorted((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1)),
    collections: count(facts('collectionId').flatMap(({ collectionIds }) => [...collectionIds])),
    trashed: plainList(jobs, { ...without(query, 'trashed'), trashed: true }).length,
    total: facts().length,
    all: plainList(jobs, {}).length,
  };
}
