import { rowOf, type ClipColumns } from './clip-columns.ts';
import type { JobTables } from './job-tables.ts';

/**
 * The texts of all clips, kept for words of one or two letters and for the next letter of a word. The index of words
 * knows nothing so short, and a pass over the table of texts takes three times as long as one over memory: too long for
 * the first letter of a search.
 */
export interface TextMemory {
  /** Whether all texts are here. Until then, and in a library beyond the limit, the table has to be asked. */
  readonly isWhole: boolean;
  /** For each row of the columns whether its text has all of these words; with `among`, only rows marked there can. */
  search(words: readonly string[], among?: Uint8Array): Uint8Array;
  /** A row has another text, or is new. */
  changed(row: number, text: string): void;
  /** Reads the texts bit by bit, for a caller that has other work in between. The columns must be whole. */
  load(): Generator<undefined, void>;
}

/** In UTF-16 code units: as much as some 400,000 clips say. */
const mostText = 64_000_000;
const slice = 5000;

export function createTextMemory({ database, guarded }: JobTables, columns: () => ClipColumns): TextMemory {
  const next = database.prepare('SELECT sequence, text FROM job_text WHERE sequence > ? ORDER BY sequence LIMIT ?');
  next.setReturnArrays(true);
  let texts: string[] = [];
  let size = 0;
  let state: 'reading' | 'whole' | 'too-much' = 'reading';

  function put(row: number, text: string): void {
    size += text.length - (texts[row]?.length ?? 0);
    texts[row] = text;
    if (size <= mostText) return;
    texts = [];
    state = 'too-much';
  }

  return {
    get isWhole() {
      return state === 'whole';
    },

    search(words, among) {
      const { rows } = columns();
      const matches = new Uint8Array(rows);
      for (let row = 0; row < rows; row += 1) {
        if (among !== undefined && among[row] !== 1) continue;
        const text = texts[row];
        if (text !== undefined && words.every((word) => text.includes(word))) matches[row] = 1;
      }
      return matches;
    },

    changed(row, text) {
      if (state !== 'too-much') put(row, text);
    },

    *load() {
      for (let last = 0; state === 'reading';) {
        // With `setReturnArrays` each row is an array, which the types do not know.
        const rows = guarded(() => next.all(last, slice)) as unknown as [number, string][];
        for (const [sequence, text] of rows) {
          last = sequence;
          const row = rowOf(columns(), sequence);
          // What was written meanwhile is in the table too. A damaged clip has no row.
          if (row >= 0 && state === 'reading') put(row, text);
        }
        if (rows.length < slice && state === 'reading') state = 'whole';
        yield;
      }
    },
  };
}
