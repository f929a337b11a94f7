import type { Handlers } from '../shared/contract.ts';
import type { App } from './app.ts';
import type { Studio } from './studio.ts';

/** Contract method → core call. No decisions here. */
export function createHandlers(studio: () => Studio, app: Pick<App, 'enterDemo' | 'leaveDemo'>): Handlers {
  return {
    'session.open': () => studio().openSession(),
    'demo.enter': async () => (await app.enterDemo(), {}),
    'demo.leave': async () => (await app.leaveDemo(), {}),

    'job.list': (query) => studio().store.list(query),
    'job.get': ({ id }) => studio().acts.get(id),
    'job.chain': ({ id }) => studio().chain(id),
    'job.create': ({ intentId, request }) => studio().acts.create(intentId, request),
    'job.retry': ({ id, intentId, mayCostTwice }) => studio().acts.retry(id, intentId, mayCostTwice),
    'job.cancel': ({ id }) => studio().acts.cancel(id),
    'job.fetch': ({ id }) => studio().acts.fetch(id),
    'job.attach': ({ id, remoteId }) => studio().acts.attach(id, remoteId),
    'job.giveUp': ({ id }) => studio().acts.giveUp(id),
    'job.remove': async ({ id }) => (await studio().acts.remove(id), {}),

    'key.set': ({ providerId, key, inFile }) => studio().setKey(providerId, key, inFile),
    'key.clear': ({ providerId }) => studio().clearKey(providerId),
    'key.test': ({ providerId }) => studio().testKey(providerId),

    'imageHost.save': (input) => studio().imageHost.save(input),
    'imageHost.clear': () => studio().imageHost.clear(),
    'imageHost.test': () => studio().imageHost.test(),

    'settings.update': (patch) => studio().updateSettings(patch),
    'settings.chooseLibraryFolder': () => studio().chooseLibraryFolder(),
    'asset.reveal': async ({ id }) => (await studio().reveal(id), {}),
  } satisfies Handlers;
}
