import type { ClipFacets, ClipQuery, Collection } from '../../shared/clip-query.ts';
import type { ProviderView } from '../../shared/contract.ts';
import { jobStates, type JobState } from '../../shared/job.ts';
import { foldTag } from '../../shared/keeping.ts';
import { key, t } from '../texts/index.ts';
import { seconds } from '../texts/format.ts';

/** The choices that the window offers for a query, as data. Pure. */

export type Change = { [K in keyof ClipQuery]?: ClipQuery[K] | undefined };

export interface Choice {
  name: string;
  isChosen: boolean;
  count: number | undefined;
  /** What choosing it, or taking it back, changes in the query. */
  change: Change;
}

export interface ChoiceGroup {
  name: string;
  choices: Choice[];
}

export interface Surroundings {
  providers: readonly ProviderView[];
  collections: readonly Collection[];
}

const stateNames: Record<JobState, string> = {
  queued: key('Queued'),
  submitting: key('Sending'),
  waiting: key('Waiting or generating'),
  downloading: key('Downloading'),
  done: key('Done'),
  failed: key('Failed'),
  canceled: key('Canceled'),
  unknown: key('Needs attention'),
};

export function choiceGroups(
  query: ClipQuery,
  facets: ClipFacets | undefined,
  { providers, collections }: Surroundings,
): ChoiceGroup[] {
  const group = (name: string, choices: Choice[]): ChoiceGroup => ({ name, choices });
  return [
    group(
      t('State'),
      many(query, 'states', jobStates, (state) => t(stateNames[state]), facets?.states),
    ),
    group(
      t('Provider'),
      many(
        query,
        'providerIds',
        providers.map(({ id }) => id),
        nameOf(providers),
        facets?.providers,
      ),
    ),
    group(
      t('Model'),
      many(query, 'modelIds', modelIds(providers, facets, query), modelName(providers), facets?.models),
    ),
    group(
      t('Made from', { context: 'filter' }),
      many(query, 'modes', ['text', 'image'] as const, (mode) => t(modeNames[mode]), facets?.modes),
    ),
    group(t('Length'), many(query, 'durations', [6, 10] as const, seconds, facets?.durations)),
    group(t('Resolution'), many(query, 'resolutions', ['768P', '1080P'] as const, String, facets?.resolutions)),
    group(t('Rating'), ratingChoices(query, facets)),
    group(t('Tags'), tagChoices(query, facets)),
    group(t('Collections'), collectionChoices(query, facets, collections)),
    group(t('Kept', { context: 'filter' }), keptChoices(query, facets)),
  ].filter(({ choices }) => choices.length > 0);
}

const modeNames = { text: key('Text only'), image: key('A first frame') };

type ListName = 'states' | 'providerIds' | 'modelIds' | 'modes' | 'durations' | 'resolutions';
type ValueOf<N extends ListName> = NonNullable<ClipQuery[N]>[number];

function many<N extends ListName>(
  query: ClipQuery,
  name: N,
  values: readonly ValueOf<N>[],
  word: (value: ValueOf<N>) => string,
  counts: Readonly<Record<string, number>> | undefined,
): Choice[] {
  const chosen: readonly unknown[] = query[name] ?? [];
  return values.map((value) => {
    const isChosen = chosen.includes(value);
    const next = isChosen ? chosen.filter((other) => other !== value) : [...chosen, value];
    return {
      name: word(value),
      isChosen,
      count: counts && (counts[String(value)] ?? 0),
      change: { [name]: next.length === 0 ? undefined : next },
    };
  });
}

function nameOf(named: readonly { id: string; name: string }[]): (id: string) => string {
  return (id) => named.find((one) => one.id === id)?.name ?? id;
}

/** Two providers may call different models by the same name; then the provider's is added. */
function modelName(providers: readonly ProviderView[]): (id: string) => string {
  const all = providers.flatMap(({ name: providerName, models }) =>
    models.map(({ id, name }) => ({ id, name, providerName })),
  );
  return (id) => {
    const model = all.find((one) => one.id === id);
    if (model === undefined) return id;
    const isShared = all.some((one) => one.name === model.name && one.id !== id);
    return isShared ? `${model.name} (${model.providerName})` : model.name;
  };
}

/** Also those that no provider offers any more, where there are clips of them. */
function modelIds(providers: readonly ProviderView[], facets: ClipFacets | undefined, query: ClipQuery): string[] {
  const offered = providers.flatMap(({ models }) => models.map(({ id }) => id));
  return [...new Set([...offered, ...Object.keys(facets?.models ?? {}), ...(query.modelIds ?? [])])];
}

function ratingChoices({ minRating }: ClipQuery, facets: ClipFacets | undefined): Choice[] {
  return [5, 4, 3, 2, 1].map((rating) => ({
    name: rating === 5 ? t('{{count}} stars', { count: 5 }) : t('{{rating}} or more', { rating }),
    isChosen: minRating === rating,
    count: facets && (facets.ratings[rating] ?? 0),
    change: { minRating: minRating === rating ? undefined : rating },
  }));
}

/** The ones in use, and those that are chosen although nothing that is listed has them. */
function tagChoices({ tags = [] }: ClipQuery, facets: ClipFacets | undefined): Choice[] {
  const counted = facets?.tags ?? [];
  const missing = tags.filter((tag) => !counted.some((one) => foldTag(one.tag) === foldTag(tag)));
  return [...missing.map((tag) => ({ tag, count: 0 })), ...counted].map(({ tag, count }) => {
    const rest = tags.filter((other) => foldTag(other) !== foldTag(tag));
    const isChosen = rest.length < tags.length;
    const next = isChosen ? rest : [...tags, tag];
    return { name: tag, isChosen, count, change: { tags: next.length === 0 ? undefined : next } };
  });
}

function collectionChoices(
  { collectionId }: ClipQuery,
  facets: ClipFacets | undefined,
  collections: readonly Collection[],
): Choice[] {
  return collections.map(({ id, name }) => ({
    name,
    isChosen: collectionId === id,
    count: facets && (facets.collections[id] ?? 0),
    change: { collectionId: collectionId === id ? undefined : id },
  }));
}

function keptChoices({ favourite, trashed }: ClipQuery, facets: ClipFacets | undefined): Choice[] {
  return [
    {
      name: t('Favourites'),
      isChosen: favourite === true,
      count: facets?.favourites,
      change: { favourite: favourite === true ? undefined : true },
    },
    {
      name: t('In the trash'),
      isChosen: trashed === true,
      count: facets?.trashed,
      change: { trashed: trashed === true ? undefined : true },
    },
  ];
}

/** Every choice that is on, for the row of chips. */
export function chosenIn(groups: readonly ChoiceGroup[]): Choice[] {
  return groups.flatMap(({ choices }) => choices.filter(({ isChosen }) => isChosen));
}
