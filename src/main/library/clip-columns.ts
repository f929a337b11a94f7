import { jobStates } from '../../shared/job.ts';
import { foldTag } from '../../shared/keeping.ts';
import type { ClipFacts } from './clip-facts.ts';
import { createNames, type ClipNames } from './clip-names.ts';

/**
 * The facts of all clips in memory, column by column: some 60 bytes a clip. Looking through 100,000 takes a few
 * milliseconds, however many filters and counts are asked for; SQL would take that for each of them.
 *
 * Rows stand in the order of the sequence. A removed clip leaves its row behind, dead.
 */
export interface ClipColumns {
  /** How many rows there are, dead ones included. */
  rows: number;
  alive: Uint8Array;
  sequence: Float64Array;
  createdAt: Float64Array;
  /** What is not there is NaN, here and below. */
  finishedAt: Float64Array;
  sizeBytes: Float64Array;
  trashed: Uint8Array;
  favourite: Uint8Array;
  rating: Uint8Array;
  /** Place in `jobStates`. */
  state: Uint8Array;
  /** 1: with a first frame. */
  image: Uint8Array;
  /** 0: unknown. */
  durationSeconds: Uint8Array;
  /** Place in `resolutionNames`. */
  resolution: Uint8Array;
  provider: Uint16Array;
  model: Uint16Array;
  tags: (readonly number[] | undefined)[];
  collections: (readonly number[] | undefined)[];
  readonly names: { providers: ClipNames; models: ClipNames; tags: ClipNames; collections: ClipNames };
}

/** 0: unknown. */
export const resolutionNames = ['', '768P', '1080P'] as const;

const stateCodes = new Map(jobStates.map((state, code) => [state, code]));

export function createColumns(capacity = 1024): ClipColumns {
  return {
    rows: 0,
    ...arrays(capacity),
    tags: [],
    collections: [],
    names: {
      providers: createNames(),
      models: createNames(),
      tags: createNames(foldTag),
      collections: createNames(),
    },
  };
}

function arrays(capacity: number) {
  return {
    alive: new Uint8Array(capacity),
    sequence: new Float64Array(capacity),
    createdAt: new Float64Array(capacity),
    finishedAt: new Float64Array(capacity),
    sizeBytes: new Float64Array(capacity),
    trashed: new Uint8Array(capacity),
    favourite: new Uint8Array(capacity),
    rating: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    image: new Uint8Array(capacity),
    durationSeconds: new Uint8Array(capacity),
    resolution: new Uint8Array(capacity),
    provider: new Uint16Array(capacity),
    model: new Uint16Array(capacity),
  };
}

/** The row of a clip, dead or alive; -1 when it has none. */
export function rowOf({ sequence, rows }: ClipColumns, wanted: number): number {
  let low = 0;
  let high = rows - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sequence[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Adds a clip at the end, or changes its row. Gives back the row; -1 when a clip of an earlier sequence is new, for
 * which there is no row to be had: then all columns have to be read anew.
 */
export function putFacts(columns: ClipColumns, facts: ClipFacts): number {
  const last = columns.rows === 0 ? -Infinity : (columns.sequence[columns.rows - 1] ?? 0);
  const row = facts.sequence > last ? columns.rows : rowOf(columns, facts.sequence);
  if (row === -1) return -1;
  if (row === columns.rows) {
    if (columns.rows === columns.alive.length) grow(columns);
    columns.rows += 1;
  }
  const { names } = columns;
  columns.alive[row] = 1;
  columns.sequence[row] = facts.sequence;
  columns.createdAt[row] = facts.createdAt;
  columns.finishedAt[row] = facts.finishedAt ?? Number.NaN;
  columns.sizeBytes[row] = facts.sizeBytes ?? Number.NaN;
  columns.trashed[row] = facts.trashedAt === null ? 0 : 1;
  columns.favourite[row] = facts.favourite ? 1 : 0;
  columns.rating[row] = facts.rating;
  columns.state[row] = stateCodes.get(facts.state) ?? 0;
  columns.image[row] = facts.mode === 'image' ? 1 : 0;
  columns.durationSeconds[row] = facts.durationSeconds ?? 0;
  columns.resolution[row] = facts.resolution === null ? 0 : resolutionNames.indexOf(facts.resolution);
  columns.provider[row] = names.providers.codeOf(facts.providerId);
  columns.model[row] = names.models.codeOf(facts.modelId);
  columns.tags[row] = codesOf(names.tags, facts.tags);
  columns.collections[row] = codesOf(names.collections, facts.collectionIds);
  return row;
}

function codesOf(names: ClipNames, texts: readonly string[]): readonly number[] | undefined {
  return texts.length === 0 ? undefined : texts.map((text) => names.codeOf(text));
}

function grow(columns: ClipColumns): void {
  const larger = arrays(columns.alive.length * 2);
  for (const name of Object.keys(larger) as (keyof typeof larger)[]) larger[name].set(columns[name]);
  Object.assign(columns, larger);
}
