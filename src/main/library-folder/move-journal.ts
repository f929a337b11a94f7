import { z } from 'zod';
import { openOrderFile, type OrderFile } from './order-file.ts';

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

export type MoveJournal = OrderFile<MoveOrder>;

/** A damaged one is none: the clips are found in both folders all the same, and can be moved anew. */
export function openMoveJournal(dataFolder: string): MoveJournal {
  return openOrderFile(dataFolder, 'library-move.json', moveOrderSchema);
}
