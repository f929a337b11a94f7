import { readdirSync } from 'node:fs';
import type { MoveJournal, MoveOrder } from './move-journal.ts';
import { isMoveMark } from './move-mark.ts';

/** Names of the files in a folder, but for the mark of a move that is under way. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isMoveMark(entry.name))
    .map(({ name }) => name);

export function orderIn(journal: MoveJournal): MoveOrder {
  const order = journal.read();
  if (order === undefined) throw new Error('no order');
  return order;
}
