import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeAtomically } from '../disk/atomic-file.ts';

/** A clip that may have both names at the moment; relative to the library folder, with `/`. */
const renamingSchema = z.object({ id: z.string(), from: z.string(), to: z.string() });
export type Renaming = z.infer<typeof renamingSchema>;

/** What a renaming is at, on the disk, so that no name is left over when it is killed. */
const renameOrderSchema = z.object({
  format: z.literal('conch-rename-1'),
  /** All clips get their names by this one, also those that are left after a restart. */
  template: z.string(),
  underWay: z.array(renamingSchema),
  /** The person stopped it: it goes on when they say so, and not by itself. */
  stopped: z.boolean().optional(),
});
export type RenameOrder = z.infer<typeof renameOrderSchema>;

export interface RenameJournal {
  /** Undefined when nothing is under way. */
  read(): RenameOrder | undefined;
  /** Throws the system's own error. */
  write(order: RenameOrder): Promise<void>;
  clear(): Promise<void>;
}

export function openRenameJournal(dataFolder: string): RenameJournal {
  const path = join(dataFolder, 'library-rename.json');
  return {
    read() {
      try {
        return renameOrderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
      } catch {
        // None, or damaged: every clip is found by the name in the list, and can be renamed anew.
        return undefined;
      }
    },
    write: (order) => writeAtomically(path, JSON.stringify(order)),
    async clear() {
      await rm(path, { force: true });
      await syncFolder(dataFolder);
    },
  };
}
