import { z } from 'zod';
import { openOrderFile, type OrderFile } from './order-file.ts';

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

export type RenameJournal = OrderFile<RenameOrder>;

/** A damaged one is none: every clip is found by the name in the list, and can be renamed anew. */
export function openRenameJournal(dataFolder: string): RenameJournal {
  return openOrderFile(dataFolder, 'library-rename.json', renameOrderSchema);
}
