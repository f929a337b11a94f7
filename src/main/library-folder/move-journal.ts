import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeAtomically } from '../disk/atomic-file.ts';

/** What a move still has to do, on the disk, so that no restart forgets it. */
const moveOrderSchema = z.object({
  format: z.literal('conch-move-1'),
  from: z.string(),
  to: z.string(),
  /** Of the file in `to` by which that folder is known again. Orders of earlier versions have none. */
  mark: z.uuid().optional(),
  /** Every file is where it shall be; only empty folders are left to be removed. */
  emptied: z.boolean().optional(),
  /** The person stopped it: it goes on when they say so, and not by itself. */
  stopped: z.boolean().optional(),
});
export type MoveOrder = z.infer<typeof moveOrderSchema>;

export interface MoveJournal {
  /** Undefined when nothing is under way. */
  read(): MoveOrder | undefined;
  /** Throws the system's own error. */
  write(order: MoveOrder): Promise<void>;
  clear(): Promise<void>;
}

export function openMoveJournal(dataFolder: string): MoveJournal {
  const path = join(dataFolder, 'library-move.json');
  return {
    read() {
      try {
        return moveOrderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
      } catch {
        // None, or damaged: the clips are found in both folders all the same, and can be moved anew.
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
