import type { DatabaseSync } from 'node:sqlite';
import { parseRow } from './job-rows.ts';
import { prepareFacts } from './fact-rows.ts';
import { textOf } from './clip-facts.ts';
import { runOf } from './run.ts';
import { createRunTable, prepareRuns } from './run-rows.ts';

/** One step from a version of the database to the next. It runs inside a transaction. */
export interface Migration {
  sql: string;
  /** What SQL alone cannot say. */
  finish?(database: DatabaseSync): void;
}

const wordTriggers = `
   CREATE TRIGGER job_text_added AFTER INSERT ON job_text BEGIN
     INSERT INTO job_words (rowid, text) VALUES (new.sequence, new.text);
   END;
   CREATE TRIGGER job_text_removed AFTER DELETE ON job_text BEGIN
     INSERT INTO job_words (job_words, rowid, text) VALUES ('delete', old.sequence, old.text);
   END;
   CREATE TRIGGER job_text_changed AFTER UPDATE ON job_text BEGIN
     INSERT INTO job_words (job_words, rowid, text) VALUES ('delete', old.sequence, old.text);
     INSERT INTO job_words (rowid, text) VALUES (new.sequence, new.text);
   END;`;

/** From version n to n + 1. Never change one that was released; add another. */
export const migrations: readonly Migration[] = [
  {
    // The text lies apart from the rows: a search for one or two letters reads all of it, and so reads a tenth as much.
    sql: `CREATE TABLE job (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     provider_id TEXT NOT NULL,
     state TEXT NOT NULL,
     due_at REAL,
     active INTEGER NOT NULL,
     damaged INTEGER NOT NULL DEFAULT 0,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX job_by_state ON job (state, sequence) WHERE damaged = 0;
   CREATE INDEX job_by_due ON job (due_at, sequence) WHERE due_at IS NOT NULL AND damaged = 0;
   CREATE INDEX job_by_activity ON job (provider_id) WHERE active = 1 AND damaged = 0;
   CREATE INDEX job_by_damage ON job (sequence) WHERE damaged = 1;
   CREATE TABLE job_text (
     sequence INTEGER PRIMARY KEY REFERENCES job (sequence) ON DELETE CASCADE,
     text TEXT NOT NULL
   ) STRICT;
   CREATE VIRTUAL TABLE job_words USING fts5 (text, content = 'job_text', content_rowid = 'sequence', tokenize = 'trigram');${wordTriggers}`,
  },
  {
    // SQLite's own checks look at the structure of a file, not at what is written in it.
    sql: `ALTER TABLE job ADD COLUMN checksum INTEGER;
   UPDATE job SET checksum = row_checksum(id, provider_id, state, due_at, active, body);`,
  },
  {
    // Narrow and apart from the bodies: reading all of it takes a tenth of what reading the jobs would.
    sql: `CREATE TABLE job_facts (
     sequence INTEGER PRIMARY KEY REFERENCES job (sequence) ON DELETE CASCADE,
     created_at REAL NOT NULL,
     provider_id TEXT NOT NULL,
     model_id TEXT NOT NULL,
     mode TEXT NOT NULL,
     prompt_key TEXT NOT NULL,
     sameness INTEGER NOT NULL,
     state TEXT NOT NULL,
     duration_seconds INTEGER,
     resolution TEXT,
     size_bytes REAL,
     finished_at REAL,
     favourite INTEGER NOT NULL,
     rating INTEGER NOT NULL,
     trashed_at REAL,
     tags TEXT,
     collections TEXT,
     sidecar_due INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX job_facts_by_creation ON job_facts (created_at, sequence) WHERE trashed_at IS NULL;
   CREATE INDEX job_facts_by_prompt ON job_facts (prompt_key, sequence);
   CREATE INDEX job_facts_by_sameness ON job_facts (sameness);
   CREATE INDEX job_facts_in_trash ON job_facts (trashed_at) WHERE trashed_at IS NOT NULL;
   CREATE INDEX job_facts_sidecar_due ON job_facts (sequence) WHERE sidecar_due = 1;
   CREATE TABLE collection (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at REAL NOT NULL) STRICT;
   CREATE TABLE saved_search (id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, created_at REAL NOT NULL) STRICT;
   DROP TRIGGER job_text_added;
   DROP TRIGGER job_text_removed;
   DROP TRIGGER job_text_changed;`,
    finish(database) {
      fillFacts(database, 'job');
      // Word by word, the index would take minutes for what it does at once in seconds.
      database.exec(`INSERT INTO job_words (job_words) VALUES ('rebuild');${wordTriggers}`);
    },
  },
  {
    // What was sent outlives its clip: no reference to the table of jobs.
    sql: createRunTable,
    finish: fillRuns,
  },
];

/** Derives the runs of jobs that are there. */
function fillRuns(database: DatabaseSync): void {
  const runs = prepareRuns(database);
  for (const row of database.prepare('SELECT id, sequence, body FROM job').iterate()) {
    const job = parseRow(row);
    const run = job && runOf(job);
    if (run !== undefined) runs.write(run);
  }
}

/**
 * Derives facts and text of jobs anew. A record that cannot be read has none.
 *
 * @param from `job`, or what of it is meant, as SQL
 */
export function fillFacts(database: DatabaseSync, from: string): void {
  const facts = prepareFacts(database);
  const writeText = database.prepare(
    `INSERT INTO job_text (sequence, text) VALUES (?, ?)
     ON CONFLICT (sequence) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text`,
  );
  for (const row of database.prepare(`SELECT id, sequence, body FROM ${from}`).iterate()) {
    const job = parseRow(row);
    if (job === undefined) continue;
    facts.write(job, false);
    writeText.run(job.sequence, textOf(job));
  }
}
