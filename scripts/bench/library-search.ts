import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJobStore, type JobStore } from '../../src/main/library/job-store.ts';
import { clipsPerPage, type ClipQuery } from '../../src/shared/clip-query.ts';
import type { Libraries } from './libraries.ts';
import { quantile, median, type Measurement, type Section } from './report.ts';

/** As somebody types them, letter by letter. */
const typed = ['storm', 'lighthouse st', 'astronaut', 'golden hour', '霓虹雨夜', '桜', 'هادئ', '🦊', 'client: aurora'];

/** The core's part of a keystroke: the first page, the total and the counts beside every filter; beside it raw SQL. */
export async function measureLibrarySearch({ sizes, copy }: Libraries): Promise<Section> {
  const measurements: Measurement[] = [];
  for (const clips of sizes) {
    const path = join(await copy(clips), 'conch.db');
    const { store } = openJobStore(path);
    const raw = new DatabaseSync(path, { readOnly: true });
    // As a host has done when somebody types: it reads ahead half a second after its start.
    for (const _slice of store.clips.load()) continue;
    store.clips.facets({});
    const times = { page: [] as number[], all: [] as number[], rawPage: [] as number[], rawAll: [] as number[] };
    for (const keystroke of typed.flatMap(prefixes)) {
      const query: ClipQuery = { search: keystroke };
      // In turns which side goes first: the second finds the pages of the disk in memory.
      const ours = (): void => measureOurs(store, query, times);
      const bare = (): void => measureRaw(raw, keystroke, times);
      for (const side of times.page.length % 2 === 0 ? [ours, bare] : [bare, ours]) side();
    }
    raw.close();
    store.close();
    const beside = (value: number) => ({ name: 'raw SQL', value });
    measurements.push(
      line(
        `page of ${clipsPerPage} and total at ${clips} clips, median`,
        median(times.page),
        beside(median(times.rawPage)),
      ),
      line(`the same, p95`, quantile(times.page, 0.95), beside(quantile(times.rawPage, 0.95))),
      line(`page, total and all counts at ${clips} clips, median`, median(times.all), beside(median(times.rawAll))),
      line(`the same, p95`, quantile(times.all, 0.95), beside(quantile(times.rawAll, 0.95))),
    );
  }
  return {
    title: 'A keystroke in the search, the core’s part',
    how: `Every prefix of ${typed.length} searches in several scripts, each asked once, both sides in turns; what a host reads ahead after its start has been read. Raw SQL: one statement for the page over the same index of words (for one or two letters over the same text), one for the total, the bodies parsed as JSON; for the counts one GROUP BY for each of seven filters. Conch’s side also checks every record by its schema, and can give any other page of the list.`,
    measurements,
  };
}

function prefixes(text: string): string[] {
  const letters = [...text];
  return letters.map((_, place) => letters.slice(0, place + 1).join('')).filter((prefix) => prefix.trim() === prefix);
}

interface Times {
  page: number[];
  all: number[];
  rawPage: number[];
  rawAll: number[];
}

function measureOurs(store: JobStore, query: ClipQuery, times: Times): void {
  const startedAt = performance.now();
  store.clips.page(query, 0, clipsPerPage);
  times.page.push(performance.now() - startedAt);
  store.clips.facets(query);
  times.all.push(performance.now() - startedAt);
}

const groups = ['state', 'provider_id', 'model_id', 'mode', 'duration_seconds', 'resolution', 'rating'];

function measureRaw(database: DatabaseSync, search: string, times: Times): void {
  const { from, parameters, order } = rawSearch(search);
  const startedAt = performance.now();
  const where = `${from.where} AND job_facts.trashed_at IS NULL`;
  const tables = `${from.table} CROSS JOIN job_facts ON job_facts.sequence = ${order}`;
  const rows = database
    .prepare(
      `SELECT job.body FROM ${tables} CROSS JOIN job ON job.sequence = ${order} WHERE ${where} ORDER BY ${order} DESC LIMIT ${clipsPerPage}`,
    )
    .all(...parameters);
  for (const { body } of rows) JSON.parse(String(body));
  database.prepare(`SELECT count(*) FROM ${tables} WHERE ${where}`).get(...parameters);
  times.rawPage.push(performance.now() - startedAt);
  for (const group of groups) {
    database.prepare(`SELECT ${group}, count(*) FROM ${tables} WHERE ${where} GROUP BY ${group}`).all(...parameters);
  }
  times.rawAll.push(performance.now() - startedAt);
}

function rawSearch(search: string): { from: { table: string; where: string }; parameters: string[]; order: string } {
  const words = search.toLowerCase().split(/\s+/u);
  const long = words.filter((word) => [...word].length >= 3);
  const short = words.filter((word) => [...word].length < 3);
  const likes = short.map(() => 'job_text.text LIKE ?');
  const patterns = short.map((word) => `%${word}%`);
  if (long.length === 0) {
    return {
      from: { table: 'job_text', where: likes.join(' AND ') },
      parameters: patterns,
      order: 'job_text.sequence',
    };
  }
  const table =
    short.length === 0 ? 'job_words' : 'job_words CROSS JOIN job_text ON job_text.sequence = job_words.rowid';
  const match = long.map((word) => `"${word}"`).join(' AND ');
  return {
    from: { table, where: ['job_words MATCH ?', ...likes].join(' AND ') },
    parameters: [match, ...patterns],
    order: 'job_words.rowid',
  };
}

function line(what: string, conch: number, reference: { name: string; value: number }): Measurement {
  return { what, unit: 'ms', conch, reference };
}
