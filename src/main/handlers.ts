import { usualSort } from '../shared/clip-query.ts';
import type { Handlers } from '../shared/contract.ts';
import { countDays } from './library/clip-days.ts';
import { recentPrompts } from './library/recent-prompts.ts';
import type { App } from './app.ts';
import type { Studio } from './studio.ts';

/** Contract method → core call. No decisions here. */
export function createHandlers(studio: () => Studio, app: Pick<App, 'enterDemo' | 'leaveDemo'>): Handlers {
  return {
    'session.open': () => studio().openSession(),
    'demo.enter': async () => (await app.enterDemo(), {}),
    'demo.leave': async () => (await app.leaveDemo(), {}),

    'job.get': ({ id }) => studio().acts.get(id),
    'job.chain': ({ id }) => studio().chain(id),
    'job.create': ({ intentId, request, confirmed }) => studio().acts.create(intentId, request, { confirmed }),
    'batch.create': ({ orders, confirmed }) => studio().acts.createMany(orders, confirmed),
    'batch.group': ({ id }) => ({ jobs: studio().inGroup(id) }),
    'picture.take': ({ path }) => studio().takePicture(path),
    'batch.read': (input) => studio().readList(input),
    'job.retry': ({ id, intentId, mayCostTwice, confirmed }) =>
      studio().acts.retry(id, intentId, mayCostTwice, confirmed),
    'job.cancel': ({ id }) => studio().acts.cancel(id),
    'job.fetch': ({ id }) => studio().acts.fetch(id),
    'job.attach': ({ id, remoteId }) => studio().acts.attach(id, remoteId),
    'job.giveUp': ({ id }) => studio().acts.giveUp(id),
    'job.remove': async ({ id }) => (await studio().acts.remove(id), {}),

    'queue.view': (page) => studio().queue.view(page),
    'queue.ids': (range) => ({ ids: studio().queue.ids(range) }),
    'queue.pause': ({ of }) => studio().queue.pause(of),
    'queue.resume': ({ of }) => studio().queue.resume(of),
    'queue.cancel': ({ of }) => studio().queue.cancel(of),
    'queue.move': ({ ids, to }) => studio().queue.move(ids, to),
    'queue.prioritize': ({ ids, priority }) => studio().queue.prioritize(ids, priority),
    'queue.goOn': ({ providerId, rest }) => studio().queue.goOn(providerId, rest),

    'clip.page': ({ query, offset, limit }) => studio().store.clips.page(query, offset, limit),
    'clip.days': ({ query, timeZone }) => ({
      days:
        (query.sort ?? usualSort).by === 'created' ? countDays(studio().store.clips.createdAts(query), timeZone) : [],
    }),
    'clip.facets': ({ query }) => studio().store.clips.facets(query),
    'clip.find': ({ query, id }) => ({ index: studio().store.clips.find(query, id) ?? null }),
    'clip.ids': ({ query, offset, limit }) => ({ ids: studio().store.clips.ids(query, offset ?? 0, limit) }),
    'clip.same': ({ request }) => ({ jobs: studio().store.clips.same(request, 5) }),
    'clip.keep': ({ ids, change }) => studio().library.keep.keep(ids, change),
    'clip.trash': ({ ids }) => studio().library.keep.trash(ids),
    'clip.restore': ({ ids }) => studio().library.keep.restore(ids),
    'clip.undo': ({ undoId }) => studio().library.keep.undo(undoId),
    'trash.empty': ({ ids }) => studio().library.trash.empty(ids),
    'collection.list': () => ({ collections: studio().library.shelf.collections() }),
    'collection.create': ({ name }) => studio().library.shelf.create(name),
    'collection.rename': ({ id, name }) => studio().library.shelf.rename(id, name),
    'collection.remove': ({ id }) => studio().library.shelf.remove(id),
    'search.list': () => ({ searches: studio().library.shelf.searches() }),
    'search.save': (search) => studio().library.shelf.saveSearch(search),
    'search.remove': ({ id }) => (studio().library.shelf.removeSearch(id), {}),

    'disk.read': () => studio().diskUse(),
    'work.current': () => ({ work: studio().work.current() ?? null }),
    'work.cancel': async () => (await studio().work.cancel(), {}),
    'scrub.start': ({ thorough }) => studio().work.scrub(thorough),
    'rebuild.start': () => studio().work.rebuild(),
    'export.start': (request) => studio().work.exportClips(request),
    'move.start': ({ folder }) => studio().work.move(folder),
    'rename.start': () => studio().work.rename(),
    'import.start': ({ path, includeForeign }) => studio().work.importClips(path, includeForeign),

    'key.set': ({ providerId, key, inFile }) => studio().setKey(providerId, key, inFile),
    'key.clear': ({ providerId }) => studio().clearKey(providerId),
    'key.test': ({ providerId }) => studio().testKey(providerId),

    'imageHost.save': (input) => studio().imageHost.save(input),
    'imageHost.clear': () => studio().imageHost.clear(),
    'imageHost.test': () => studio().imageHost.test(),

    'prompts.list': () => ({ prompts: studio().prompts.list() }),
    'prompts.save': (prompt) => studio().prompts.save(prompt),
    'prompts.remove': async ({ id }) => (await studio().prompts.remove(id), {}),
    'prompts.recent': () => ({ prompts: recentPrompts(studio().store.clips) }),
    'draft.read': () => ({ kept: studio().draft.read() ?? null }),
    'draft.keep': async ({ kept }) => (await studio().draft.keep(kept), {}),

    'price.set': (price) => studio().money.setPrice(price),
    'price.remove': (key) => (studio().money.removePrice(key), {}),
    'spending.read': (input) => studio().money.read(input),
    'spending.export': (input) => studio().money.exportList(input),
    'waits.read': () => studio().money.waits(),
    'balances.list': () => ({ balances: studio().money.balances.list() }),
    'balances.renew': async () => ({ balances: await studio().money.balances.renew() }),
    'balance.read': ({ providerId }) => studio().money.balances.read(providerId),

    'proxy.save': (input) => studio().outside.save(input),
    'proxy.test': () => studio().outside.test(),
    'diagnostics.read': () => studio().diagnostics.read(),
    'folder.reveal': async ({ folder }) => (await studio().revealFolder(folder), {}),

    'settings.update': (patch) => studio().updateSettings(patch),
    'settings.chooseLibraryFolder': () => studio().chooseLibraryFolder(),
    'asset.reveal': async ({ id }) => (await studio().reveal(id), {}),
    'asset.open': async ({ id }) => (await studio().openClip(id), {}),
    'asset.drag': async ({ id }) => (await studio().dragOut(id), {}),
    'path.chooseArchive': async () => ({ path: await studio().chooseArchive() }),
    'path.chooseSave': async ({ name }) => ({ path: await studio().chooseSave(name) }),
  } satisfies Handlers;
}
