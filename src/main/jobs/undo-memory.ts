import { randomUUID } from 'node:crypto';
import type { Keeping } from '../../shared/keeping.ts';

/** What one act did to one clip. */
export interface KeptChange {
  before: Keeping | undefined;
  after: Keeping | undefined;
}

export interface UndoEntry {
  /** By the clip's id. */
  changes: Map<string, KeptChange>;
  /** What else was done, taken back first. */
  also?(): void;
}

/** The latest acts that can be taken back. In memory only, and bounded. */
export interface UndoMemory {
  remember(entry: UndoEntry): string;
  /** Undefined when it was taken back already, or is too long ago. */
  take(undoId: string): UndoEntry | undefined;
}

const mostActs = 50;
const mostChanges = 200_000;

export function createUndoMemory(): UndoMemory {
  const entries = new Map<string, UndoEntry>();
  return {
    remember(entry) {
      const undoId = randomUUID();
      entries.set(undoId, entry);
      let changes = [...entries.values()].reduce((sum, { changes: some }) => sum + some.size, 0);
      for (const [oldest, { changes: some }] of entries) {
        if (oldest === undoId || (entries.size <= mostActs && changes <= mostChanges)) break;
        entries.delete(oldest);
        changes -= some.size;
      }
      return undoId;
    },
    take(undoId) {
      const entry = entries.get(undoId);
      entries.delete(undoId);
      return entry;
    },
  };
}
