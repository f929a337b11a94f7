/** The texts that have all words, as SQL. */
export interface TextSearch {
  tables: string[];
  conditions: string[];
  parameters: string[];
  /** The column with the sequence; its order costs nothing. */
  order: string;
}

/** The trigram index knows nothing shorter than this, in code points (sqlite.org, FTS5 "The Trigram Tokenizer"). */
const shortestIndexed = 3;
/** More words than anybody types; each costs a term of SQL. */
const mostWords = 40;

/** The words of a search, each once, in the form in which texts are stored. */
export function wordsOf(search: string | undefined): string[] {
  return [...new Set(foldText(search ?? '').split(/\s+/u))].filter((word) => word !== '').slice(0, mostWords);
}

/** Whether the index of words cannot find it. */
export function isShort(word: string): boolean {
  return [...word].length < shortestIndexed;
}

/** All words must occur, anywhere, in any case. At least one word. */
export function textSearch(words: readonly string[]): TextSearch {
  const indexed = words.filter((word) => !isShort(word));
  const short = words.filter(isShort);
  const tables: string[] = [];
  const conditions: string[] = [];
  const parameters: string[] = [];
  if (indexed.length > 0) {
    // First, because matches then come in the order of the index and a page costs no more than its rows.
    tables.push('job_words');
    conditions.push('job_words MATCH ?');
    parameters.push(indexed.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '));
  }
  if (short.length > 0) {
    tables.push(tables.length === 0 ? 'job_text' : 'CROSS JOIN job_text ON job_text.sequence = job_words.rowid');
    for (const word of short) {
      conditions.push(String.raw`job_text.text LIKE ? ESCAPE '\'`);
      parameters.push(`%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    }
  }
  return { tables, conditions, parameters, order: indexed.length > 0 ? 'job_words.rowid' : 'job_text.sequence' };
}

/**
 * The form in which both the stored text and the words sought are compared. SQLite's LIKE folds the case of ASCII only,
 * so folding happens here, for every script.
 */
export function foldText(text: string): string {
  // SQLite ends a text at NUL, and stores UTF-8, which has no lone surrogates.
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('\u0000', ' ');
}
