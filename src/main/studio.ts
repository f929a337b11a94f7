import { join } from 'node:path';
import type { Announcement, JobChain, KeyState, KeyTest, Payload, Session } from '../shared/contract.ts';
import { failure, FailureError } from '../shared/failure.ts';
import { isIn, type Job } from '../shared/job.ts';
import type { Settings, SettingsPatch } from '../shared/settings.ts';
import { createContent } from './content/content.ts';
import type { Host } from './host.ts';
import { createImageHost, type ImageHost } from './image-host/image-host.ts';
import { imageHostKeyId, withImageHostKey } from './image-host/key-pair.ts';
import { createJobActs, type JobActs } from './jobs/acts.ts';
import { createBreaker } from './jobs/breaker.ts';
import { createEngine } from './jobs/engine.ts';
import { createGate } from './jobs/gate.ts';
import { createLedger } from './jobs/ledger.ts';
import { openDataFolder, type DataFolder } from './library/data-folder.ts';
import { createBackups } from './library/backups.ts';
import { createDiskReserve, type DiskReserve, usualReserve, type ReserveSizes } from './library/disk-reserve.ts';
import type { JobStore } from './library/job-store.ts';
import { createLineage } from './library/lineage.ts';
import { openJournal, readJournal } from './library/journal.ts';
import { createKeyStore } from './library/key-store.ts';
import { createLibraryFolders } from './library/library-folders.ts';
import { createMediaStore } from './library/media-store.ts';
import { readEnvironment } from './library/environment.ts';
import { createPictureStore } from './library/picture-store.ts';
import { openRecovered } from './library/recovery.ts';
import { createSettingsStore } from './library/settings-store.ts';
import { createJobNotices } from './job-notices.ts';
import { createProviderAccess } from './provider-access.ts';
import { findProvider, providers } from './providers/index.ts';
import { createStepTools } from './step-tools.ts';

/** One library with its jobs: everything that works over one data folder. */
export interface Studio {
  readonly store: JobStore;
  readonly acts: JobActs;
  readonly imageHost: Pick<ImageHost, 'save' | 'clear' | 'test'>;
  chain(jobId: string): JobChain;
  openSession(): Promise<Session>;
  setKey(providerId: string, key: string, inFile: boolean): Promise<KeyState>;
  clearKey(providerId: string): Promise<KeyState>;
  testKey(providerId: string): Promise<KeyTest>;
  updateSettings(patch: SettingsPatch): Settings;
  chooseLibraryFolder(): Promise<{ folder: string | null }>;
  reveal(jobId: string): Promise<void>;
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
  const journalFolder = join(host.dataFolder, 'journal');
  const backupFolder = join(host.dataFolder, 'backups');
  const { store, notices: storeNotices } = openRecovered({
    databasePath: join(host.dataFolder, 'conch.db'),
    journalFolder,
    backupFolder,
    libraryFolders: createLibraryFolders(host.dataFolder).all(libraryFolder()),
    originOf: (id) => (findProvider(id) === undefined ? '' : access.origin(id)),
    now: () => clock.now(),
    onDamaged: (id) => log.warn('a record could not be read', { id }),
  });

  const raise = (payload: Payload<'notice.raised'>): void => announce({ event: 'notice.raised', payload });
  const jobNotices = createJobNotices({
    acts: host.acts,
    canNotify: host.abilities.notify,
    settings,
    running: () => store.counts().running,
    inTheMaking: () => store.inState('queued', 'submitting', 'waiting', 'downloading'),
    now: () => clock.now(),
  });
  const changed = (job: Job): void => announce({ event: 'job.changed', payload: { job, counts: store.counts() } });
  const journal = openJournal(journalFolder);
  const ledger = createLedger({
    store,
    journal,
    log,
    announce(job, before) {
      changed(job);
      jobNotices.changed(job, before);
      imageHost.look();
    },
    raise: (value) => raise({ failure: value }),
    makeRoom: () => reserve.release(),
  });
  const backups = createBackups({
    folder: backupFolder,
    store,
    forgotten: () => readJournal(journalFolder).forgotten,
    hasRoom: async () => (await reserve.shortage()) === undefined,
    clock,
    log,
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
    tools: createStepTools({ access, media, pictures, imageHost, clock, probe: host.probe, announce }),
  });
  const lineage = createLineage(store);
  const acts = createJobActs({
    store,
    ledger,
    media,
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
  const respond = createContent({
    rendererFolder,
    connectSources,
    job: (id) => ledger.get(id),
    media,
    pictures,
    posterMade: (id) => void ledger.record(id, { type: 'poster-made', at: clock.now() }),
  });

  function providersChanged(): void {
    announce({ event: 'providers.changed', payload: { providers: access.views() } });
  }

  async function keyChanged(providerId: string, change: () => Promise<KeyState>): Promise<KeyState> {
    access.provider(providerId);
    const state = await change();
    providersChanged();
    engine.wake(providerId);
    return state;
  }

  keyOpened.announce = (id) => {
    if (id === imageHostKeyId) {
      imageHost.keyOpened();
      return;
    }
    providersChanged();
    engine.wake(id);
  };

  return {
    store,
    acts,
    imageHost,
    chain: lineage.chain,
    respond,
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
        page: store.list({ limit: firstPage }),
        notices: [...storeNotices, ...settings.notices, ...fromEnvironment.notices],
      };
    },
    setKey: (id, key, inFile) =>
      keyChanged(id, () => keys.set(id, key, inFile ? { inFile: host.abilities.keyFile } : { inFile: false })),
    clearKey: (id) => keyChanged(id, () => keys.clear(id)),
    testKey: (id) => access.testKey(id),
    updateSettings(patch) {
      const updated = settings.update(patch);
      announce({ event: 'settings.changed', payload: { settings: updated } });
      if (patch.providers !== undefined) providersChanged();
      engine.wake();
      return updated;
    },
    chooseLibraryFolder: async () => ({ folder: await host.acts.chooseFolder() }),
    async reveal(jobId) {
      const job = ledger.get(jobId);
      const path = job && isIn(job, 'done') ? await media.absolutePath(job.progress.asset) : undefined;
      if (path === undefined)
        throw new FailureError(failure('disk', 'The file is not in the library folder any more.', { stage: 'local' }));
      await host.acts.reveal(path);
    },
    start() {
      engine.start();
      backups.start();
      imageHost.start();
      reserve.start();
    },
    async stop() {
      await engine.stop();
      await imageHost.stop();
      await backups.stop();
      await reserve.stop();
      store.close();
      journal.close();
      folder.release();
    },
  };
}
