import type { JobTables } from './job-tables.ts';
import type { Job } from '../../shared/job.ts';

/** Which clips have a sidecar that is behind what the person added. On the disk, so that a crash forgets none. */
export interface SidecarDues {
  /** Clips that have a file, oldest first. */
  next(limit: number, afterSequence: number): Job[];
  /** Their sidecars say now what these records say. One that was changed once more since stays due. */
  done(jobs: readonly Job[]): void;
}

export function createSidecarDues({ database, guarded, committed, readAll }: JobTables): SidecarDues {
  const due = database.prepare(
    `SELECT job.id, job.sequence, job.body FROM job_facts CROSS JOIN job ON job.sequence = job_facts.sequence
     WHERE job_facts.sidecar_due = 1 AND job_facts.sequence > ? AND job.damaged = 0
     ORDER BY job_facts.sequence LIMIT ?`,
  );
  const settled = database.prepare(
    `UPDATE job_facts SET sidecar_due = 0 WHERE sequence = ?
     AND (SELECT body ->> '$.keeping.changedAt' FROM job WHERE job.sequence = job_facts.sequence) IS ?`,
  );
  return {
    next: (limit, afterSequence) => guarded(() => readAll(due.all(afterSequence, limit))),
    done(jobs) {
      if (jobs.length === 0) return;
      committed(() => {
        for (const { sequence, keeping } of jobs) settled.run(sequence, keeping?.changedAt ?? null);
      });
    },
  };
}
