import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { Job, JobProgress } from '../../shared/job.ts';
import { schemaVersion } from './job-database.ts';
import { openJobStore } from './job-store.ts';
import { sampleAccepted, sampleIntent, sampleJob } from './library-rig.ts';
import { writeOldDatabase } from './old-database-rig.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-migration-'));
  path = join(folder, 'conch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asset = {
  path: '2026-11/a-calm-sea-1a2b3c4d.mp4',
  sizeBytes: 9,
  sha256: 'a'.repeat(64),
  type: 'video/mp4',
  widthPixels: 1364,
  heightPixels: 768,
  durationSeconds: 5.875,
  poster: true,
} as const;
const progresses: JobProgress[] = [
  { state: 'queued', dueAt: 5, attempts: 0 },
  { state: 'submitting', intent: sampleIntent, attempts: 1 },
  { state: 'waiting', ...sampleAccepted, phase: 'queued', dueAt: 7, troubles: 0, refreshing: false },
  { state: 'done', ...sampleAccepted, finishedAt: 2000, savedAt: 2100, asset },
  { state: 'failed', failedAt: 9, failure: failure('balance', 'No.') },
];

function oldJobs(): Job[] {
  return progresses.map((progress, place) => sampleJob(progress, { id: randomUUID(), sequence: place * 3 + 1 }));
}

describe.each([1, 2] as const)('a file of version %i', (version) => {
  it('opens with every job as it was, and can be asked everything', () => {
    const jobs = oldJobs();
    writeOldDatabase(path, version, jobs);
    const { store, notices, damagedIds } = openJobStore(path);
    expect([notices, damagedIds]).toEqual([[], []]);
    for (const job of jobs) expect(store.get(job.id)).toEqual(job);
    expect(store.counts()).toEqual({ all: 5, running: 3, attention: 0, failed: 1 });
    const found = (search: string): string[] => store.clips.page({ search }, 0, 9).jobs.map(({ id }) => id);
    expect(found('task-42')).toEqual([jobs[3]?.id, jobs[2]?.id]);
    expect(found('sea-1a2b')).toEqual([jobs[3]?.id]);
    // What the request did not say, the file does.
    expect(store.clips.facets({})).toMatchObject({ durations: { 6: 1 }, resolutions: { '768P': 1 }, total: 5 });
    expect(
      store.clips.same(
        jobs[0]?.request ?? sampleJob(progresses[0] ?? { state: 'queued', dueAt: 0, attempts: 0 }).request,
        9,
      ),
    ).toHaveLength(4);
    const created = store.create({
      id: randomUUID(),
      at: 1,
      request: { providerId: 'sample', modelId: 'm', prompt: 'new' },
    });
    expect(created.job.sequence).toBe(14);
    store.close();
    const raw = new DatabaseSync(path, { readOnly: true });
    expect(raw.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaVersion });
    raw.close();
  });

  it('keeps a record that cannot be read in the file, out of every list', () => {
    const jobs = oldJobs();
    writeOldDatabase(path, version, jobs);
    const raw = new DatabaseSync(path);
    raw.prepare("UPDATE job SET body = '{' WHERE id = ?").run(jobs[4]?.id ?? '');
    raw.close();
    const told: string[] = [];
    const { store } = openJobStore(path, (id) => told.push(id));
    // Version 1 had no checksums: there it shows when it is read.
    expect(store.get(jobs[4]?.id ?? '')).toBeUndefined();
    expect(store.clips.page({}, 0, 9).total).toBe(4);
    store.close();
    expect(told).toEqual([jobs[4]?.id]);
  });
});

describe('facts', () => {
  it('that are missing are derived anew at the start', () => {
    const jobs = oldJobs();
    writeOldDatabase(path, 2, jobs);
    openJobStore(path).store.close();
    const raw = new DatabaseSync(path);
    raw.exec('DELETE FROM job_facts WHERE sequence > 6');
    raw.close();
    const { store } = openJobStore(path);
    expect(store.clips.page({}, 0, 9).jobs).toHaveLength(5);
    store.close();
  });
});
