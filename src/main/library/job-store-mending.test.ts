import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job, JobProgress } from '../../shared/job.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { sampleAccepted } from './library-rig.ts';

let folder = '';
let path = '';
let store: JobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-restore-'));
  path = join(folder, 'conch.db');
  store = openJobStore(path).store;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function create(prompt: string): Job {
  return store.create({ id: randomUUID(), at: 1000, request: { providerId: 'sample', modelId: 'm', prompt } }).job;
}

function put(job: Job, progress: JobProgress): Job {
  const saved = { ...job, updatedAt: job.updatedAt + 1, progress };
  store.save(saved);
  return saved;
}

const waiting = (dueAt: number, refreshing = false): JobProgress => ({
  state: 'waiting',
  ...sampleAccepted,
  phase: 'queued',
  dueAt,
  troubles: 0,
  refreshing,
});

describe('an index of words that is spoilt', () => {
  const spoil = (): void => {
    const raw = new DatabaseSync(path);
    raw.enableDefensive(false);
    raw.exec('UPDATE job_words_data SET block = randomblob(length(block)) WHERE id > 10');
    raw.close();
  };

  it('never keeps an id from being stored, nor a record from being deleted', () => {
    const job = create('a spoilt index');
    const other = create('another one');
    spoil();
    put(job, waiting(5));
    expect(store.get(job.id)?.progress).toEqual(waiting(5));
    expect(store.clips.page({ search: 'task-42' }, 0, 10).jobs.map(({ id }) => id)).toEqual([job.id]);
    spoil();
    store.remove(other.id);
    expect(store.clips.page({ search: 'another' }, 0, 10).jobs).toEqual([]);
  });
});

describe('restoring', () => {
  it('puts records back as they were, with their own sequence where it is free', () => {
    const kept = create('kept');
    const gone = put(create('gone'), waiting(7));
    const changed = put(create('changed'), waiting(8));
    store.remove(gone.id);
    const later = create('later');
    const stranger = { ...gone, id: randomUUID(), sequence: kept.sequence };
    const unnumbered = { ...gone, id: randomUUID(), sequence: 0 };
    store.restore([gone, { ...changed, progress: waiting(9, true) }, stranger, unnumbered]);
    expect(store.get(gone.id)).toEqual(gone);
    expect(store.get(changed.id)?.progress).toEqual(waiting(9, true));
    expect(store.get(stranger.id)?.sequence).toBeGreaterThan(later.sequence);
    expect(store.get(unnumbered.id)?.sequence).toBeGreaterThan(later.sequence);
    expect(store.counts().all).toBe(6);
    expect(store.clips.page({ search: 'gone' }, 0, 10).total).toBe(3);
    expect(store.states().get(gone.id)).toBe('waiting');
  });
});
