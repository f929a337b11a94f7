import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ClipMode } from '../../shared/clip-query.ts';
import type { Unit } from '../../shared/amount.ts';
import type { Charge } from '../../shared/failure.ts';
import type { DurationSeconds, Resolution } from '../../shared/model.ts';
import type { Run, RunOutcome } from './run.ts';

/** A run as a row of its table, and back. */

export const createRunTable = `CREATE TABLE run (
     job_id TEXT PRIMARY KEY,
     sent_at REAL NOT NULL,
     provider_id TEXT NOT NULL,
     model_id TEXT NOT NULL,
     mode TEXT NOT NULL,
     duration_seconds INTEGER,
     resolution TEXT,
     outcome TEXT NOT NULL,
     charged TEXT NOT NULL,
     estimate_unit TEXT,
     estimate_least REAL,
     estimate_most REAL,
     cost_unit TEXT,
     cost_amount REAL,
     ready_ms REAL,
     saved_ms REAL,
     favourite INTEGER NOT NULL,
     rating INTEGER NOT NULL,
     trashed INTEGER NOT NULL,
     removed INTEGER NOT NULL,
     tags TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX run_by_time ON run (sent_at);`;

const columns = [
  'job_id',
  'sent_at',
  'provider_id',
  'model_id',
  'mode',
  'duration_seconds',
  'resolution',
  'outcome',
  'charged',
  'estimate_unit',
  'estimate_least',
  'estimate_most',
  'cost_unit',
  'cost_amount',
  'ready_ms',
  'saved_ms',
  'favourite',
  'rating',
  'trashed',
  'removed',
  'tags',
] as const;
const changing = columns.slice(1);

export const runColumns = columns.join(', ');

export interface RunWriter {
  /** Whether anything is another now; here and below. */
  write(run: Run): boolean;
  /** Leaves alone what is known already. */
  writeNew(run: Run): boolean;
  /** It was proven not to have been sent. */
  takeBack(jobId: string): boolean;
  markRemoved(jobId: string): boolean;
}

/** For one connection. */
export function prepareRuns(database: DatabaseSync): RunWriter {
  const values = columns.map(() => '?').join(', ');
  const list = (prefix: string): string => changing.map((name) => prefix + name).join(', ');
  // Most writes of a job change nothing here, and then touch nothing.
  const upsert = database.prepare(
    `INSERT INTO run (${runColumns}) VALUES (${values})
     ON CONFLICT (job_id) DO UPDATE SET ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}
     WHERE (${list('run.')}) IS NOT (${list('excluded.')})`,
  );
  const insert = database.prepare(`INSERT INTO run (${runColumns}) VALUES (${values}) ON CONFLICT (job_id) DO NOTHING`);
  const removal = database.prepare('DELETE FROM run WHERE job_id = ?');
  const mark = database.prepare('UPDATE run SET removed = 1 WHERE job_id = ?');
  return {
    write: (run) => Number(upsert.run(...valuesOf(run)).changes) > 0,
    writeNew: (run) => Number(insert.run(...valuesOf(run)).changes) > 0,
    takeBack: (jobId) => Number(removal.run(jobId).changes) > 0,
    markRemoved: (jobId) => Number(mark.run(jobId).changes) > 0,
  };
}

function valuesOf(run: Run): (string | number | null)[] {
  return [
    run.jobId,
    run.sentAt,
    run.providerId,
    run.modelId,
    run.mode,
    run.durationSeconds,
    run.resolution,
    run.outcome,
    run.charged,
    run.estimate?.unit ?? null,
    run.estimate?.least ?? null,
    run.estimate?.most ?? null,
    run.cost?.unit ?? null,
    run.cost?.amount ?? null,
    run.readyMs,
    run.savedMs,
    run.favourite ? 1 : 0,
    run.rating,
    run.trashed ? 1 : 0,
    run.removed ? 1 : 0,
    run.tags.length === 0 ? null : JSON.stringify(run.tags),
  ];
}

/** From an array in the order of `runColumns`. */
export function runFrom(row: readonly SQLOutputValue[]): Run {
  const [jobId, sentAt, providerId, modelId, mode, durationSeconds, resolution, outcome, charged, ...rest] = row;
  const [estimateUnit, least, most, costUnit, amount, readyMs, savedMs, favourite, rating, trashed, removed, tags] =
    rest;
  return {
    jobId: String(jobId),
    sentAt: Number(sentAt),
    providerId: shared(String(providerId)),
    modelId: shared(String(modelId)),
    mode: mode as ClipMode,
    durationSeconds: durationSeconds as DurationSeconds | null,
    resolution: resolution as Resolution | null,
    outcome: outcome as RunOutcome,
    charged: charged as Charge,
    estimate: typeof least === 'number' ? { unit: estimateUnit as Unit, least, most: Number(most) } : null,
    cost: typeof amount === 'number' ? { unit: costUnit as Unit, amount } : null,
    readyMs: readyMs as number | null,
    savedMs: savedMs as number | null,
    favourite: favourite === 1,
    rating: Number(rating),
    trashed: trashed === 1,
    removed: removed === 1,
    tags: typeof tags === 'string' ? (JSON.parse(tags) as string[]) : none,
  };
}

const none: readonly string[] = [];

/** One text for all rows that name the same provider or model. */
const known = new Map<string, string>();
function shared(text: string): string {
  const first = known.get(text);
  if (first !== undefined) return first;
  known.set(text, text);
  return text;
}
