import { join } from 'node:path';
import { keptDraftSchema, type KeptDraft } from '../../shared/kept-draft.ts';
import { createLatestFile } from './latest-file.ts';

/** The draft of the composer between two starts. Not the browser’s business alone: its storage goes with the port. */
export interface DraftFile {
  read(): KeptDraft | undefined;
  /** Resolves when it is on the disk. Rejects with `FailureError`. */
  keep(kept: KeptDraft): Promise<void>;
}

/** What a draft was before it was damaged nobody can say; the composer then begins empty, which is plain to see. */
export function openDraftFile(dataFolder: string): DraftFile {
  const file = createLatestFile(join(dataFolder, 'draft.json'));
  let kept: KeptDraft | undefined;
  try {
    kept = keptDraftSchema.safeParse(file.read()).data;
  } catch {
    kept = undefined;
  }
  return {
    read: () => kept,
    async keep(next) {
      // Two windows: what was written last holds, whichever message comes first.
      if (kept !== undefined && next.changedAt < kept.changedAt) return;
      kept = next;
      await file.save(next);
    },
  };
}
