import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { collectionSchema, savedSearchSchema } from '../../shared/clip-query.ts';
import { writeAtomically } from '../disk/atomic-file.ts';
import type { Log } from '../host.ts';
import type { Shelf } from './shelf.ts';

/**
 * Collections and saved searches once more, in a file of their own: when the database and its backups are lost, the
 * sidecars bring the clips back, and this brings back what they were sorted into.
 */
export interface ShelfFile {
  /** Written in the background, the latest word wins. A file that cannot be written is said in the log. */
  save(content: ShelfContent): void;
  /** Waits for what is being written. */
  settle(): Promise<void>;
}

/** Entry by entry: a damaged one costs no other. */
const contentSchema = z.object({ collections: z.array(z.unknown()), searches: z.array(z.unknown()) });

export interface ShelfContent {
  collections: ReturnType<Shelf['collections']>;
  searches: ReturnType<Shelf['searches']>;
}

export function createShelfFile(dataFolder: string, log: Log): ShelfFile {
  const path = pathIn(dataFolder);
  let waiting: ShelfContent | undefined;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting !== undefined) {
      const content = waiting;
      waiting = undefined;
      try {
        await writeAtomically(path, `${JSON.stringify(content, null, 2)}\n`);
      } catch {
        log.warn('the list of collections could not be written beside the database');
      }
    }
    writing = undefined;
  }

  return {
    save(content) {
      waiting = content;
      writing ??= write();
    },
    async settle() {
      await writing;
    },
  };
}

/** Puts back what the shelf lacks; what it has stays. A file that is missing or damaged brings nothing. */
export function bringBackShelf(dataFolder: string, shelf: Shelf): void {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(pathIn(dataFolder), 'utf8'));
  } catch {
    return;
  }
  const content = contentSchema.safeParse(raw).data;
  if (content === undefined) return;
  const collections = new Set(shelf.collections().map(({ id }) => id));
  const searches = new Set(shelf.searches().map(({ id }) => id));
  for (const value of content.collections) {
    const collection = collectionSchema.safeParse(value).data;
    if (collection !== undefined && !collections.has(collection.id)) shelf.putCollection(collection);
  }
  for (const value of content.searches) {
    const search = savedSearchSchema.safeParse(value).data;
    if (search !== undefined && !searches.has(search.id)) shelf.putSearch(search);
  }
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'shelf.json');
}
