import type { DatabaseSync } from 'node:sqlite';
import type { Counts } from '../../shared/contract.ts';
import { jobStates, type JobState } from '../../shared/job.ts';

/** Kept beside the table, because every announcement carries the counts and counting 100,000 rows takes milliseconds. */
export interface JobCounts {
  /** Counts all rows anew. */
  recount(): void;
  change(state: string, trashed: boolean, by: 1 | -1): void;
  counts(): Counts;
  /** Of all clips in these states, those in the trash included. */
  rows(...states: JobState[]): number;
}

export function createCounts(database: DatabaseSync): JobCounts {
  const outside = new Map<string, number>();
  const inTrash = new Map<string, number>();
  const all = database.prepare('SELECT state, count(*) AS number FROM job WHERE damaged = 0 GROUP BY state');
  const trashed = database.prepare(
    `SELECT job.state, count(*) AS number FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.trashed_at IS NOT NULL AND job.damaged = 0 GROUP BY job.state`,
  );
  const sum = (numbers: Map<string, number>, states: readonly JobState[]): number =>
    states.reduce((total, state) => total + (numbers.get(state) ?? 0), 0);

  function change(state: string, isTrashed: boolean, by: number): void {
    const numbers = isTrashed ? inTrash : outside;
    numbers.set(state, (numbers.get(state) ?? 0) + by);
  }

  return {
    recount() {
      outside.clear();
      inTrash.clear();
      for (const row of all.iterate()) outside.set(String(row['state']), Number(row['number']));
      for (const row of trashed.iterate()) {
        change(String(row['state']), true, Number(row['number']));
        change(String(row['state']), false, -Number(row['number']));
      }
    },
    change,
    counts: () => ({
      all: sum(outside, jobStates),
      running: sum(outside, ['queued', 'submitting', 'waiting', 'downloading']),
      attention: sum(outside, ['unknown']),
      failed: sum(outside, ['failed']),
    }),
    rows: (...states) => sum(outside, states) + sum(inTrash, states),
  };
}
