import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import { openJobStore, type JobStore } from './job-store.ts';
import { createLineage, type Lineage } from './lineage.ts';

let folder = '';
let store: JobStore;
let lineage: Lineage;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-lineage-'));
  store = openJobStore(join(folder, 'conch.db')).store;
  lineage = createLineage(store);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function make(continues?: Job | string, prompt = 'A calm sea'): Job {
  const id = typeof continues === 'object' ? continues.id : continues;
  const request = { providerId: 'sample', modelId: 'm', prompt, ...(id !== undefined && { continues: id }) };
  const { job } = store.create({ id: randomUUID(), at: 1000, request });
  lineage.added(job);
  return job;
}

function fail(job: Job): void {
  store.save({ ...job, progress: { state: 'failed', failedAt: 2000, failure: failure('moderation', 'no') } });
}

const ids = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

describe('a chain', () => {
  it('is the clip alone where it continues nothing', () => {
    const job = make();
    make();
    expect(lineage.chain(job.id)).toEqual({ jobs: [job], branches: [] });
  });

  it('is the same from each of its clips', () => {
    const first = make();
    const second = make(first);
    const third = make(second);
    for (const { id } of [first, second, third]) {
      const { jobs, branches, missingId } = lineage.chain(id);
      expect(ids(jobs)).toEqual(ids([first, second, third]));
      expect([branches, missingId]).toEqual([[], undefined]);
    }
  });

  it('leaves out what lies in the trash', () => {
    const first = make();
    const second = make(first);
    const third = make(second);
    const at = 3000;
    store.save({ ...second, keeping: { ...noKeeping(at), trashedAt: at } });
    expect(lineage.chain(first.id)).toEqual({ jobs: [first], branches: [] });
    const last = lineage.chain(third.id);
    expect(ids(last.jobs)).toEqual([third.id]);
    expect(last.missingId).toBe(second.id);
  });

  it('sees what was taken in from elsewhere once it is told to look again', () => {
    const first = make();
    expect(ids(lineage.chain(first.id).jobs)).toEqual([first.id]);
    const { job: second } = store.create({
      id: randomUUID(),
      at: 1000,
      request: { ...first.request, continues: first.id },
    });
    lineage.forget();
    expect(ids(lineage.chain(first.id).jobs)).toEqual(ids([first, second]));
  });

  it('knows what was stored before it was first asked, and what came afterwards', () => {
    const first = make();
    const second = make(first);
    const fresh = createLineage(store);
    expect(ids(fresh.chain(first.id).jobs)).toEqual(ids([first, second]));
    const { job: third } = store.create({
      id: randomUUID(),
      at: 1,
      request: { ...second.request, continues: second.id },
    });
    fresh.added(third);
    expect(ids(fresh.chain(first.id).jobs)).toEqual(ids([first, second, third]));
  });

  it('stops where two clips go on, and names both; from either of them it leads on', () => {
    const first = make();
    const left = make(first);
    const right = make(first);
    const beyond = make(right);
    expect(ids(lineage.chain(first.id).jobs)).toEqual([first.id]);
    expect(ids(lineage.chain(first.id).branches)).toEqual(ids([left, right]));
    expect(ids(lineage.chain(right.id).jobs)).toEqual(ids([first, right, beyond]));
    expect(ids(lineage.chain(right.id).branches)).toEqual([left.id]);
  });

  it('passes over takes that failed, but does not hide them', () => {
    const first = make();
    const failed = make(first);
    fail(failed);
    const good = make(first);
    expect(ids(lineage.chain(first.id).jobs)).toEqual(ids([first, good]));
    expect(ids(lineage.chain(first.id).branches)).toEqual([failed.id]);
    expect(ids(lineage.chain(failed.id).jobs)).toEqual(ids([first, failed]));
  });

  it('says what is missing where a clip was deleted', () => {
    const first = make();
    const second = make(first);
    const third = make(second);
    store.remove(second.id);
    expect(lineage.chain(third.id)).toMatchObject({ jobs: [{ id: third.id }], missingId: second.id });
    expect(lineage.chain(first.id)).toEqual({ jobs: [first], branches: [] });
  });

  it('ends on records that continue themselves or one another', () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const request = { providerId: 'sample', modelId: 'm', prompt: 'x' };
    store.create({ id: one, at: 1, request: { ...request, continues: two } });
    store.create({ id: two, at: 1, request: { ...request, continues: one } });
    expect(ids(lineage.chain(one).jobs)).toEqual([two, one]);
    const own = randomUUID();
    store.create({ id: own, at: 1, request: { ...request, continues: own } });
    expect(ids(createLineage(store).chain(own).jobs)).toEqual([own]);
  });

  it('takes no words of a prompt for lineage', () => {
    const first = make();
    make(undefined, `"continues":"${first.id}"`);
    expect(lineage.chain(first.id)).toEqual({ jobs: [first], branches: [] });
  });

  it('refuses a clip that is not there', () => {
    expect(() => lineage.chain(randomUUID())).toThrow(/not in the library/);
  });
});
