import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collection } from '../shared/clip-query.ts';
import type { Announcement } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import type { Work } from '../shared/work.ts';
import { exportPlace, type ExportRequest } from './exchange/export-place.ts';
import { exportClips } from './exchange/export-clips.ts';
import { importClips } from './exchange/import-clips.ts';
import { openSource } from './exchange/open-source.ts';
import type { Host } from './host.ts';
import type { JobStore } from './library/job-store.ts';
import type { Journal } from './library/journal.ts';
import type { MediaStore } from './library/media-store.ts';
import type { PictureStore } from './library/picture-store.ts';
import { readJournal } from './library/journal.ts';
import { holdsSidecars } from './library-folder/holds-sidecars.ts';
import { openMoveJournal } from './library-folder/move-journal.ts';
import { beginMove, resumeMove } from './library-folder/move-library.ts';
import { rebuild } from './library-folder/rebuild.ts';
import { openRenameJournal } from './library-folder/rename-journal.ts';
import { renameLibrary } from './library-folder/rename-library.ts';
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
  /** Goes on with what a restart has interrupted, and fills an empty list from a folder that is full. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

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
  const restored = (): void => announce({ event: 'clips.changed', payload: { counts: store.counts() } });
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
  const startRename = (template: string): Work =>
    runner.start('rename', (tools) =>
      renameLibrary(
        template,
        {
          journal: renameJournal,
          media,
          getMany: store.getMany,
          record: options.renamed,
          ids: () => [false, true].flatMap((trashed) => doneClips(store, trashed)),
          folder: media.folder,
        },
        tools,
      ),
    );

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
      const renaming = renameJournal.read();
      if (work.kind === 'rename' && renaming !== undefined) await renameJournal.write({ ...renaming, stopped: true });
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
        const report = await exportClips(
          { store, media, pictures, ids: request.ids, ...place, version: host.version, now: () => now },
          tools,
        );
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
    async start() {
      await clearExports();
      const order = moveJournal.read();
      if (order !== undefined && order.stopped !== true) {
        host.log.info('a move of the library goes on');
        runner.start('move', (tools) => resumeMove(order, moving, tools));
        return;
      }
      const renaming = renameJournal.read();
      if (renaming !== undefined && renaming.stopped !== true) {
        host.log.info('a renaming of the clips goes on');
        startRename(renaming.template);
        return;
      }
      if (store.size() > 0 || !(await holdsSidecars(media.folder()))) return;
      host.log.info('the list is empty and the library folder is not');
      startRebuild();
    },
  };
}

function doneClips(store: JobStore, trashed: boolean): string[] {
  return store.clips.ids({ states: ['done'], ...(trashed && { trashed }) }, 0, store.size());
}
