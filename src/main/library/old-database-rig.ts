import { DatabaseSync } from 'node:sqlite';
import { isIn, type Job } from '../../shared/job.ts';
import { rowChecksum } from './job-checks.ts';
import { foldText } from './job-search.ts';

/** Files as earlier versions of Conch wrote them: by their own statements, which stand here once more and never change. */

const version1 = `CREATE TABLE job (
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
   CREATE VIRTUAL TABLE job_words USING fts5 (text, content = 'job_text', content_rowid = 'sequence', tokenize = 'trigram');
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

const signatureBase = 0x43_6f_6e_00;

/** Makes a file at `path`, which must not be there. Version 1 named itself in one place only. */
export function writeOldDatabase(path: string, version: 1 | 2, jobs: readonly Job[]): void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec(version1);
    if (version === 2) database.exec('ALTER TABLE job ADD COLUMN checksum INTEGER');
    database.exec(`PRAGMA user_version = ${version}`);
    if (version === 2) database.exec(`PRAGMA application_id = ${signatureBase + version}`);
    const insert = database.prepare(
      'INSERT INTO job (sequence, id, provider_id, state, due_at, active, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const sign = database.prepare(version === 2 ? 'UPDATE job SET checksum = ? WHERE id = ?' : 'SELECT ?, ?');
    const writeText = database.prepare('INSERT INTO job_text (sequence, text) VALUES (?, ?)');
    database.exec('BEGIN');
    for (const { sequence, ...body } of jobs) {
      const { id, request, progress } = body;
      const dueAt = 'dueAt' in progress ? progress.dueAt : null;
      const isAsking = progress.state === 'waiting' && progress.refreshing;
      const active = isIn({ ...body, sequence }, 'submitting', 'waiting') && !isAsking ? 1 : 0;
      const text = JSON.stringify(body);
      insert.run(sequence, id, request.providerId, progress.state, dueAt, active, text);
      sign.run(rowChecksum([id, request.providerId, progress.state, dueAt, active, text]), id);
      const remoteId = 'remote' in progress ? (progress.remote?.id ?? '') : '';
      writeText.run(sequence, foldText(`${request.prompt}\n${remoteId}`));
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}
