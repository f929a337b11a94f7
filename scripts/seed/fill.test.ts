import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRecovered } from '../../src/main/library/recovery.ts';
import { sidecarSchema } from '../../src/main/library/sidecar.ts';
import { isIn, type Job } from '../../src/shared/job.ts';
import { fillLibrary } from './fill.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-seed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const endsAt = 1_795_000_000_000;
const clips = 600;

async function fill(at: string, seed: number, withFiles = false): Promise<Job[]> {
  await fillLibrary({ dataFolder: at, clips, seed, endsAt, withFiles });
  const { store, notices } = openRecovered({
    databasePath: join(at, 'conch.db'),
    journalFolder: join(at, 'journal'),
    backupFolder: join(at, 'backups'),
    libraryFolders: [join(at, 'library')],
    originOf: () => '',
    now: () => endsAt,
    onDamaged: () => {},
  });
  expect(notices).toEqual([]);
  const jobs = [{}, { trashed: true as const }].flatMap((query) =>
    [0, 500].flatMap((offset) => store.clips.page(query, offset, 500).jobs),
  );
  // Nothing of it is ever sent or looked for by itself.
  const inTenYears = endsAt + 10 * 365 * 86_400_000;
  for (const state of ['queued', 'waiting', 'downloading'] as const) {
    expect(store.due(inTenYears, 9, { state })).toEqual([]);
  }
  store.close();
  return jobs;
}

it('makes a library that the core takes for its own, with real files where they should be', async () => {
  const jobs = await fill(folder, 1, true);
  expect(jobs).toHaveLength(clips);
  expect(new Set(jobs.map(({ progress }) => progress.state))).toEqual(
    new Set(['waiting', 'done', 'failed', 'canceled', 'unknown', 'queued']),
  );
  expect(new Set(jobs.map(({ request }) => request.providerId)).size).toBe(5);
  expect(jobs.some(({ request }) => request.firstFrame !== undefined)).toBe(true);
  for (const script of [
    /\p{Script=Han}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Hiragana}/u,
    /\p{Extended_Pictographic}/u,
  ]) {
    expect(jobs.some(({ request }) => script.test(request.prompt))).toBe(true);
  }
  for (const job of jobs.slice(0, 60)) {
    if (!isIn(job, 'done')) continue;
    const { asset, savedAt } = job.progress;
    const { size, mtimeMs } = statSync(join(folder, 'library', asset.path));
    expect(size).toBe(asset.sizeBytes);
    // Nobody has written into it since.
    expect(mtimeMs).toBeLessThanOrEqual(savedAt);
    expect(statSync(join(folder, 'posters', `${job.id}.webp`)).size).toBeGreaterThan(1000);
    const sidecar = readFileSync(join(folder, 'library', asset.path.replace('.mp4', '.json')), 'utf8');
    const { id, keeping } = sidecarSchema.parse(JSON.parse(sidecar));
    expect([id, keeping]).toEqual([job.id, job.keeping]);
  }
}, 30_000);

it('makes the same from the same seed, another from another, and nothing over what is there', async () => {
  const [one, same, other] = [join(folder, 'one'), join(folder, 'same'), join(folder, 'other')];
  const jobs = await fill(one, 7);
  expect(await fill(same, 7)).toEqual(jobs);
  expect(await fill(other, 8)).not.toEqual(jobs);
  await expect(fill(one, 7)).rejects.toThrow(/holds a library already/);
}, 30_000);
