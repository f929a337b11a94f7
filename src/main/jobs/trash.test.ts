import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job, JobProgress } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { createTrash, type Trash } from './trash.ts';

let folder = '';
let store: JobStore;
let trash: Trash;
let now = 0;
let termDays = 30;
let timers: (() => void)[] = [];
/** In the order in which it happened. */
const did: string[] = [];
const stuck = new Set<string>();
const dayMs = 24 * 60 * 60_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-trash-'));
  store = openJobStore(join(folder, 'conch.db')).store;
  now = 100 * dayMs;
  termDays = 30;
  timers = [];
  did.length = 0;
  stuck.clear();
  trash = createTrash({
    store: { clips: store.clips, removeAll: (ids) => (did.push(`records ${ids.length}`), store.removeAll(ids)) },
    ledger: store,
    journal: { forgetAll: (ids) => void did.push(`journal ${ids.length}`) },
    media: {
      removeFiles: async (job) => {
        if (stuck.has(job.id)) throw new Error('EBUSY');
        did.push('files');
      },
    },
    termDays: () => termDays,
    clock: {
      now: () => now,
      after: (_delayMs, callback) => (timers.push(callback), () => {}),
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    progressed: (removed, total) => void did.push(`${removed} of ${total}`),
    removed: (ids) => void did.push(`told ${ids.length}`),
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const ended: JobProgress = { state: 'canceled', canceledAt: 5, reason: 'before-sending' };

function make(trashedAt: number | undefined, progress = ended): string {
  const { job } = store.create({
    id: randomUUID(),
    at: 1,
    request: { providerId: 'novita', modelId: 'm', prompt: 'p' },
  });
  const keeping = { ...noKeeping(1), ...(trashedAt !== undefined && { trashedAt }) };
  store.save({ ...job, progress, keeping } satisfies Job);
  return job.id;
}

async function nextLook(): Promise<void> {
  for (const timer of timers.splice(0)) timer();
  // It plans the next look when it has done with this one.
  await vi.waitFor(() => expect(timers).toHaveLength(1), { timeout: 10_000 });
}

describe('emptying', () => {
  it('removes files, then tells the journal, then the record, and nothing that is not in the trash', async () => {
    const kept = make(undefined);
    const gone = make(now);
    expect(await trash.empty()).toEqual({ removed: 1, failed: 0 });
    expect(did).toEqual(['files', 'journal 1', 'records 1', 'told 1', '1 of 1']);
    expect([store.get(kept)?.id, store.get(gone)]).toEqual([kept, undefined]);
  });

  it('can be asked for some only, and goes in batches that tell how far it is', async () => {
    const ids = Array.from({ length: 60 }, () => make(now));
    expect(await trash.empty([...ids.slice(0, 55), randomUUID()])).toEqual({ removed: 55, failed: 0 });
    expect(did.filter((what) => what.includes(' of '))).toEqual(['50 of 55', '55 of 55']);
    expect(store.clips.inTrash()).toHaveLength(5);
  });

  it('a clip whose files are held by somebody stays in the trash', async () => {
    const id = make(now);
    stuck.add(id);
    expect(await trash.empty()).toEqual({ removed: 0, failed: 1 });
    expect(store.clips.inTrash()).toEqual([id]);
  });

  it('never removes a clip that is being fetched anew', async () => {
    const id = make(now, { state: 'queued', dueAt: 1, attempts: 0 });
    expect(await trash.empty()).toEqual({ removed: 0, failed: 0 });
    expect(store.get(id)).toBeDefined();
  });
});

describe('the term', () => {
  it('is over after so many days, looked at once a day', async () => {
    const old = make(now - 30 * dayMs - 1);
    const young = make(now - 30 * dayMs + 1);
    trash.start();
    await nextLook();
    expect([store.get(old), store.get(young)?.id]).toEqual([undefined, young]);
    now += dayMs;
    await nextLook();
    expect(store.get(young)).toBeUndefined();
    await trash.stop();
  });

  it('never comes when the person wants none', async () => {
    termDays = 0;
    const id = make(1);
    trash.start();
    await nextLook();
    expect(store.get(id)?.id).toBe(id);
  });
});
