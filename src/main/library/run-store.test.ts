import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance, type JobEvent } from '../../shared/advance.ts';
import { failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { openJournal } from './journal.ts';
import { sampleIntent } from './library-rig.ts';
import { writeOldDatabase } from './old-database-rig.ts';
import { openRecovered } from './recovery.ts';
import type { Run } from './run.ts';

let folder = '';
let store: JobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-runs-'));
  store = openJobStore(join(folder, 'conch.db')).store;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const estimate = { unit: 'USD', least: 0.28, most: 0.28, trust: 'low', asOf: '2026-07-10' } as const;
const intent = { ...sampleIntent, sentAt: 1000, estimate };
const remote = { id: 'task-42' };
const asset = { path: 'a.mp4', sizeBytes: 9, sha256: 'f', type: 'video/mp4', poster: false } as const;
const outputs = [{ url: 'https://cdn.example/a.mp4' }];

const sent: JobEvent = { type: 'submit-started', at: 1000, intent };
const accepted: JobEvent = {
  type: 'submit-accepted',
  at: 2000,
  remote,
  dueAt: 60_000,
  cost: { amount: 0.294, unit: 'USD' },
};
const finished: JobEvent = { type: 'poll-succeeded', at: 61_000, remote, outputs };
const saved: JobEvent = { type: 'download-finished', at: 63_000, asset };

function create(): Job {
  const request = {
    providerId: 'sample',
    modelId: 'm',
    prompt: 'A calm sea',
    durationSeconds: 6,
    resolution: '768P',
  } as const;
  return store.create({ id: randomUUID(), at: 900, request }).job;
}

/** Each step is stored, as the ledger does it. */
function after(job: Job, ...events: JobEvent[]): Job {
  return events.reduce((before, event) => {
    const next = advance(before, event);
    store.save(next);
    return next;
  }, job);
}

function only(): Run | undefined {
  const all = [...store.runs.all()];
  expect(all.length).toBeLessThanOrEqual(1);
  // What is in memory and what is on the disk say the same.
  expect(store.runs.since(0)).toEqual(all);
  return all[0];
}

describe('runs', () => {
  it('begin with the sending, not with the clip', () => {
    const job = create();
    expect(only()).toBeUndefined();
    after(job, sent);
    expect(only()).toEqual({
      jobId: job.id,
      sentAt: 1000,
      providerId: 'sample',
      modelId: 'm',
      mode: 'text',
      durationSeconds: 6,
      resolution: '768P',
      outcome: 'running',
      charged: 'unknown',
      estimate: { unit: 'USD', least: 0.28, most: 0.28 },
      cost: null,
      readyMs: null,
      savedMs: null,
      favourite: false,
      rating: 0,
      trashed: false,
      removed: false,
      tags: [],
    });
  });

  it('tell how it ended, what it cost and how long it took', () => {
    const job = after(create(), sent, accepted);
    expect(only()).toMatchObject({ outcome: 'running', cost: { amount: 0.294, unit: 'USD' } });
    after(job, finished, saved);
    expect(only()).toMatchObject({ outcome: 'done', charged: 'yes', readyMs: 60_000, savedMs: 62_000 });
  });

  it('are taken back when it is proven that nothing was taken, and counted once when it is sent anew', () => {
    const refused = failure('rate-limited', 'Wait.', { stage: 'submit', charged: 'no' });
    const job = after(create(), sent, { type: 'submit-deferred', at: 1100, failure: refused, dueAt: 2000 });
    expect(only()).toBeUndefined();
    after(job, { ...sent, at: 3000, intent: { ...intent, sentAt: 3000 } });
    expect(only()).toMatchObject({ sentAt: 3000 });
  });

  it('know what is known about the charge, and no more', () => {
    const ends: [JobEvent[], Partial<Run>][] = [
      [
        [{ type: 'submit-unclear', at: 2000, failure: failure('outcome-unknown', 'Lost.') }],
        { outcome: 'unclear', charged: 'unknown' },
      ],
      [
        [accepted, { type: 'cancel-asked', at: 3000 }],
        { outcome: 'unclear', charged: 'unknown', cost: { amount: 0.294, unit: 'USD' } },
      ],
      [
        [accepted, { type: 'poll-failed', at: 3000, failure: failure('moderation', 'No.', { charged: 'no' }) }],
        { outcome: 'failed', charged: 'no' },
      ],
      [
        [accepted, { type: 'poll-failed', at: 3000, failure: failure('provider-failed', 'No.') }],
        { outcome: 'failed', charged: 'unknown' },
      ],
      [
        [
          accepted,
          finished,
          { type: 'download-failed', at: 70_000, failure: failure('output-expired', 'Gone.', { stage: 'download' }) },
        ],
        { outcome: 'failed', charged: 'yes' },
      ],
    ];
    for (const [events, expected] of ends) {
      const job = after(create(), sent, ...events);
      expect([...store.runs.all()].find(({ jobId }) => jobId === job.id)).toMatchObject(expected);
    }
  });

  it('are there once, however often the clip is fetched anew, and keep their first times', () => {
    const job = after(create(), sent, accepted, finished, saved);
    const anew = after(job, { type: 'fetch-asked', at: 9_000_000 });
    expect(only()).toMatchObject({ outcome: 'done', charged: 'yes', readyMs: 60_000, savedMs: 62_000 });
    after(anew, { ...finished, at: 9_000_500 }, { ...saved, at: 9_001_000 });
    expect(only()).toMatchObject({ outcome: 'done', readyMs: 60_000, savedMs: 62_000 });
  });

  it('outlive their clip, and say that it is gone', () => {
    const job = after(create(), sent, accepted, finished, saved);
    const before = only();
    store.remove(job.id);
    expect(only()).toEqual({ ...before, removed: true });
    store.restore([job]);
    expect(only()).toEqual(before);
  });

  it('are none of a clip that came from another library', () => {
    const job = { ...create(), id: randomUUID(), sequence: 0 };
    const foreign = { ...intent, keyFingerprint: '' };
    store.restore([
      {
        ...job,
        progress: { state: 'done', intent: foreign, remote, acceptedAt: 1, finishedAt: 2, savedAt: 3, asset },
      },
    ]);
    expect(only()).toBeUndefined();
  });

  it('tell of every change, and only of a change', () => {
    let told = 0;
    store.runs.watch(() => (told += 1));
    const job = after(create(), sent);
    expect(told).toBe(1);
    const waiting = after(job, accepted);
    const look: JobEvent = { type: 'poll-waiting', at: 3000, remote, phase: 'running', dueAt: 4000 };
    after(waiting, look, look, look);
    expect(told).toBe(2);
    store.remove(job.id);
    expect(told).toBe(3);
  });
});

describe('what other memories know', () => {
  it('a library of an earlier version has the runs of its clips', () => {
    const done = after(create(), sent, accepted, finished, saved);
    const path = join(folder, 'old.db');
    writeOldDatabase(path, 2, [done, { ...create(), sequence: 2 }]);
    const opened = openJobStore(path).store;
    expect([...opened.runs.all()]).toMatchObject([{ jobId: done.id, outcome: 'done', estimate: { most: 0.28 } }]);
    opened.close();
  });

  it('the journal brings back what was spent on deleted clips when the database is lost', () => {
    const journal = openJournal(join(folder, 'journal'));
    const gone = after(create(), sent, accepted, finished, saved);
    const there = after(create(), sent, accepted);
    journal.writeAll([gone, there]);
    journal.forget(gone.id);
    journal.close();
    store.close();
    const path = join(folder, 'conch.db');
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    const recovered = openRecovered({
      databasePath: path,
      journalFolder: join(folder, 'journal'),
      backupFolder: join(folder, 'backups'),
      libraryFolders: [],
      originOf: () => 'https://provider.example',
      now: () => 5000,
      onDamaged: () => {},
    });
    store = recovered.store;
    expect(store.get(gone.id)).toBeUndefined();
    const runs = [...store.runs.all()];
    expect(runs).toHaveLength(2);
    expect(runs.find(({ jobId }) => jobId === gone.id)).toMatchObject({
      removed: true,
      charged: 'yes',
      cost: { amount: 0.294 },
    });
    expect(runs.find(({ jobId }) => jobId === there.id)).toMatchObject({ removed: false, outcome: 'running' });
  });

  it('nothing of the prompt is in the table', () => {
    after(create(), sent);
    store.close();
    const raw = new DatabaseSync(join(folder, 'conch.db'));
    expect(JSON.stringify(raw.prepare('SELECT * FROM run').all())).not.toContain('calm');
    raw.close();
    store = openJobStore(join(folder, 'conch.db')).store;
  });
});
