import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIn, type JobIn } from '../../shared/job.ts';
import { clipPaths, sidecarOf } from '../library/clip-name.ts';
import { openJobStore } from '../library/job-store.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import { openLibraryRig, type LibraryRig } from './library-folder-rig.ts';

/** The renaming is killed at random moments until it is through. The list names whole files at any time. */
let rig: LibraryRig;
beforeEach(() => (rig = openLibraryRig()));
afterEach(() => rig.close());

const clips = 150;
const template = 'Clip {date} {prompt}';

async function run(how: string, killAfterMs: number | undefined): Promise<'killed' | 'renamed'> {
  const rigFile = join(import.meta.dirname, 'rename-child-rig.ts');
  const child = spawn(process.execPath, [rigFile, rig.dataFolder, template, how]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  while (!output.includes('renaming') && child.exitCode === null) await wait(2);
  if (killAfterMs !== undefined) {
    await Promise.race([wait(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`the child failed: ${errors}`);
  return output.includes('renamed') ? 'renamed' : 'killed';
}

/** What the list says, read anew from the disk. */
function listed(): JobIn<'done'>[] {
  const { store } = openJobStore(join(rig.dataFolder, 'conch.db'));
  const jobs = store.getMany(store.clips.ids({}, 0, 10_000)).filter((job) => isIn(job, 'done'));
  store.close();
  return jobs;
}

const newName = (job: JobIn<'done'>): string => clipPaths(job, job.progress.asset.type, template)[0];

describe.each(['links', 'copies'])('a renaming that is killed (%s)', (how) => {
  it('loses no clip and leaves no name behind in the end', { timeout: 90_000 }, async () => {
    const hashes = new Map<string, string>();
    for (let number = 0; number < clips; number += 1) {
      const { id, progress } = rig.addClip({ content: `${number}`.repeat(5000) });
      hashes.set(id, progress.asset.sha256);
    }
    rig.store.close();
    let outcome: Awaited<ReturnType<typeof run>> = 'killed';
    for (let at = 0; at < 8 && outcome === 'killed'; at += 1) {
      outcome = await run(how, 10 + Math.random() * 250);
      const jobs = listed();
      expect(jobs).toHaveLength(clips);
      for (const { id, progress } of jobs) {
        const bytes = readFileSync(join(rig.library, progress.asset.path));
        expect(createHash('sha256').update(bytes).digest('hex'), id).toBe(hashes.get(id));
      }
    }
    if (outcome === 'killed') expect(await run(how, undefined)).toBe('renamed');
    const jobs = listed();
    for (const job of jobs) {
      expect(job.progress.asset.path).toBe(newName(job));
      const sidecar = readFileSync(sidecarOf(join(rig.library, job.progress.asset.path)), 'utf8');
      expect(sidecarSchema.parse(JSON.parse(sidecar)).asset.path).toBe(job.progress.asset.path);
    }
    const files = readdirSync(rig.library, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = new Set(jobs.flatMap(({ progress: { asset } }) => [asset.path, sidecarOf(asset.path)]));
    // A write that was killed leaves the neighbour that it wrote into.
    const names = files
      .filter(({ name }) => !/^\.conch-.*\.tmp$/.test(name))
      .map((entry) => join(entry.parentPath, entry.name).slice(rig.library.length + 1));
    expect(names.filter((name) => !kept.has(name))).toEqual([]);
    expect(names).toHaveLength(clips * 2);
    expect(existsSync(join(rig.dataFolder, 'library-rename.json'))).toBe(false);
    rig.store = openJobStore(join(rig.dataFolder, 'conch.db')).store;
  });
});
