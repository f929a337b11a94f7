import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import Conf from 'conf';
import { createLedger, type Ledger } from '../../src/main/jobs/ledger.ts';
import { openJobStore, type JobStore } from '../../src/main/library/job-store.ts';
import { isIn, type Job, type JobIn } from '../../src/shared/job.ts';
import { request } from './core.ts';
import type { Libraries } from './libraries.ts';
import { median, quantile, type Measurement, type Section } from './report.ts';

const jobs = 200;
const warmUp = 40;
/** A settings file of a hundred thousand records takes seconds for each change. */
const confRounds = 3;

/** One state change of one clip in a library of many: another look that brought nothing new, which is the commonest. */
export async function measureLibraryChange({ sizes, copy }: Libraries): Promise<Section> {
  const measurements: Measurement[] = [];
  for (const clips of sizes) {
    const folder = await copy(clips);
    const { store } = openJobStore(join(folder, 'conch.db'));
    const ledger = ledgerOver(store);
    // Lists that a window has open are put right with each change.
    for (const query of [{}, { search: 'storm' }, { favourite: true as const }]) store.clips.page(query, 0, 60);
    const waiting = makeWaiting(store, ledger);
    const raw = openRaw(join(folder, 'raw.db'), store);
    const ours: number[] = [];
    const bare: number[] = [];
    for (const [round, job] of waiting.entries()) {
      const change = (): void => {
        const at = 1000 + round;
        ledger.record(job.id, {
          type: 'poll-waiting',
          at,
          remote: job.progress.remote,
          phase: 'running',
          dueAt: at + 10_000,
        });
      };
      const conchMs = timed(change);
      const after = store.get(job.id) ?? job;
      const bareMs = timed(() => raw.update(after));
      if (round < warmUp) continue;
      ours.push(conchMs);
      bare.push(bareMs);
    }
    raw.close();
    const confMs = measureConf(folder, store, waiting);
    store.close();
    const sql = (value: number) => ({ name: 'raw SQL', value });
    measurements.push(
      {
        what: `one state change at ${clips} clips, median`,
        unit: 'ms',
        conch: median(ours),
        reference: sql(median(bare)),
      },
      { what: 'the same, p95', unit: 'ms', conch: quantile(ours, 0.95), reference: sql(quantile(bare, 0.95)) },
      {
        what: `the same, median, beside a settings file with the same records`,
        unit: 'ms',
        conch: median(ours),
        reference: { name: 'conf', value: confMs },
      },
    );
  }
  return {
    title: 'One state change in a large library',
    how: `A look that brought nothing new, at ${jobs - warmUp} clips, both sides in turns. Conch: read, advance, store with checksum and facts, flush, put three open lists right. Raw SQL: one prepared UPDATE of state, time and body by id, WAL and \`synchronous = FULL\` too, on a table with one further index. conf (what electron-store is made of): one record set in a file of all records, which it writes anew each time and does not flush; ${confRounds} changes.`,
    measurements,
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function ledgerOver(store: JobStore): Ledger {
  return createLedger({
    store,
    // A look is none of the journal's business.
    journal: { write() {}, writeAll() {} },
    log: silent,
    announce() {},
    announceMany() {},
    raise() {},
    makeRoom: () => false,
  });
}

function makeWaiting(store: JobStore, ledger: Ledger): JobIn<'waiting'>[] {
  return Array.from({ length: jobs }, (_, number) => {
    const { job } = store.create({ id: crypto.randomUUID(), at: 1, request });
    const intent = {
      sentAt: 1,
      origin: 'https://provider.example',
      keyFingerprint: '0011aabb',
      requestHash: 'f'.repeat(64),
    };
    ledger.record(job.id, { type: 'submit-started', at: 2, intent });
    const waiting = ledger.record(job.id, {
      type: 'submit-accepted',
      at: 3,
      remote: { id: `task-${number}` },
      dueAt: 4,
    });
    if (waiting === undefined || !isIn(waiting, 'waiting')) throw new Error('the clip does not wait');
    return waiting;
  });
}

/** The least that keeps the same records. */
function openRaw(path: string, store: JobStore): { update(job: Job): void; close(): void } {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE job (id TEXT PRIMARY KEY, state TEXT NOT NULL, due_at REAL, body TEXT NOT NULL) STRICT;
    CREATE INDEX job_by_due ON job (due_at) WHERE due_at IS NOT NULL; BEGIN`);
  const insert = database.prepare('INSERT INTO job (state, due_at, body, id) VALUES (?, ?, ?, ?)');
  for (const job of allJobs(store)) insert.run(...rawColumns(job));
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  const update = database.prepare('UPDATE job SET state = ?, due_at = ?, body = ? WHERE id = ?');
  return { update: (job) => void update.run(...rawColumns(job)), close: () => database.close() };
}

function rawColumns(job: Job): SQLInputValue[] {
  const { progress } = job;
  return [progress.state, 'dueAt' in progress ? progress.dueAt : null, JSON.stringify(job), job.id];
}

function* allJobs(store: JobStore): Generator<Job> {
  const { all } = store.counts();
  for (let offset = 0; offset < all; offset += 500) yield* store.clips.page({}, offset, 500).jobs;
}

function measureConf(folder: string, store: JobStore, waiting: readonly Job[]): number {
  const conf = new Conf<Record<string, unknown>>({ cwd: folder, configName: 'history' });
  conf.store = Object.fromEntries([...allJobs(store)].map((job) => [job.id, job]));
  const times = waiting.slice(0, confRounds).map((job) => timed(() => conf.set(job.id, { ...job, updatedAt: 5 })));
  return median(times);
}

function timed(act: () => void): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}
