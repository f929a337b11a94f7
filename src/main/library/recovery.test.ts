import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job, JobProgress, JobState } from '../../shared/job.ts';
import { listGenerations } from './backup-files.ts';
import { createBackups } from './backups.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { openJournal, type Journal } from './journal.ts';
import { sampleAccepted, sampleIntent } from './library-rig.ts';
import { writeOldDatabase } from './old-database-rig.ts';
import { openRecovered } from './recovery.ts';

let folder = '';
let path = '';
let store: JobStore;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-recovery-'));
  path = join(folder, 'conch.db');
  store = openJobStore(path).store;
  journal = openJournal(join(folder, 'journal'));
});
afterEach(() => {
  store.close();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

function recover(): string[] {
  store.close();
  const opened = openRecovered({
    databasePath: path,
    journalFolder: join(folder, 'journal'),
    backupFolder: join(folder, 'backups'),
    libraryFolders: [join(folder, 'library')],
    originOf: () => 'https://provider.example',
    now: () => 5000,
    onDamaged: () => {},
  });
  store = opened.store;
  return opened.notices.map(({ message }) => message);
}

function create(prompt = 'A calm sea'): Job {
  return store.create({ id: randomUUID(), at: 1000, request: { providerId: 'sample', modelId: 'm', prompt } }).job;
}

function put(job: Job, progress: JobProgress): Job {
  const after = { ...job, updatedAt: job.updatedAt + 1, progress };
  store.save(after);
  journal.write(after);
  return after;
}

const submitting: JobProgress = { state: 'submitting', intent: sampleIntent, attempts: 1 };
const waiting: JobProgress = {
  state: 'waiting',
  ...sampleAccepted,
  phase: 'queued',
  dueAt: 1,
  troubles: 0,
  refreshing: false,
};

async function backUp(): Promise<void> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const clock = { now: () => 2000, after: () => () => {} };
  const options = { folder: join(folder, 'backups'), store, forgotten: () => new Set<string>(), clock, log };
  await createBackups({ ...options, hasRoom: async () => true }).run();
}

function remove(): void {
  store.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

function damage(): void {
  store.close();
  const bytes = readFileSync(path);
  bytes.fill(0xee, 4096, 4096 + 300);
  writeFileSync(path, bytes);
}

const stateOf = (job: Job): JobState | undefined => store.get(job.id)?.progress.state;

describe('an ordinary start', () => {
  it('changes nothing and says nothing, in a new folder and in an old one', async () => {
    expect(recover()).toEqual([]);
    const jobs = [create(), put(create(), submitting), put(create(), waiting)];
    await backUp();
    expect(recover()).toEqual([]);
    expect(jobs.map(stateOf)).toEqual(['queued', 'submitting', 'waiting']);
  });

  it('a list of an earlier day learns from the journal what was sent since', () => {
    const stale = [create(), create(), create()] as const;
    const [sent, taken, deleted] = stale;
    journal.write({ ...sent, updatedAt: 2000, progress: submitting });
    journal.write({ ...taken, updatedAt: 2000, progress: waiting });
    journal.forget(deleted.id);
    expect(recover()).toEqual([]);
    expect(stale.map(stateOf)).toEqual(['submitting', 'waiting', undefined]);
  });

  it('a row that does not fit its checksum comes back from the journal, with one sentence', () => {
    const job = put(create(), waiting);
    store.close();
    const raw = new DatabaseSync(path);
    raw.prepare("UPDATE job SET body = replace(body, 'task-42', 'task-43') WHERE id = ?").run(job.id);
    raw.close();
    expect(recover()).toEqual([expect.stringMatching(/brought them back/)]);
    expect(store.get(job.id)).toEqual(job);
    expect(recover()).toEqual([]);
  });

  it('copies the file before it changes its format', () => {
    const job = put(create(), waiting);
    remove();
    writeOldDatabase(path, 1, [job]);
    expect(recover()).toEqual([]);
    expect(store.get(job.id)).toEqual(job);
    const [copy] = listGenerations(join(folder, 'backups'));
    const old = new DatabaseSync(copy?.path ?? '', { readOnly: true });
    expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    old.close();
  });
});

describe('a list that is gone or damaged', () => {
  const troubles: [string, () => void][] = [
    ['gone', remove],
    ['damaged', damage],
    ['empty', () => (remove(), writeFileSync(path, ''))],
  ];
  it.each(troubles)(
    '%s: every paid job is back, none that was sent is queued, in one sentence',
    async (_name, spoil) => {
      const sentSince = create('sent since');
      const early = [sentSince, create('early'), put(create(), submitting), put(create(), waiting)];
      const deleted = create('deleted since');
      await backUp();
      put(sentSince, submitting);
      store.remove(deleted.id);
      journal.forget(deleted.id);
      const late = [put(create('late'), submitting), put(create('late'), waiting)];
      spoil();
      const notices = recover();
      expect(notices).toEqual([expect.stringMatching(/^The list of clips was .*\.$/)]);
      expect(early.map(stateOf)).toEqual(['submitting', 'queued', 'submitting', 'waiting']);
      expect(late.map(stateOf)).toEqual(['submitting', 'waiting']);
      expect(stateOf(deleted)).toBeUndefined();
      for (const job of [...early, ...late]) expect(store.get(job.id)?.sequence).toBe(job.sequence);
      expect(store.clips.page({ search: 'late' }, 0, 10).total).toBe(2);
      expect(recover()).toEqual([]);
    },
  );

  it('a journal of SQLite that has lost its database is put aside, never laid over the backup', async () => {
    const job = create();
    await backUp();
    remove();
    writeFileSync(`${path}-wal`, 'left over');
    expect(recover()).toHaveLength(1);
    expect(stateOf(job)).toBe('queued');
    const [aside = ''] = readdirSync(folder).filter((name) => name.endsWith('-wal') && name.includes('damaged'));
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('left over');
  });

  it('what can still be read of a damaged file is read', () => {
    const jobs = Array.from({ length: 200 }, (_, number) => create(`clip ${number} ${'word '.repeat(90)}`));
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xee, bytes.length / 2, bytes.length / 2 + 9000);
    writeFileSync(path, bytes);
    expect(recover()).toHaveLength(1);
    expect(jobs.filter((job) => stateOf(job) === 'queued').length).toBeGreaterThan(20);
    expect(readdirSync(folder).filter((name) => name.includes('damaged')).length).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((name) => name.includes('salvage'))).toEqual([]);
  });

  it('a backup that has gone bad is passed over for an older one', async () => {
    const job = create();
    await backUp();
    put(create(), submitting);
    await backUp();
    const [newest] = listGenerations(join(folder, 'backups'));
    truncateSync(newest?.path ?? '', 5000);
    remove();
    expect(recover()).toHaveLength(1);
    expect(stateOf(job)).toBe('queued');
  });

  it('without a whole journal nothing that was queued is sent by itself', async () => {
    const job = create();
    put(create(), submitting);
    await backUp();
    const [segment = ''] = readdirSync(join(folder, 'journal'));
    const text = readFileSync(join(folder, 'journal', segment), 'utf8');
    writeFileSync(join(folder, 'journal', segment), text.replace('0011aabb', '0011aacc'));
    remove();
    recover();
    expect(store.get(job.id)?.progress).toMatchObject({ state: 'canceled', reason: 'given-up' });
    expect(store.inState('queued')).toEqual([]);
  });

  it('a line that was torn while it was written holds nothing back: its write had promised nothing', async () => {
    const job = create();
    const sent = put(create(), submitting);
    await backUp();
    const [segment = ''] = readdirSync(join(folder, 'journal'));
    const text = readFileSync(join(folder, 'journal', segment), 'utf8');
    journal.write({ ...sent, progress: waiting });
    truncateSync(join(folder, 'journal', segment), text.length + 40);
    remove();
    recover();
    expect([stateOf(job), stateOf(sent)]).toEqual(['queued', 'submitting']);
  });

  it('with the journal alone, every paid job is back', () => {
    const jobs = [put(create(), submitting), put(create(), waiting)];
    remove();
    recover();
    expect(jobs.map((job) => store.get(job.id))).toEqual(jobs);
  });
});
