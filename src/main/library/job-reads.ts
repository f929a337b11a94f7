import type { SQLOutputValue } from 'node:sqlite';
import type { Job, JobState } from '../../shared/job.ts';
import { createJobDues, type JobDues } from './job-dues.ts';
import type { JobTables } from './job-tables.ts';

export interface JobReads extends JobDues {
  get(id: string): Job | undefined;
  getMany(ids: readonly string[]): Job[];
  /** Per provider, how many clips are in the making: sent or waiting, but not merely asking for a fresh link. */
  activeByProvider(): Map<string, number>;
  /** The same without those that were accepted so long before `now` that they keep no new one from being sent. */
  placesByProvider(now: number): Map<string, number>;
  /** Oldest first. */
  inState(...states: JobState[]): Job[];
  /** Which clip continues which: all of them, in the order in which they were made. Reads the whole table. */
  continuations(): { id: string; continues: string }[];
  /** Which clip is of which group: all that are of one, in the order in which they were made. Reads the whole table. */
  grouped(): { id: string; groupId: string }[];
  /** Every record that can be read, by id. */
  states(): Map<string, JobState>;
}

/**
 * A clip takes minutes, and no provider documents one that takes hours. What waits after so long is still watched, since
 * it may be billed, but it keeps no new clip from being sent any more: else as many dead ones as a provider has places
 * would end all sending there. Should the provider think otherwise, it says 429, and the pace is learned from that.
 */
const longestMakingMs = 6 * 60 * 60_000;

export function createReads({ database, guarded, read, readAll }: JobTables): JobReads {
  const byId = database.prepare('SELECT id, sequence, damaged, body FROM job WHERE id = ?');
  // Lists travel as one JSON array, so that one prepared statement serves any of them.
  const byIds = database.prepare(
    `SELECT job.id, job.sequence, job.body FROM json_each(?) AS wanted CROSS JOIN job ON job.id = wanted.value
     WHERE job.damaged = 0`,
  );
  const dues = createJobDues(database, readAll);
  const byState = database.prepare(
    `SELECT id, sequence, body FROM job
     WHERE damaged = 0 AND state IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
  );
  const activity = database.prepare(
    'SELECT provider_id, count(*) AS number FROM job WHERE active = 1 AND damaged = 0 GROUP BY provider_id',
  );
  // By the index of the active ones, which are few. Of either sign, because clocks are set back. A body that is no JSON
  // counts: whoever reads it takes it out of every list.
  const places = database.prepare(
    `SELECT provider_id, count(*) AS number FROM job
     WHERE active = 1 AND damaged = 0 AND CASE WHEN state = 'waiting' AND json_valid(body)
       THEN abs(? - (body ->> '$.progress.acceptedAt')) <= ${longestMakingMs} ELSE 1 END
     GROUP BY provider_id`,
  );
  const perProvider = (rows: Record<string, SQLOutputValue>[]): Map<string, number> =>
    new Map(rows.map((row) => [String(row['provider_id']), Number(row['number'])]));
  return {
    get: (id) =>
      guarded(() => {
        const row = byId.get(id);
        return row === undefined || row['damaged'] === 1 ? undefined : read(row);
      }),

    getMany: (ids) => guarded(() => readAll(byIds.all(JSON.stringify(ids)))),

    due: (...asked) => guarded(() => dues.due(...asked)),
    dying: (...asked) => guarded(() => dues.dying(...asked)),
    nextDueAt: (...asked) => guarded(() => dues.nextDueAt(...asked)),

    activeByProvider: () => guarded(() => perProvider(activity.all())),
    placesByProvider: (now) => guarded(() => perProvider(places.all(now))),

    inState: (...states) => guarded(() => readAll(byState.all(JSON.stringify(states)))),

    continuations: () =>
      guarded(() => {
        // A quote inside a stored text is escaped, so only the field itself is found; the JSON of the others is not read.
        const rows = database.prepare(
          `SELECT id, json_extract(body, '$.request.continues') AS continues FROM job
           WHERE damaged = 0 AND instr(body, '"continues":"') > 0 ORDER BY sequence`,
        );
        return rows.all().map(({ id, continues }) => ({ id: String(id), continues: String(continues) }));
      }),

    grouped: () =>
      guarded(() => {
        const rows = database.prepare(
          `SELECT id, json_extract(body, '$.group.id') AS groupId FROM job
           WHERE damaged = 0 AND instr(body, '"group":{"id":"') > 0 ORDER BY sequence`,
        );
        return rows.all().map(({ id, groupId }) => ({ id: String(id), groupId: String(groupId) }));
      }),

    states: () =>
      guarded(() => {
        const rows = database.prepare('SELECT id, state FROM job WHERE damaged = 0').all();
        return new Map(rows.map(({ id, state }) => [String(id), String(state) as JobState]));
      }),
  };
}
