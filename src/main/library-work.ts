import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Collection } from '../shared/clip-query.ts';
import type { Announcement } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import type { Settings } from '../shared/settings.ts';
import type { Work } from '../shared/work.ts';
import { exportPlace, type ExportRequest } from './exchange/export-place.ts';
import { exportClips } from './exchange/export-clips.ts';
import { openGrowingNote } from './exchange/growing-note.ts';
import { importClips } from './exchange/import-clips.ts';
import { openSource } from './exchange/open-source.ts';
import { diskError } from './disk/disk-failure.ts';
import type { Host } from './host.ts';
import type { JobStore } from './library/job-store.ts';
import type { Journal } from './library/journal.ts';
import type { MediaStore } from './library/media-store.ts';
import type { PictureStore } from './library/picture-store.ts';
import { readJournal } from './library/journal.ts';
import { partsIn, removeOrphans } from './library/orphan-parts.ts';
import { holdsSidecars } from './library-folder/holds-sidecars.ts';
import { openMoveJournal } from './library-folder/move-journal.ts';
import { beginMove, endMove, resumeMove } from './library-folder/move-library.ts';
import { rebuild } from './library-folder/rebuild.ts';
import { openRenameJournal } from './library-folder/rename-journal.ts';
import { endRenaming, renameLibrary } from './library-folder/rename-library.ts';
import { scrub } from './library-folder/scrub.ts';
import { createWorkRunner } from './library-folder/work-runner.ts';

/** The long acts on the library, put together from their parts. Each throws `FailureError` while another is at work. */
export interface LibraryWork {
  current(): Work | undefined;
  /** Resolves when it has stopped. */
  cancel(): Promise<void>;
  scrub(thorough: boolean): Work;
  rebuild(): Work;
  exportClips(request: ExportRequest): Work;
  importClips(path: string, includeForeign: boolean): Work;
  move(folder: string): Work;
  /** Gives the files of all clips the names that the template in force makes. */
  rename(): Work;
  /** The archive that the latest export has left to be fetched. */
  archive(workId: string): { path: string; name: string } | undefined;
  /**
   * The person's choice counts: a move to another folder than the one in force ends, and a renaming that is under way
   * gives no more clips names that are made the former way. Never rejects.
   */
  settingsChanged(before: NamingSettings, after: NamingSettings): Promise<void>;
  /** Goes on with what a restart has interrupted, and fills an empty list from a folder that is full. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

type NamingSettings = Pick<Settings, 'libraryFolder' | 'clipNameTemplate'>;

export interface LibraryWorkOptions {
  host: Pick<Host, 'clock' | 'log' | 'dataFolder' | 'version'>;
  store: JobStore;
  journal: Journal;
  journalFolder: string;
  media: MediaStore;
  pictures: PictureStore;
  originOf(providerId: string): string;
  /** How clips are named now. */
  nameTemplate(): string;
  /** Says in the list what files are called, by id of the clip; on the disk when it returns. Gives back those that it took. */
  renamed(paths: ReadonlyMap<string, string>): Job[];
  /** Makes a folder the library folder, on the disk. */
  putInForce(folder: string): void;
  /** Keeps the second memory of the collections. */
  shelfChanged(): void;
  announce(announcement: Announcement): void;
}

export function createLibraryWork(options: LibraryWorkOptions): LibraryWork {
  const { host, store, journal, media, pictures, announce } = options;
  const runner = createWorkRunner({
    clock: host.clock,
    log: host.log,
    announce: (work) => announce({ event: 'work.changed', payload: { work } }),
  });

  const exportsFolder = join(host.dataFolder, 'exports');
  let archive: { workId: string; path: string; name: string } | undefined;
  const forgotten = (): ReadonlySet<string> => readJournal(options.journalFolder).forgotten;
  /** The window asks as soon as it is told: what it needs is read before that, bit by bit. */
  async function restored(): Promise<void> {
    try {
      for (const _slice of store.clips.load()) await otherWork();
    } catch {
      // Whoever asks first will be told.
      host.log.warn('the clips could not be read ahead');
    }
    announce({ event: 'clips.changed', payload: { counts: store.counts() } });
  }
  function collectionsChanged(collections: Collection[]): void {
    options.shelfChanged();
    announce({ event: 'collections.changed', payload: { collections } });
  }

  const startRebuild = (): Work =>
    runner.start('rebuild', async (tools) => {
      await media.rememberFolder(media.folder());
      return rebuild(
        {
          store,
          journal,
          forgotten: forgotten(),
          folders: media.folders(),
          originOf: options.originOf,
          restored,
          collectionsChanged,
        },
        tools,
      );
    });

  const moveJournal = openMoveJournal(host.dataFolder);
  const moving = { journal: moveJournal, rememberFolder: media.rememberFolder, putInForce: options.putInForce };

  const renameJournal = openRenameJournal(host.dataFolder);
  const renaming = {
    journal: renameJournal,
    media,
    getMany: store.getMany,
    record: options.renamed,
    ids: () => [false, true].flatMap((trashed) => doneClips(store, trashed)),
    folder: media.folder,
  };
  const startRename = (template: string): Work =>
    runner.start('rename', (tools) => renameLibrary(template, renaming, tools));

  const isBusy = (): boolean => runner.current()?.state === 'running';

  async function stopWork(kind: Work['kind']): Promise<void> {
    if (!isBusy() || runner.current()?.kind !== kind) return;
    runner.cancel();
    await runner.settled();
  }

  async function giveUpMove(): Promise<void> {
    try {
      await endMove(moveJournal);
    } catch {
      host.log.warn('the order of a move could not be taken back; the next start does it');
    }
  }

  const growing = openGrowingNote(host.dataFolder);
  /** Whatever an earlier run has left half-done. */
  async function sweep(parts: ReturnType<typeof partsIn>): Promise<void> {
    try {
      await growing.sweep();
      const known = new Set(parts.map(({ id }) => id).filter((id) => store.get(id) !== undefined));
      // A record that cannot be read at the moment may come back, and its download goes on then.
      if (store.damagedCount() > 0) return;
      const removed = await removeOrphans(parts, (id) => known.has(id));
      if (removed > 0) host.log.info('halves of files of no clip were removed', { removed });
    } catch {
      host.log.warn('what was half-done could not be removed');
    }
  }

  async function clearExports(): Promise<void> {
    archive = undefined;
    await rm(exportsFolder, { recursive: true, force: true }).catch(() => {
      host.log.warn('archives of earlier exports could not be removed');
    });
  }

  return {
    current: runner.current,
    async cancel() {
      const work = runner.current();
      if (work?.state !== 'running') return;
      runner.cancel();
      await runner.settled();
      const order = moveJournal.read();
      if (work.kind === 'move' && order !== undefined) await moveJournal.write({ ...order, stopped: true });
      const earlier = renameJournal.read();
      if (work.kind === 'rename' && earlier !== undefined) await renameJournal.write({ ...earlier, stopped: true });
    },
    stop: runner.stop,
    scrub: (thorough) =>
      runner.start('scrub', (tools) => scrub({ store, media, folders: media.folders(), thorough }, tools)),
    rebuild: startRebuild,
    exportClips: (request) =>
      runner.start('export', async (tools) => {
        const now = host.clock.now();
        // One archive at a time waits: they are large.
        const isFetched = request.folder === undefined && request.file === undefined;
        if (isFetched) await clearExports();
        const place = await exportPlace(request, {
          exportsFolder,
          libraryFolders: media.folders(),
          workId: tools.id,
          now,
        });
        await growing.write(place.growing).catch((error: unknown) => {
          throw diskError(error, host.dataFolder);
        });
        const clips = { store, media, pictures, ids: request.ids, version: host.version, now: () => now };
        let report;
        try {
          report = await exportClips({ ...clips, ...place }, tools);
        } finally {
          await growing.clear();
        }
        if (!isFetched) return report;
        archive = { workId: tools.id, path: place.path, name: place.name };
        return { ...report, archive: { name: place.name, sizeBytes: (await stat(place.path)).size } };
      }),
    importClips: (path, includeForeign) =>
      runner.start('import', async (tools) => {
        const source = await openSource(path, media.folders());
        try {
          await media.rememberFolder(media.folder());
          return await importClips(
            {
              source,
              store,
              journal,
              forgotten: forgotten(),
              media,
              pictures,
              includeForeign,
              originOf: options.originOf,
              now: () => host.clock.now(),
              restored,
              collectionsChanged,
            },
            tools,
          );
        } finally {
          await source.close();
        }
      }),
    move: (folder) =>
      runner.start('move', (tools) => {
        const order = moveJournal.read();
        if (order?.to === folder) return resumeMove(order, moving, tools);
        return beginMove(media.folder(), folder, moving, tools);
      }),
    rename: () => startRename(options.nameTemplate()),
    archive: (workId) => (archive?.workId === workId ? archive : undefined),
    async settingsChanged(before, after) {
      if (before.clipNameTemplate !== after.clipNameTemplate) await stopWork('rename');
      const order = moveJournal.read();
      if (before.libraryFolder === after.libraryFolder || order === undefined || order.to === media.folder()) return;
      await stopWork('move');
      await giveUpMove();
    },
    async start() {
      // Before anything else can begin: what comes from now on is not left by an earlier run.
      await sweep(partsIn(join(host.dataFolder, 'parts')));
      await clearExports();
      const order = moveJournal.read();
      // The person's later choice of a folder counts, also when the end came before the order could be taken back.
      if (order !== undefined && order.to !== media.folder()) await giveUpMove();
      // They were quicker; what was interrupted waits for the next start.
      if (isBusy()) return;
      if (order !== undefined && order.to === media.folder() && order.stopped !== true) {
        host.log.info('a move of the library goes on');
        runner.start('move', (tools) => resumeMove(order, moving, tools));
        return;
      }
      const earlier = renameJournal.read();
      if (earlier !== undefined && earlier.template !== options.nameTemplate()) {
        host.log.info('a renaming of the clips ends: they are named another way now');
        runner.start('rename', () => endRenaming(earlier, renaming));
        return;
      }
      if (earlier !== undefined && earlier.stopped !== true) {
        host.log.info('a renaming of the clips goes on');
        startRename(earlier.template);
        return;
      }
      if (store.size() > 0 || !(await holdsSidecars(media.folder())) || isBusy()) return;
      host.log.info('the list is empty and the library folder is not');
      startRebuild();
    },
  };
}

function doneClips(store: JobStore, trashed: boolean): string[] {
  return store.clips.ids({ states: ['done'], ...(trashed && { trashed }) }, 0, store.size());
}
