import { FailureError, failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { textOf, type ClipFacts } from './clip-facts.ts';
import { prepareFacts } from './fact-rows.ts';
import type { JobCounts } from './job-counts.ts';
import { columnsOf, sequenceOf } from './job-rows.ts';
import type { JobTables } from './job-tables.ts';
import type { LateTexts } from './late-texts.ts';
import type { RunWrites } from './run-store.ts';

/** From so many on, the words of new clips are taken in later. */
const many = 500;

/** Told of each change once it is on the disk. */
export interface WriteListener {
  written(facts: ClipFacts, text: string, job: Job): void;
  removed(sequence: number): void;
  /** So much that it is better to look at everything anew. */
  restored(): void;
}

export interface JobWrites {
  /** All or none, but for those of which there is a record already: these are left out. Gives back the others, numbered. */
  insertAll(jobs: readonly Job[]): Job[];
  saveAll(jobs: readonly Job[]): void;
  removeAll(ids: readonly string[]): void;
  restore(jobs: readonly Job[]): void;
  /** Takes records out of every list; gives back those that were in one. They stay in the file as they are. */
  setAside(ids: readonly string[]): string[];
  /** A record was set aside because it cannot be read. */
  lost(place: { sequence: number; state: string; trashed: boolean }): void;
}

interface Before {
  state: string;
  damaged: boolean;
  trashed: boolean;
  active: number;
  hasFacts: boolean;
}

export function createWrites(
  tables: JobTables,
  counts: JobCounts,
  listener: WriteListener,
  runs: RunWrites,
  lateTexts: LateTexts,
): JobWrites {
  const { database, committed, mended, guarded } = tables;
  const insert = database.prepare(
    `INSERT INTO job (provider_id, state, due_at, active, body, checksum, id, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING RETURNING sequence`,
  );
  const update = database.prepare(
    'UPDATE job SET provider_id = ?, state = ?, due_at = ?, active = ?, body = ?, checksum = ?, damaged = 0 WHERE id = ?',
  );
  // Most changes are another look that brought nothing new: they leave alone what other indexes are made of.
  const updateInPlace = database.prepare('UPDATE job SET due_at = ?, body = ?, checksum = ? WHERE sequence = ?');
  const bySequence = database.prepare('SELECT id FROM job WHERE sequence = ?');
  const byId = database.prepare(
    `SELECT job.sequence, job.state, job.active, job.damaged, job_facts.sequence AS facts, job_facts.trashed_at AS trashedAt
     FROM job LEFT JOIN job_facts ON job_facts.sequence = job.sequence WHERE job.id = ?`,
  );
  const keepingOf = database.prepare("SELECT body ->> '$.keeping' AS keeping FROM job WHERE id = ?");
  const removal = database.prepare('DELETE FROM job WHERE id = ?');
  // The index of words is only touched when the text is another one, that is when the provider's id arrives.
  const writeText = database.prepare(
    `INSERT INTO job_text (sequence, text) VALUES (?, ?)
     ON CONFLICT (sequence) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text`,
  );
  const facts = prepareFacts(database);

  function find(id: string): (Before & { sequence: number }) | undefined {
    const row = byId.get(id);
    const sequence = sequenceOf(row);
    if (row === undefined || sequence === undefined) return undefined;
    return {
      sequence,
      state: String(row['state']),
      damaged: row['damaged'] === 1,
      trashed: row['trashedAt'] !== null,
      active: Number(row['active']),
      hasFacts: row['facts'] !== null,
    };
  }

  /** What lies beside the clip is behind when the person has added something, or when there is a new file. */
  function isSidecarDue(job: Job, before: Before): boolean {
    if (job.keeping === undefined || job.progress.state !== 'done') return false;
    return before.state !== 'done' || keepingOf.get(job.id)?.['keeping'] !== JSON.stringify(job.keeping);
  }

  function writeOne(job: Job): { before: Before; facts: ClipFacts; text: string; numbered: Job } {
    const before = find(job.id);
    if (before === undefined) throw internal(sentence('This clip is no longer in the library.'));
    const numbered = { ...job, sequence: before.sequence };
    const due = isSidecarDue(numbered, before);
    const columns = columnsOf(numbered);
    const [, state, dueAt, active, body, checksum] = columns;
    if (before.damaged || before.state !== state || before.active !== active) update.run(...columns, job.id);
    else updateInPlace.run(dueAt, body, checksum, before.sequence);
    const text = textOf(numbered);
    writeText.run(before.sequence, text);
    runs.write(numbered);
    return {
      before,
      facts: before.hasFacts ? facts.update(numbered, due) : facts.write(numbered, due),
      text,
      numbered,
    };
  }

  return {
    insertAll(jobs) {
      const made = committed(() =>
        jobs.flatMap((job) => {
          const sequence = sequenceOf(insert.get(...columnsOf(job), job.id, null));
          if (sequence === undefined) return [];
          const numbered = { ...job, sequence };
          const text = textOf(numbered);
          if (jobs.length < many) writeText.run(sequence, text);
          return [{ numbered, text, facts: facts.write(numbered, false) }];
        }),
      );
      if (jobs.length >= many) lateTexts.add(made.map(({ numbered: { sequence }, text }) => ({ sequence, text })));
      for (const { numbered, text, facts: now } of made) {
        counts.change(now.state, now.trashedAt !== null, 1);
        listener.written(now, text, numbered);
      }
      return made.map(({ numbered }) => numbered);
    },

    saveAll(jobs) {
      const written = committed(() => jobs.map(writeOne));
      for (const { before, facts: now, text, numbered } of written) {
        if (!before.damaged) counts.change(before.state, before.trashed, -1);
        counts.change(now.state, now.trashedAt !== null, 1);
        listener.written(now, text, numbered);
      }
      runs.committed(jobs);
    },

    removeAll(ids) {
      const work = (): (Before & { sequence: number })[] =>
        ids.flatMap((id) => {
          const before = find(id);
          if (before === undefined) return [];
          removal.run(id);
          runs.markRemoved(id);
          return [before];
        });
      const removed = ids.length === 1 ? mended(work) : committed(work);
      for (const { sequence, state, trashed, damaged } of removed) {
        if (!damaged) counts.change(state, trashed, -1);
        listener.removed(sequence);
      }
      runs.committed([], ids);
    },

    restore(jobs) {
      committed(() => {
        for (const job of jobs) {
          const known = find(job.id)?.sequence;
          if (known !== undefined) update.run(...columnsOf(job), job.id);
          const wanted = job.sequence > 0 && bySequence.get(job.sequence) === undefined ? job.sequence : null;
          const sequence = known ?? sequenceOf(insert.get(...columnsOf(job), job.id, wanted));
          if (sequence === undefined) continue;
          const numbered = { ...job, sequence };
          writeText.run(sequence, textOf(numbered));
          facts.write(numbered, false);
          runs.write(numbered);
        }
      });
      guarded(() => counts.recount());
      listener.restored();
      runs.restored();
    },

    setAside(ids) {
      const mark = database.prepare('UPDATE job SET damaged = 1 WHERE id = ? AND damaged = 0');
      return ids.filter((id) => {
        const before = find(id);
        if (before === undefined || before.damaged) return false;
        guarded(() => mark.run(id));
        lost(before);
        return true;
      });
    },

    lost,
  };

  function lost({ sequence, state, trashed }: { sequence: number; state: string; trashed: boolean }): void {
    counts.change(state, trashed, -1);
    listener.removed(sequence);
  }
}

function internal(words: Sentence): FailureError {
  return new FailureError(failure('internal', words, { stage: 'local' }));
}
