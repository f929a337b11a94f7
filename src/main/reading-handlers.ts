import { usualSort } from '../shared/clip-query.ts';
import { methods, type Handlers } from '../shared/contract.ts';
import { failure, FailureError } from '../shared/failure.ts';
import { sentence } from '../shared/sentence.ts';
import { countDays } from './library/clip-days.ts';
import { recentPrompts } from './library/recent-prompts.ts';
import type { ReadingStudio } from './reading-studio.ts';

/** What can be done while a newer version's library is only read; everything else is refused, whatever comes later. */
export function createReadingHandlers(studio: ReadingStudio): Handlers {
  const { store } = studio;
  const answered = {
    'session.open': () => studio.openSession(),
    'job.get': ({ id }) => {
      const job = store.get(id);
      if (job === undefined) throw gone();
      return job;
    },
    'job.chain': ({ id }) => studio.chain(id),
    'clip.page': ({ query, offset, limit }) => store.clips.page(query, offset, limit),
    'clip.days': ({ query, timeZone }) => ({
      days: (query.sort ?? usualSort).by === 'created' ? countDays(store.clips.createdAts(query), timeZone) : [],
    }),
    'clip.facets': ({ query }) => store.clips.facets(query),
    'clip.find': ({ query, id }) => ({ index: store.clips.find(query, id) ?? null }),
    'clip.ids': ({ query, offset, limit }) => ({ ids: store.clips.ids(query, offset ?? 0, limit) }),
    'clip.same': ({ request }) => ({ jobs: store.clips.same(request, 5) }),
    'collection.list': () => ({ collections: store.shelf.collections() }),
    'search.list': () => ({ searches: store.shelf.searches() }),
    'prompts.list': () => ({ prompts: [] }),
    'prompts.recent': () => ({ prompts: recentPrompts(store.clips) }),
    'draft.read': () => ({ kept: null }),
    'disk.read': () => studio.diskUse(),
    'queue.view': (page) => studio.money.queue(page),
    'spending.read': (input) => studio.money.spending(input),
    'waits.read': () => studio.money.waits(),
    // No key is opened in here, so there is no account to speak of, and nobody is asked.
    'balances.list': () => ({ balances: [] }),
    'balances.renew': () => ({ balances: [] }),
    'work.current': () => ({ work: null }),
    'asset.reveal': async ({ id }) => (await studio.reveal(id), {}),
    'asset.open': async ({ id }) => (await studio.openClip(id), {}),
    'asset.drag': async ({ id }) => (await studio.dragOut(id), {}),
  } satisfies Partial<Handlers>;
  const refused = Object.fromEntries(Object.keys(methods).map((method) => [method, refuse])) as unknown as Handlers;
  return { ...refused, ...answered };
}

/** What a newer version's library is opened with, and what every act on it is refused with. */
export const onlyShown = [
  sentence('This library was last used by a newer version of Conch, so this one only shows it and changes nothing.'),
  sentence('Install the newer version to go on with it.'),
];

function refuse(): never {
  throw new FailureError(failure('invalid-request', onlyShown, { stage: 'local' }));
}

function gone(): FailureError {
  return new FailureError(
    failure('invalid-request', sentence('This clip is not in the library any more.'), { stage: 'local' }),
  );
}
