import { usualSort, type ClipFacets, type ClipPage, type ClipQuery } from '../../shared/clip-query.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { createColumns, putFacts, rowOf } from './clip-columns.ts';
import { countFacets } from './clip-count.ts';
import { isSameRequest, samenessOf } from './clip-facts.ts';
import { createLists } from './clip-lists.ts';
import { createTexts } from './clip-texts.ts';
import { factColumns, factsFrom } from './fact-rows.ts';
import type { JobCounts } from './job-counts.ts';
import type { JobTables } from './job-tables.ts';
import type { WriteListener } from './job-writes.ts';

/**
 * Answers every question about which clips there are, and in what order. The facts of all clips are read into memory
 * once, after the start or with the first question; from then on every change of a clip is taken in as it happens.
 * Any call may throw `FailureError`.
 */
export interface ClipIndex {
  page(query: ClipQuery, offset: number, limit: number): ClipPage;
  facets(query: ClipQuery): ClipFacets;
  /** When each clip of a list was made, in its order. */
  createdAts(query: ClipQuery): number[];
  /** Where a clip stands; undefined when the query does not list it. */
  find(query: ClipQuery, id: string): number | undefined;
  ids(query: ClipQuery, offset: number, limit: number): string[];
  /** Clips of the same request that were made or are being made, newest first. */
  same(request: GenerationRequest, limit: number): Job[];
  /** Ids of clips that have been in the trash since before this moment, whatever else; without it, of all in the trash. */
  inTrash(before?: number): string[];
  /** Ids of all clips of a collection, those in the trash included. */
  inCollection(collectionId: string): string[];
  /** What the files of all clips take on the disk, those in the trash included. */
  usedBytes(): number;
  /** The clip's words are in the index of words only now. */
  worded(sequence: number, text: string): void;
  /** Reads the facts, then the texts, bit by bit, for a caller that has other work in between. */
  load(): Generator<undefined, void>;
}

const slice = 10_000;

export function createClipIndex(tables: JobTables, counts: JobCounts): ClipIndex & WriteListener {
  const { database, guarded, readAll } = tables;
  const nextFacts = database.prepare(
    `SELECT ${factColumns} FROM job_facts
     WHERE sequence > ? AND sequence NOT IN (SELECT sequence FROM job WHERE damaged = 1) ORDER BY sequence LIMIT ?`,
  );
  nextFacts.setReturnArrays(true);
  const newest = database.prepare(
    `SELECT job.id, job.sequence, job.body FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.trashed_at IS NULL AND job.damaged = 0
     ORDER BY job_facts.created_at DESC, job_facts.sequence DESC LIMIT ? OFFSET ?`,
  );
  const bySequence = database.prepare(
    `SELECT job.id, job.sequence, job.body FROM json_each(?) AS wanted CROSS JOIN job ON job.sequence = wanted.value`,
  );
  const idsBySequence = database.prepare(
    `SELECT json_group_array(job.id) AS ids
     FROM json_each(?) AS wanted CROSS JOIN job ON job.sequence = wanted.value`,
  );
  const sequenceById = database.prepare('SELECT sequence FROM job WHERE id = ?');
  const byPrompt = database.prepare(
    `SELECT json_group_array(sequence) AS sequences, json_group_array(place) AS places
     FROM (SELECT sequence, dense_rank() OVER (ORDER BY prompt_key) AS place FROM job_facts)`,
  );
  const bySameness = database.prepare(
    `SELECT job.id, job.sequence, job.body FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.sameness = ? AND job_facts.trashed_at IS NULL AND job.damaged = 0
       AND job.state NOT IN ('failed', 'canceled')
     ORDER BY job_facts.created_at DESC, job_facts.sequence DESC LIMIT 200`,
  );
  const trashed = database.prepare(
    `SELECT job.id FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.trashed_at < ? AND job.damaged = 0 ORDER BY job_facts.trashed_at`,
  );
  const collected = database.prepare(
    `SELECT job.id FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.collections IS NOT NULL AND job.damaged = 0
       AND EXISTS (SELECT 1 FROM json_each(job_facts.collections) WHERE value = ?)`,
  );

  let columns = createColumns();
  let isWhole = false;
  let prompts: Int32Array | undefined;
  let texts = createTexts(tables, () => columns);
  let lists = createLists(columns, texts, promptPlaces);
  /** Counts over all reloads, so that no two lists ever have one number. */
  let earlierRevisions = 0;

  function promptPlaces(): Int32Array {
    if (prompts !== undefined) return prompts;
    const found = guarded(() => byPrompt.get());
    const sequences = JSON.parse(String(found?.['sequences'])) as number[];
    const places = JSON.parse(String(found?.['places'])) as number[];
    const byRow = new Int32Array(columns.rows);
    sequences.forEach((sequence, at) => {
      const row = rowOf(columns, sequence);
      if (row >= 0) byRow[row] = places[at] ?? 0;
    });
    prompts = byRow;
    return byRow;
  }

  function* load(): Generator<undefined, void> {
    while (!isWhole) {
      const last = columns.rows === 0 ? 0 : (columns.sequence[columns.rows - 1] ?? 0);
      // With `setReturnArrays` each row is an array, which the types do not know.
      const rows = guarded(() => nextFacts.all(last, slice)) as unknown as Parameters<typeof factsFrom>[0][];
      for (const row of rows) putFacts(columns, factsFrom(row));
      if (rows.length < slice) isWhole = true;
      yield;
    }
  }

  function makeWhole(): void {
    if (isWhole) return;
    for (const _slice of load()) continue;
  }

  function startAnew(): void {
    earlierRevisions += lists.revision() + 1;
    columns = createColumns();
    isWhole = false;
    prompts = undefined;
    texts = createTexts(tables, () => columns);
    lists = createLists(columns, texts, promptPlaces);
  }

  function sequencesOf(rows: Int32Array): number[] {
    return Array.from(rows, (row) => columns.sequence[row] ?? 0);
  }

  return {
    *load() {
      yield* load();
      yield* texts.load();
    },

    page(query, offset, limit) {
      if (!isWhole && isPlain(query) && offset + limit <= slice) {
        // The first page of all is shown before anything else is read.
        const jobs = guarded(() => readAll(newest.all(limit, offset)));
        return { jobs, offset, total: counts.counts().all, revision: earlierRevisions + lists.revision() };
      }
      makeWhole();
      const list = lists.list(query);
      const rows = list.rows.subarray(Math.min(offset, list.length), Math.min(offset + limit, list.length));
      const jobs = guarded(() => readAll(bySequence.all(JSON.stringify(sequencesOf(rows)))));
      return { jobs, offset, total: list.length, revision: earlierRevisions + list.revision };
    },

    facets(query) {
      makeWhole();
      return countFacets(columns, lists.filter(query));
    },

    createdAts(query) {
      makeWhole();
      const { rows, length } = lists.list(query);
      return Array.from(rows.subarray(0, length), (row) => columns.createdAt[row] ?? 0);
    },

    find(query, id) {
      makeWhole();
      const sequence = guarded(() => sequenceById.get(id))?.['sequence'];
      const row = typeof sequence === 'number' ? rowOf(columns, sequence) : -1;
      if (row === -1) return undefined;
      const { rows, length } = lists.list(query);
      const index = rows.subarray(0, length).indexOf(row);
      return index === -1 ? undefined : index;
    },

    ids(query, offset, limit) {
      makeWhole();
      const { rows, length } = lists.list(query);
      const wanted = rows.subarray(Math.min(offset, length), Math.min(offset + limit, length));
      const found = guarded(() => idsBySequence.get(JSON.stringify(sequencesOf(wanted))));
      return JSON.parse(String(found?.['ids'])) as string[];
    },

    usedBytes() {
      makeWhole();
      let sum = 0;
      for (let row = 0; row < columns.rows; row += 1) {
        const bytes = columns.sizeBytes[row] ?? Number.NaN;
        if (columns.alive[row] === 1 && !Number.isNaN(bytes)) sum += bytes;
      }
      return sum;
    },

    same: (request, limit) =>
      guarded(() => readAll(bySameness.all(samenessOf(request))))
        .filter((job) => isSameRequest(job.request, request))
        .slice(0, limit),

    inTrash: (before = Number.MAX_VALUE) => guarded(() => trashed.all(before).map(({ id }) => String(id))),
    inCollection: (collectionId) => guarded(() => collected.all(collectionId).map(({ id }) => String(id))),

    written(facts, text) {
      const known = rowOf(columns, facts.sequence);
      if (known === -1 && !isWhole) {
        // What is not read yet will be read as it is by then.
        earlierRevisions += 1;
        return;
      }
      const before = known === -1 ? undefined : lists.keysAt(known);
      const row = putFacts(columns, facts);
      if (row === -1) {
        startAnew();
        return;
      }
      if (known === -1) prompts = undefined;
      texts.changed(row, text);
      lists.changed(row, before);
    },

    worded(sequence, text) {
      const row = rowOf(columns, sequence);
      if (row === -1) return;
      texts.changed(row, text);
      lists.changed(row, new Map(lists.keysAt(row)));
    },

    removed(sequence) {
      const row = rowOf(columns, sequence);
      if (row === -1) return;
      columns.alive[row] = 0;
      lists.changed(row, new Map(lists.keysAt(row)));
    },

    restored: startAnew,
  };
}

/** Everything that is not in the trash, newest first. */
function isPlain({ sort = usualSort, ...rest }: ClipQuery): boolean {
  const asks = Object.values(rest).some((value) => value !== undefined);
  return !asks && sort.by === usualSort.by && sort.descending === usualSort.descending;
}
