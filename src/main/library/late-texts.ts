import type { JobTables } from './job-tables.ts';

/**
 * The words of clips that were made by the thousand. To take them into the index of words is most of the work of storing
 * a clip, so that is done a little at a time, with other work in between; until then a search does not find them.
 */
export interface LateTexts {
  add(texts: readonly { sequence: number; text: string }[]): void;
  /** Writes all that is left, at once. */
  flush(): void;
}

const slice = 200;

/** @param told what a search finds from now on */
export function createLateTexts(
  { database, committed }: JobTables,
  told: (sequence: number, text: string) => void,
): LateTexts {
  // The clip may have been deleted meanwhile; or changed, and then its newer text is there.
  const write = database.prepare(
    `INSERT INTO job_text (sequence, text) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM job WHERE sequence = ?1)
     ON CONFLICT (sequence) DO NOTHING`,
  );
  let waiting: { sequence: number; text: string }[] = [];
  let isPlanned = false;

  function writeSlice(count: number): void {
    const some = waiting.slice(0, count);
    const written = committed(() => some.filter(({ sequence, text }) => write.run(sequence, text).changes > 0));
    waiting = waiting.slice(some.length);
    for (const { sequence, text } of written) told(sequence, text);
  }

  function plan(): void {
    if (isPlanned || waiting.length === 0) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      if (!database.isOpen) return;
      try {
        writeSlice(slice);
      } catch {
        // A full disk: the next ones bring these along, or the next start finds that they are missing.
        return;
      }
      plan();
    });
  }

  return {
    add(texts) {
      waiting.push(...texts);
      plan();
    },
    flush() {
      if (waiting.length > 0) writeSlice(waiting.length);
    },
  };
}
