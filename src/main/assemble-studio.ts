import { join } from 'node:path';
import type { Session } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { createListReader } from './batch/list-reader.ts';
import { takePicture } from './batch/take-picture.ts';
import { createBalanceSource } from './balance-source.ts';
import { createContent } from './content/content.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { createFileActs } from './file-acts.ts';
import type { Host } from './host.ts';
import { createJobActs } from './jobs/acts.ts';
import { createLedger } from './jobs/ledger.ts';
import type { DataFolder } from './library/data-folder.ts';
import type { DiskReserve } from './library/disk-reserve.ts';
import { openDraftFile } from './library/draft-file.ts';
import { createGroups } from './library/groups.ts';
import { createLineage } from './library/lineage.ts';
import { createLibraryFolders } from './library/library-folders.ts';
import { createMediaStore } from './library/media-store.ts';
import { createPictureStore } from './library/picture-store.ts';
import { openPromptBook } from './library/prompt-book.ts';
import { createSettingsStore } from './library/settings-store.ts';
import { createShelfFile } from './library/shelf-file.ts';
import { createTagging } from './library/tag-part.ts';
import { createSidecarWriter } from './library/sidecar-writer.ts';
import { openMemories } from './memories.ts';
import { closedIn, createMoney } from './money.ts';
import { createLibraryActs, discardFor } from './library-acts.ts';
import { createLibraryWork } from './library-work.ts';
import { createJobNews } from './job-news.ts';
import { readDiskUse } from './disk-use.ts';
import { createJobNotices } from './job-notices.ts';
import { createProviderActs } from './provider-acts.ts';
import { openOutgoing } from './outgoing.ts';
import { findProvider, providers } from './providers/index.ts';
import { createQueue } from './queue.ts';
import { openSession } from './session.ts';
import { createStepTools } from './step-tools.ts';
import type { Studio, StudioOptions } from './studio.ts';

/** Puts the parts of a studio together. Nothing is decided here, and nothing is told to the window before it stands. */
export async function assembleStudio(
  host: Host,
  { demo, announce, rendererFolder, connectSources }: StudioOptions,
  { reserve, folder }: { reserve: DiskReserve; folder: DataFolder },
): Promise<Studio> {
  const { log, clock } = host;
  const settings = createSettingsStore(host.settings, join(host.dataFolder, 'settings.json'));
  const libraryFolder = (): string => settings.get().libraryFolder ?? join(host.dataFolder, 'library');
  const media = createMediaStore({
    folder: libraryFolder,
    dataFolder: host.dataFolder,
    version: host.version,
    providerName: (id) => findProvider(id)?.name ?? id,
    nameTemplate: () => settings.get().clipNameTemplate,
    collectionName: (id) => store.shelf.collections().find((collection) => collection.id === id)?.name,
  });
  const pictures = createPictureStore(join(host.dataFolder, 'pictures'));
  const { keys, access, imageHost, outside, connections, ...outgoing } = await openOutgoing({
    host,
    settings,
    pictures,
    job: (id) => ledger.get(id),
    announce,
    wake: () => engine.wake(),
    wakeUploads: () => engine.wakeUploads(),
  });
  const diagnostics = createDiagnostics({
    clips: (query, offset, limit) => store.clips.page(query, offset, limit),
    openSession: () => session(),
    queue: () => queue.view({ offset: 0, limit: 1 }),
    now: () => clock.now(),
  });
  const raise = (value: Failure): void => {
    diagnostics.raised(value);
    announce({ event: 'notice.raised', payload: { failure: value } });
  };
  const memories = openMemories({
    host,
    libraryFolders: createLibraryFolders(host.dataFolder).all(libraryFolder()),
    originOf: outgoing.originOf,
    hasRoom: async () => (await reserve.shortage()) === undefined,
    raise,
    mended: () => announce({ event: 'clips.changed', payload: { counts: store.counts() } }),
  });
  const { store, journal, journalFolder } = memories;
  const jobNotices = createJobNotices({
    acts: host.acts,
    canNotify: host.abilities.notify,
    settings,
    languages: host.languages ?? [],
    counts: store.counts,
    inTheMaking: () => store.inState('queued', 'submitting', 'waiting', 'downloading'),
    clock,
  });
  const lineage = createLineage(store);
  const groups = createGroups(store);
  const news = createJobNews({
    announce,
    counts: store.counts,
    lineage,
    groups,
    notify: jobNotices.changed,
    queueChanged: () => queue.changed(),
    queued: () => money.queueChanged(),
    lookAtUploads: () => imageHost.look(),
  });
  const ledger = createLedger({
    store,
    journal,
    log,
    announce: news.changed,
    announceMany: news.changedMany,
    raise,
    makeRoom: () => reserve.release(),
  });
  const queue = createQueue({
    host,
    store,
    isRebuilt: memories.isRebuilt,
    ledger,
    access,
    providers,
    shortage: () => reserve.shortage(),
    renewConnections: connections.renew,
    announce,
    tools: createStepTools({
      access,
      media,
      pictures,
      imageHost,
      clock,
      through: outside.through,
      probe: host.probe,
      announce,
      tag: createTagging({
        isOn: () => settings.get().promptInFile,
        version: host.version,
        providerName: (id) => findProvider(id)?.name ?? id,
        log,
      }),
    }),
  });
  const { engine } = queue;
  const money = createMoney({
    host,
    store,
    settings,
    prices: (id) => (findProvider(id) === undefined ? undefined : access.prices(id)),
    pace: (id) => ({ places: queue.pace.clipsAtOnce(id), gapMs: queue.pace.gapMs(id) }),
    pausedProviders: () => closedIn(queue.view({ offset: 0, limit: 1 })),
    balanceSource: createBalanceSource(access, clock),
    announce,
    providersChanged: () => announce({ event: 'providers.changed', payload: { providers: access.views() } }),
  });
  const acts = createJobActs({
    store,
    ledger,
    journal,
    media: { ...media, removeFiles: (job) => media.removeFiles(job, discardFor(host)) },
    findProvider,
    hasKey: (id) => keys.key(id) !== undefined,
    imageHostState: (id) => imageHost.stateFor(access.origin(id)),
    admit: money.admit,
    now: () => clock.now(),
    created: news.created,
    createdMany: news.createdMany,
    removed: news.removed,
    wake: () => engine.wake(),
  });
  const shelfFile = createShelfFile(host.dataFolder, log);
  const sidecars = createSidecarWriter({ dues: store.sidecarDues, media, clock, log });
  const library = createLibraryActs({
    host,
    store,
    ledger,
    journal,
    media,
    settings,
    shelfFile,
    sidecars,
    announce,
  });
  const work = createLibraryWork({
    host,
    store,
    journal,
    journalFolder,
    media,
    pictures,
    originOf: outgoing.originOf,
    nameTemplate: () => settings.get().clipNameTemplate,
    renamed: (paths) =>
      ledger.changeAll([...paths.keys()], ({ id }) => {
        const path = paths.get(id);
        return path === undefined ? undefined : { type: 'renamed', at: clock.now(), path };
      }),
    putInForce(folder) {
      if (media.folder() === folder) return;
      announce({ event: 'settings.changed', payload: { settings: settings.update({ libraryFolder: folder }) } });
    },
    shelfChanged: () => shelfFile.save({ collections: store.shelf.collections(), searches: store.shelf.searches() }),
    announce(announcement) {
      if (announcement.event === 'clips.changed') {
        lineage.forget();
        groups.forget();
      }
      announce(announcement);
    },
  });
  const prompts = openPromptBook({
    dataFolder: host.dataFolder,
    now: () => clock.now(),
    changed: (list) => announce({ event: 'prompts.changed', payload: { prompts: list } }),
  });
  const lists = createListReader({ pictures, providers: () => access.views() });
  const respond = createContent({
    rendererFolder,
    connectSources,
    job: (id) => ledger.get(id),
    media,
    pictures,
    keepList: lists.keepUpload,
    archive: (id) => money.archive(id) ?? work.archive(id),
    posterMade: (id) => void ledger.record(id, { type: 'poster-made', at: clock.now() }),
  });

  const providerActs = createProviderActs({
    host,
    keys,
    access,
    settings,
    announce,
    settingsChanged: (before, after) => void work.settingsChanged(before, after),
    wake: (providerId) => engine.wake(providerId),
  });
  outgoing.listen(providerActs.keyOpened);

  const session = (): Promise<Session> =>
    openSession({
      host,
      demo,
      store,
      media,
      settings,
      access,
      imageHost,
      outside,
      notices: () => [
        ...memories.notices,
        ...queue.notices,
        ...prompts.notices,
        ...settings.notices,
        ...outgoing.notices,
      ],
    });
  let stopReading = (): void => {};
  return {
    store,
    acts,
    imageHost,
    chain: lineage.chain,
    inGroup: groups.inGroup,
    readList: lists.read,
    takePicture: (path) => takePicture(path, pictures),
    library,
    money,
    prompts,
    draft: openDraftFile(host.dataFolder),
    queue,
    work,
    respond,
    ...providerActs,
    ...createFileActs({ host, media, job: (id) => ledger.get(id) }),
    diskUse: () => readDiskUse(store, media),
    openSession: session,
    outside,
    diagnostics,
    start() {
      // Before anything is sent.
      money.start();
      engine.start();
      imageHost.start();
      memories.start();
      reserve.start();
      sidecars.start();
      library.trash.start();
      void work.start();
      stopReading = library.readAhead();
    },
    async stop() {
      stopReading();
      await queue.stop();
      await money.stop();
      await imageHost.stop();
      await work.stop();
      await library.trash.stop();
      await sidecars.stop();
      await shelfFile.settle();
      await reserve.stop();
      await memories.stop(ledger.isSettled());
      folder.release();
    },
  };
}
