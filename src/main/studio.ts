import { join } from 'node:path';
import type { Announcement, JobChain, Session } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { Job } from '../shared/job.ts';
import { createContent } from './content/content.ts';
import { createFileActs, type FileActs } from './file-acts.ts';
import type { Host } from './host.ts';
import { createImageHost, type ImageHost } from './image-host/image-host.ts';
import { imageHostKeyId, withImageHostKey } from './image-host/key-pair.ts';
import { createJobActs, type JobActs } from './jobs/acts.ts';
import { createBreaker } from './jobs/breaker.ts';
import { createEngine } from './jobs/engine.ts';
import { createGate } from './jobs/gate.ts';
import { createLedger } from './jobs/ledger.ts';
import { openDataFolder, type DataFolder } from './library/data-folder.ts';
import { createDiskReserve, type DiskReserve, usualReserve, type ReserveSizes } from './library/disk-reserve.ts';
import type { JobStore } from './library/job-store.ts';
import { createLineage } from './library/lineage.ts';
import { createKeyStore } from './library/key-store.ts';
import { createLibraryFolders } from './library/library-folders.ts';
import { createMediaStore } from './library/media-store.ts';
import { readEnvironment } from './library/environment.ts';
import { createPictureStore } from './library/picture-store.ts';
import { createSettingsStore } from './library/settings-store.ts';
import { createShelfFile } from './library/shelf-file.ts';
import { createSidecarWriter } from './library/sidecar-writer.ts';
import { openMemories } from './memories.ts';
import { createLibraryActs, discardFor, type LibraryActs } from './library-acts.ts';
import { createLibraryWork, type LibraryWork } from './library-work.ts';
import { createJobNotices } from './job-notices.ts';
import { createProviderActs, type ProviderActs } from './provider-acts.ts';
import { createProviderAccess } from './provider-access.ts';
import { renewSharedConnections } from './providers/create-http.ts';
import { findProvider, providers } from './providers/index.ts';
import { createStepTools } from './step-tools.ts';

/** One library with its jobs: everything that works over one data folder. */
export interface Studio extends Omit<ProviderActs, 'keyOpened'>, FileActs {
  readonly store: JobStore;
  readonly acts: JobActs;
  readonly imageHost: Pick<ImageHost, 'save' | 'clear' | 'test'>;
  chain(jobId: string): JobChain;
  readonly library: LibraryActs;
  readonly work: LibraryWork;
  openSession(): Promise<Session>;
  respond(request: Request): Promise<Response>;
  start(): void;
  stop(): Promise<void>;
}

export interface StudioOptions {
  demo: boolean;
  announce(announcement: Announcement): void;
  rendererFolder: string;
  connectSources: readonly string[];
  /** How much of the disk is left alone; absent: as much as the product promises. */
  reserve?: ReserveSizes | undefined;
}

const firstPage = 100;

/** @throws {FailureError} when the data folder is in use or cannot be written, or its database is from a newer Conch. */
export async function openStudio(host: Host, options: StudioOptions): Promise<Studio> {
  const { clock, log } = host;
  const reserve = createDiskReserve({ folder: host.dataFolder, ...(options.reserve ?? usualReserve), clock, log });
  await reserve.makeRoomToOpen();
  const folder = await openDataFolder(host.dataFolder);
  try {
    return await assemble(host, options, { reserve, folder });
  } catch (thrown) {
    // Nobody has the folder then: the next try must not find it taken.
    folder.release();
    throw thrown;
  }
}

async function assemble(
  host: Host,
  { demo, announce, rendererFolder, connectSources }: StudioOptions,
  { reserve, folder }: { reserve: DiskReserve; folder: DataFolder },
): Promise<Studio> {
  const { log, clock } = host;
  const settings = createSettingsStore(host.settings, join(host.dataFolder, 'settings.json'));
  const fromEnvironment = readEnvironment(
    host.environment,
    providers.map(({ id }) => id),
  );
  /** Says nothing until everything stands: at the start the first session tells it all. */
  const keyOpened = { announce: (_providerId: string): void => {} };
  const keys = createKeyStore({
    folder: host.dataFolder,
    ...(host.sealer && { sealer: host.sealer }),
    environment: withImageHostKey(host.environment),
    log,
    opened: (providerId) => keyOpened.announce(providerId),
  });
  await keys.load();
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
  const imageHost = createImageHost({
    dataFolder: host.dataFolder,
    settings,
    keys,
    pictures,
    job: (id) => ledger.get(id),
    keyFile: host.abilities.keyFile,
    clock,
    log,
    changed: (view) => announce({ event: 'imageHost.changed', payload: { imageHost: view } }),
    settingsChanged: () => announce({ event: 'settings.changed', payload: { settings: settings.get() } }),
    mended: () => engine.wakeUploads(),
  });
  await imageHost.load();
  const secrets = (): string[] => [...keys.secrets(), ...imageHost.secrets()];
  const access = createProviderAccess({ providers, keys, settings, fromEnvironment, secrets, clock });
  const originOf = (id: string): string => (findProvider(id) === undefined ? '' : access.origin(id));
  const raise = (value: Failure): void => announce({ event: 'notice.raised', payload: { failure: value } });
  const memories = openMemories({
    host,
    libraryFolders: createLibraryFolders(host.dataFolder).all(libraryFolder()),
    originOf,
    hasRoom: async () => (await reserve.shortage()) === undefined,
    raise,
    mended: () => announce({ event: 'clips.changed', payload: { counts: store.counts() } }),
  });
  const { store, journal, journalFolder } = memories;
  const jobNotices = createJobNotices({
    acts: host.acts,
    canNotify: host.abilities.notify,
    settings,
    running: () => store.counts().running,
    inTheMaking: () => store.inState('queued', 'submitting', 'waiting', 'downloading'),
    now: () => clock.now(),
  });
  const changed = (job: Job): void => announce({ event: 'job.changed', payload: { job, counts: store.counts() } });
  const ledger = createLedger({
    store,
    journal,
    log,
    announce(job, before) {
      changed(job);
      jobNotices.changed(job, before);
      imageHost.look();
    },
    announceMany(ids) {
      const few = ids.length <= 200 ? { ids: [...ids] } : {};
      announce({ event: 'clips.changed', payload: { ...few, counts: store.counts() } });
    },
    raise,
    makeRoom: () => reserve.release(),
  });
  const gate = createGate({
    pace: (id) => access.provider(id).pace,
    concurrentClips: (id) => access.concurrentClips(id),
    inTheMaking: (id) => store.activeByProvider().get(id) ?? 0,
  });
  const engine = createEngine({
    store,
    ledger,
    gate,
    breaker: createBreaker(Math.random),
    probe: host.probe,
    clock,
    log,
    providers,
    shortage: () => reserve.shortage(),
    renewConnections: renewSharedConnections,
    tools: createStepTools({ access, media, pictures, imageHost, clock, probe: host.probe, announce }),
  });
  const lineage = createLineage(store);
  const acts = createJobActs({
    store,
    ledger,
    media: { ...media, removeFiles: (job) => media.removeFiles(job, discardFor(host)) },
    findProvider,
    hasKey: (id) => keys.key(id) !== undefined,
    imageHostState: (id) => imageHost.stateFor(access.origin(id)),
    now: () => clock.now(),
    created: (job) => {
      lineage.added(job);
      changed(job);
    },
    removed: (id) => {
      try {
        journal.forget(id);
      } catch {
        // The record is gone all the same; only a rebuild would bring it back.
        log.warn('the journal could not be told of a deleted clip', { id });
      }
      announce({ event: 'job.removed', payload: { id, counts: store.counts() } });
    },
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
    originOf,
    putInForce(folder) {
      if (media.folder() === folder) return;
      announce({ event: 'settings.changed', payload: { settings: settings.update({ libraryFolder: folder }) } });
    },
    shelfChanged: () => shelfFile.save({ collections: store.shelf.collections(), searches: store.shelf.searches() }),
    announce(announcement) {
      if (announcement.event === 'clips.changed') lineage.forget();
      announce(announcement);
    },
  });
  const respond = createContent({
    rendererFolder,
    connectSources,
    job: (id) => ledger.get(id),
    media,
    pictures,
    archive: (workId) => work.archive(workId),
    posterMade: (id) => void ledger.record(id, { type: 'poster-made', at: clock.now() }),
  });

  const providerActs = createProviderActs({
    host,
    keys,
    access,
    settings,
    announce,
    wake: (providerId) => engine.wake(providerId),
  });
  keyOpened.announce = (id) => {
    if (id === imageHostKeyId) imageHost.keyOpened();
    else providerActs.keyOpened(id);
  };

  return {
    store,
    acts,
    imageHost,
    chain: lineage.chain,
    library,
    work,
    respond,
    ...providerActs,
    ...createFileActs({ host, media, job: (id) => ledger.get(id) }),
    async openSession() {
      const freeBytes = await media.freeBytes();
      const views = access.views();
      const counts = store.counts();
      return {
        version: host.version,
        host: host.kind,
        abilities: host.abilities,
        demo,
        firstStart: counts.all === 0 && views.every(({ key }) => key.source === 'none'),
        providers: views,
        settings: settings.get(),
        imageHost: imageHost.view(),
        dataFolder: host.dataFolder,
        libraryFolder: media.folder(),
        ...(freeBytes !== undefined && { freeBytes }),
        mediaBase: '/media',
        counts,
        page: store.clips.page({}, 0, firstPage),
        notices: [...memories.notices, ...settings.notices, ...fromEnvironment.notices],
      };
    },
    start() {
      engine.start();
      imageHost.start();
      memories.start();
      reserve.start();
      sidecars.start();
      library.trash.start();
      void work.start();
      void library.readAhead();
    },
    async stop() {
      await engine.stop();
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
