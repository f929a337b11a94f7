import type { SQLOutputValue } from 'node:sqlite';
import { activeStates, dueAtOf, isIn, jobSchema, type Job } from '../../shared/job.ts';
import { rowChecksum } from './job-checks.ts';

/** A job as a row of the database, and back. */

/** The columns of a job, in the order of the store's statements; the checksum is the last. */
export function columnsOf(job: Job): [string, string, number | null, number, string, number] {
  const { progress, request } = job;
  const refreshing = isIn(job, 'waiting') && job.progress.refreshing;
  const active = isIn(job, ...activeStates) && !refreshing;
  const { sequence: _sequence, ...body } = job;
  const columns: [string, string, number | null, number, string] = [
    request.providerId,
    progress.state,
    dueAtOf(progress) ?? null,
    active ? 1 : 0,
    JSON.stringify(body),
  ];
  return [...columns, rowChecksum([job.id, ...columns])];
}

/** A job from a row with `id`, `sequence` and `body`. */
export function parseRow(row: Record<string, SQLOutputValue>): Job | undefined {
  let body: unknown;
  try {
    body = JSON.parse(String(row['body']));
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  const parsed = jobSchema.safeParse({ ...body, sequence: row['sequence'] });
  return parsed.success && parsed.data.id === row['id'] ? parsed.data : undefined;
}

export function sequenceOf(row: Record<string, SQLOutputValue> | undefined): number | undefined {
  const sequence = row?.['sequence'];
  return typeof sequence === 'number' ? sequence : undefined;
}
