import { rowOf, type ClipColumns } from './clip-columns.ts';
import { isShort, textSearch } from './job-search.ts';
import type { JobTables } from './job-tables.ts';
import { createTextMemory } from './text-memory.ts';

/** For each row of the columns whether its text has all words of a search. The latest few searches are kept. */
export interface ClipTexts {
  /** Undefined when nothing is sought. The array is kept up to date until it is dropped. */
  matches(words: readonly string[]): Uint8Array | undefined;
  /** Whether the answer is at hand. */
  isKept(words: readonly string[]): boolean;
  /** A row has another text, or is new. */
  changed(row: number, text: string): void;
  drop(): void;
  /** Reads what makes short words quick, bit by bit. The columns must be whole. */
  load(): Generator<undefined, void>;
}

/** More than there are lists: each list may have a search of its own. */
const mostKept = 16;

export function createTexts(tables: JobTables, columns: () => ClipColumns): ClipTexts {
  const { database, mended } = tables;
  const memory = createTextMemory(tables, columns);
  const kept = new Map<string, { words: readonly string[]; matches: Uint8Array }>();

  /**
   * What is kept of a search that finds all that these words find, and more: the same with a letter less, when it is
   * typed. Of several the longest, which finds the least.
   */
  function wider(words: readonly string[]): Uint8Array | undefined {
    let longest = '';
    for (const [key, entry] of kept) {
      const isWider = entry.words.every((part) => words.some((word) => word.includes(part)));
      if (isWider && key.length > longest.length) longest = key;
    }
    return kept.get(longest)?.matches;
  }

  function search(words: readonly string[]): Uint8Array {
    const among = wider(words);
    if (memory.isWhole && (among !== undefined || words.every(isShort))) return memory.search(words, among);
    const { tables, conditions, parameters, order } = textSearch(words);
    // As one JSON text: a row for each of a hundred thousand matches would take longer than finding them.
    const found = mended(() =>
      database
        .prepare(
          `SELECT json_group_array(sequence) AS found FROM (
             SELECT ${order} AS sequence FROM ${tables.join(' ')} WHERE ${conditions.join(' AND ')})`,
        )
        .get(...parameters),
    );
    const sequences = JSON.parse(String(found?.['found'])) as number[];
    return mark(columns(), sequences);
  }

  return {
    matches(words) {
      if (words.length === 0) return undefined;
      const key = words.join(' ');
      const known = kept.get(key);
      const matches = known?.matches ?? search(words);
      // Taken out and put back: the first one in the map is the one that was asked for longest ago.
      kept.delete(key);
      kept.set(key, { words, matches });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return matches;
    },
    isKept: (words) => words.length === 0 || kept.has(words.join(' ')),
    load: memory.load,
    changed(row, text) {
      memory.changed(row, text);
      for (const entry of kept.values()) {
        if (row >= entry.matches.length) {
          const larger = new Uint8Array(Math.max(row + 1, entry.matches.length * 2));
          larger.set(entry.matches);
          entry.matches = larger;
        }
        entry.matches[row] = entry.words.every((word) => text.includes(word)) ? 1 : 0;
      }
    },
    drop: () => kept.clear(),
  };
}

function mark(columns: ClipColumns, sequences: readonly number[]): Uint8Array {
  const matches = new Uint8Array(columns.rows);
  let row = 0;
  for (const sequence of sequences) {
    // Both rise as a rule, so that the next match is not far.
    while (row < columns.rows && (columns.sequence[row] ?? 0) < sequence) row += 1;
    const at = columns.sequence[row] === sequence ? row : rowOf(columns, sequence);
    if (at >= 0) matches[at] = 1;
    else if (row >= columns.rows) row = 0;
  }
  return matches;
}
