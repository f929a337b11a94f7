import { join } from 'node:path';
import type { JobChain, Output, Session } from '../shared/contract.ts';
import { says } from '../shared/sentence.ts';
import { onlyShown } from './reading-handlers.ts';
import { createContent } from './content/content.ts';
import { readDiskUse } from './disk-use.ts';
import { createFileActs, type FileActs } from './file-acts.ts';
import type { Host } from './host.ts';
import { openDataFolder } from './library/data-folder.ts';
import { readEnvironment } from './library/environment.ts';
import type { JobStore } from './library/job-store.ts';
import { createKeyStore } from './library/key-store.ts';
import { createLineage } from './library/lineage.ts';
import { createMediaStore } from './library/media-store.ts';
import { newerVersionOf } from './library/newer-format.ts';
import { createPictureStore } from './library/picture-store.ts';
import { openReadingStore } from './library/reading-store.ts';
import { createSettingsStore } from './library/settings-store.ts';
import { createProviderAccess } from './provider-access.ts';
import { createReadingMoney, type ReadingMoney } from './reading-money.ts';
import { findProvider, priceTableVersion, providers } from './providers/index.ts';

/**
 * A library that a newer version has written: it is listed, searched and played, and not one byte of it changes. There
 * is no engine in here, no key is opened, and nothing is sent.
 */
export interface ReadingStudio extends Pick<FileActs, 'reveal' | 'openClip' | 'dragOut'> {
  readonly store: JobStore;
  readonly money: ReadingMoney;
  chain(jobId: string): JobChain;
  diskUse(): Promise<Output<'disk.read'>>;
  openSession(): Promise<Session>;
  respond(request: Request): Promise<Response>;
  close(): void;
}

export interface ReadingOptions {
  rendererFolder: string;
  connectSources: readonly string[];
}

const firstPage = 100;

/**
 * Undefined when the database is one that this version may change.
 *
 * @throws {FailureError} when another Conch has the data folder, or when there is no room for a copy
 */
export async function openReadingStudio(host: Host, options: ReadingOptions): Promise<ReadingStudio | undefined> {
  if (newerVersionOf(join(host.dataFolder, 'conch.db')) === undefined) return undefined;
  // Taken all the same: a newer Conch that starts now would change what is being shown.
  const folder = await openDataFolder(host.dataFolder);
  try {
    return assemble(host, options, () => folder.release());
  } catch (thrown) {
    folder.release();
    throw thrown;
  }
}

function assemble(host: Host, { rendererFolder, connectSources }: ReadingOptions, release: () => void): ReadingStudio {
  const { dataFolder, clock, log } = host;
  const settings = createSettingsStore(host.settings, join(dataFolder, 'settings.json'));
  const fromEnvironment = readEnvironment(
    host.environment,
    providers.map(({ id }) => id),
  );
  // Never loaded: no stored key is opened, and none sealed anew.
  const keys = createKeyStore({ folder: dataFolder, environment: {}, log });
  const access = createProviderAccess({ providers, keys, settings, fromEnvironment, secrets: () => [], clock });
  const { store, close } = openReadingStore(dataFolder);
  const media = createMediaStore({
    folder: () => settings.get().libraryFolder ?? join(dataFolder, 'library'),
    dataFolder,
    version: host.version,
    providerName: (id) => findProvider(id)?.name ?? id,
  });
  const job = (id: string) => store.get(id);
  const content = createContent({
    rendererFolder,
    connectSources,
    job,
    media,
    pictures: createPictureStore(join(dataFolder, 'pictures')),
    posterMade: () => {},
  });

  return {
    store,
    money: createReadingMoney(store, clock),
    chain: createLineage(store).chain,
    ...createFileActs({ host, media, job }),
    diskUse: () => readDiskUse(store, media),
    async respond(request) {
      if (/^(GET|HEAD)$/.test(request.method)) return content(request);
      // Posters and pictures: kept another time.
      return new Response('This library is only shown.', {
        status: 403,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    },
    async openSession() {
      const freeBytes = await media.freeBytes();
      return {
        version: host.version,
        host: host.kind,
        abilities: host.abilities,
        demo: false,
        firstStart: false,
        readOnly: {
          why: says(...onlyShown),
        },
        providers: access.views(),
        priceTableVersion,
        settings: settings.get(),
        imageHost: {
          configured: settings.get().imageHost !== undefined,
          keyState: keys.state('image-host'),
          leftBehind: 0,
        },
        proxy: { passwordState: { source: 'none' } },
        dataFolder,
        libraryFolder: media.folder(),
        ...(freeBytes !== undefined && { freeBytes }),
        mediaBase: '/media',
        counts: store.counts(),
        page: store.clips.page({}, 0, firstPage),
        notices: settings.notices,
      };
    },
    close() {
      close();
      release();
    },
  };
}
