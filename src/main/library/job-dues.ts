import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Job, JobState } from '../../shared/job.ts';

/** Which jobs something has to be done for. Every question leaves out what the asker has in hand already. */
export interface JobDues {
  /** Jobs in this state to be looked at by `now`, soonest first; with `providerId`, only of that provider. */
  due(now: number, limit: number, among: DueAmong & { state: JobState }): Job[];
  /**
   * Finished clips to be fetched by `now`, the one first whose link dies first. `usualLifeMs`: how long after the end of
   * its making a link is thought to live that does not tell.
   */
  dying(now: number, limit: number, among: DueAmong & { usualLifeMs: number }): Job[];
  /** The earliest moment after `now` at which a job in one of these states falls due. */
  nextDueAt(now: number, states: JobState[]): number | undefined;
}

export interface DueAmong {
  providerId?: string;
  /** Ids that are not asked about. */
  except?: Iterable<string>;
}

/** @param readAll takes rows with `id`, `sequence` and `body` */
export function createJobDues(
  database: DatabaseSync,
  readAll: (rows: Record<string, SQLOutputValue>[]) => Job[],
): JobDues {
  // Lists travel as one JSON array, so that one prepared statement serves any of them.
  const among = `due_at <= ? AND damaged = 0 AND state = ? AND (? IS NULL OR provider_id = ?)
     AND id NOT IN (SELECT value FROM json_each(?))`;
  const dueRows = database.prepare(
    `SELECT id, sequence, body FROM job WHERE ${among} ORDER BY due_at, sequence LIMIT ?`,
  );
  // A body that is no JSON comes first: whoever reads it takes it out of every list.
  const dyingRows = database.prepare(
    `SELECT id, sequence, body FROM job WHERE ${among}
     ORDER BY CASE WHEN json_valid(body) THEN
       coalesce(body ->> '$.progress.outputs[0].expiresAt', (body ->> '$.progress.finishedAt') + ?) ELSE 0 END, sequence
     LIMIT ?`,
  );
  const soonest = database.prepare(
    `SELECT due_at FROM job WHERE due_at > ? AND damaged = 0 AND state IN (SELECT value FROM json_each(?))
     ORDER BY due_at LIMIT 1`,
  );

  return {
    due: (now, limit, { state, providerId = null, except = [] }) =>
      readAll(dueRows.all(now, state, providerId, providerId, JSON.stringify([...except]), limit)),
    dying: (now, limit, { providerId = null, except = [], usualLifeMs }) =>
      readAll(
        dyingRows.all(now, 'downloading', providerId, providerId, JSON.stringify([...except]), usualLifeMs, limit),
      ),
    nextDueAt: (now, states) => {
      const at = soonest.get(now, JSON.stringify(states))?.['due_at'];
      return typeof at === 'number' ? at : undefined;
    },
  };
}
