import type { JobState } from '../../shared/job.ts';

/** A search as SQL: two statements over the same conditions. */
export interface JobSearch {
  /** Rows `{id, sequence, body}`, newest first. Takes `parameters`, then `beforeSequence`, then the limit. */
  page: string;
  /** One row `{number}`. Takes `parameters`. */
  count: string;
  parameters: (string | number)[];
  /** Whether any word is sought. */
  hasWords: boolean;
}

/** The trigram index knows nothing shorter than this, in code points (sqlite.org, FTS5 "The Trigram Tokenizer"). */
const shortestIndexed = 3;
/** More words than anybody types; each costs a term of SQL. */
const mostWords = 40;

/** All words must occur, anywhere, in any case. Pure. */
export function searchFor(query: { search?: string | undefined; states?: readonly JobState[] | undefined }): JobSearch {
  const words = [...new Set(foldText(query.search ?? '').split(/\s+/u))]
    .filter((word) => word !== '')
    .slice(0, mostWords);
  const indexed = words.filter((word) => [...word].length >= shortestIndexed);
  const short = words.filter((word) => !indexed.includes(word));

  const tables: string[] = [];
  const conditions: string[] = [];
  const parameters: (string | number)[] = [];
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
  const order = indexed.length > 0 ? 'job_words.rowid' : short.length > 0 ? 'job_text.sequence' : 'job.sequence';
  const withJob = [...tables, tables.length === 0 ? 'job' : `CROSS JOIN job ON job.sequence = ${order}`];
  const onJob = ['job.damaged = 0'];
  if (query.states !== undefined) {
    onJob.push(`job.state IN (${query.states.map(() => '?').join(', ')})`);
    parameters.push(...query.states);
  }
  // Without states the count needs no look at the jobs themselves.
  const counted =
    tables.length > 0 && query.states === undefined
      ? { from: tables, where: conditions }
      : { from: withJob, where: [...conditions, ...onJob] };
  return {
    page: `SELECT job.id, job.sequence, job.body FROM ${withJob.join(' ')} WHERE ${[...conditions, ...onJob].join(' AND ')} AND ${order} < ? ORDER BY ${order} DESC LIMIT ?`,
    count: `SELECT count(*) AS number FROM ${counted.from.join(' ')} WHERE ${counted.where.join(' AND ')}`,
    parameters,
    hasWords: words.length > 0,
  };
}

/**
 * The form in which both the stored text and the words sought are compared. SQLite's LIKE folds the case of ASCII only,
 * so folding happens here, for every script.
 */
export function foldText(text: string): string {
  // SQLite ends a text at NUL, and stores UTF-8, which has no lone surrogates.
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('\u0000', ' ');
}
