import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../disk/atomic-file.ts';

/** Where an export is growing, on the disk: what a kill leaves of it in a folder of the person's is taken away again. */
export interface GrowingNote {
  /** Throws the system's own error. */
  write(path: string): Promise<void>;
  clear(): Promise<void>;
  /** Takes away what an earlier run has left. Throws the system's own error. */
  sweep(): Promise<void>;
}

const noteSchema = z.object({ format: z.literal('conch-growing-1'), path: z.string() });

/** Of every export that is not whole yet, and of nothing else that is taken away. */
export const growingEnding = '.part';

export function openGrowingNote(dataFolder: string): GrowingNote {
  const note = join(dataFolder, 'export-under-way.json');

  function read(): string | undefined {
    try {
      return noteSchema.safeParse(JSON.parse(readFileSync(note, 'utf8'))).data?.path;
    } catch {
      // None, or damaged: then something half-done stays where it is.
      return undefined;
    }
  }

  const clear = (): Promise<void> => rm(note, { force: true });
  return {
    write: (path) => writeAtomically(note, JSON.stringify({ format: 'conch-growing-1', path })),
    clear,
    async sweep() {
      const path = read();
      if (path !== undefined && isAbsolute(path) && path.endsWith(growingEnding)) {
        await rm(path, { recursive: true, force: true });
      }
      if (path !== undefined) await clear();
    },
  };
}
