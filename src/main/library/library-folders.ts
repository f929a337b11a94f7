import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../disk/atomic-file.ts';

/**
 * Every folder that clips were ever saved in. A clip's path is relative to the library folder of its day; when the
 * person chooses another folder, the older clips stay where they are and must still be found.
 */
export interface LibraryFolders {
  /** The folder in force first, then the others. */
  all(current: string): string[];
  /** Throws the system's own error. */
  remember(folder: string): Promise<void>;
}

export function createLibraryFolders(dataFolder: string): LibraryFolders {
  const path = join(dataFolder, 'library-folders.json');
  const known = new Set([...read(path), join(dataFolder, 'library')]);
  return {
    all: (current) => [...new Set([current, ...known])],
    async remember(folder) {
      if (known.has(folder)) return;
      await writeAtomically(path, JSON.stringify([...known, folder]));
      known.add(folder);
    },
  };
}

/** A list that is missing or damaged only costs the search in folders of earlier days. */
function read(path: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}
