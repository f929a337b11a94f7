import { rm } from 'node:fs/promises';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Announcement } from '../shared/contract.ts';
import type { Settings } from '../shared/settings.ts';
import type { Host } from './host.ts';
import { createKeepActs, type KeepActs } from './jobs/keep-acts.ts';
import type { Ledger } from './jobs/ledger.ts';
import { createShelfActs, type ShelfActs } from './jobs/shelf-acts.ts';
import { createTrash, type Trash } from './jobs/trash.ts';
import type { JobStore } from './library/job-store.ts';
import type { Journal } from './library/journal.ts';
import type { MediaStore } from './library/media-store.ts';
import type { ShelfFile } from './library/shelf-file.ts';
import type { SidecarWriter } from './library/sidecar-writer.ts';

/** What a person does with a library, beyond single jobs: put together from its parts. */
export interface LibraryActs {
  readonly keep: KeepActs;
  readonly shelf: ShelfActs;
  readonly trash: Trash;
  /** Reads, soon and bit by bit, what the first question about the clips needs. The returned function calls it off. */
  readAhead(): () => void;
}

export interface LibraryActsOptions {
  host: Pick<Host, 'acts' | 'abilities' | 'clock' | 'log'>;
  store: JobStore;
  ledger: Ledger;
  journal: Journal;
  media: MediaStore;
  settings: { get(): Settings };
  shelfFile: ShelfFile;
  sidecars: Pick<SidecarWriter, 'wake'>;
  announce(announcement: Announcement): void;
}

/** Announced one by one up to here; more at once are one announcement. */
const mostOneByOne = 200;

/** The window comes first: what it draws at the start needs none of this. */
const readAheadAfterMs = 500;

export function createLibraryActs(options: LibraryActsOptions): LibraryActs {
  const { host, store, ledger, journal, media, settings, shelfFile, sidecars, announce } = options;
  const now = (): number => host.clock.now();

  function shelfChanged(): void {
    shelfFile.save({ collections: store.shelf.collections(), searches: store.shelf.searches() });
  }

  const keep = createKeepActs({
    ledger,
    hasCollection: (id) => store.shelf.collections().some((collection) => collection.id === id),
    now,
    pause: async () => otherWork(),
    kept: () => sidecars.wake(),
  });
  const shelf = createShelfActs({
    shelf: store.shelf,
    clips: store.clips,
    keepActs: keep,
    now,
    collectionsChanged(collections) {
      shelfChanged();
      announce({ event: 'collections.changed', payload: { collections } });
    },
    searchesChanged(searches) {
      shelfChanged();
      announce({ event: 'searches.changed', payload: { searches } });
    },
  });
  const trash = createTrash({
    store,
    ledger,
    journal,
    media,
    discard: discardFor(host),
    termDays: () => settings.get().trashDays,
    clock: host.clock,
    log: host.log,
    progressed: (removed, total) => announce({ event: 'trash.progressed', payload: { removed, total } }),
    removed(ids) {
      const counts = store.counts();
      if (ids.length > mostOneByOne) announce({ event: 'clips.changed', payload: { counts } });
      else for (const id of ids) announce({ event: 'job.removed', payload: { id, counts } });
    },
  });
  return {
    keep,
    shelf,
    trash,
    readAhead() {
      let isWanted = true;
      const read = async (): Promise<void> => {
        try {
          for (const _slice of store.clips.load()) {
            await otherWork();
            if (!isWanted) return;
          }
        } catch {
          // Whoever asks first will be told.
          host.log.warn('the clips could not be read ahead');
        }
      };
      const cancel = host.clock.after(readAheadAfterMs, () => void read());
      return () => {
        isWanted = false;
        cancel();
      };
    },
  };
}

/** To the system's trash where there is one; a place without one, such as some network drives, loses the file at once. */
export function discardFor({
  acts,
  abilities,
  log,
}: Pick<Host, 'acts' | 'abilities' | 'log'>): ((path: string) => Promise<void>) | undefined {
  if (!abilities.systemTrash) return undefined;
  return async (path) => {
    try {
      await acts.trashItem(path);
    } catch {
      log.warn('the system has no trash for a file, so it was removed');
      await rm(path, { force: true });
    }
  };
}
