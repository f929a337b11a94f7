import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkReport } from '../../shared/work.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { openJournal, readJournal, type Journal } from '../library/journal.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import { rebuild } from './rebuild.ts';

let rig: LibraryRig;
let fresh: JobStore;
let journal: Journal;
beforeEach(() => {
  rig = openLibraryRig();
  fresh = openJobStore(join(rig.dataFolder, 'fresh.db')).store;
  journal = openJournal(join(rig.dataFolder, 'journal'));
});
afterEach(() => {
  journal.close();
  fresh.close();
  rig.close();
});

function bringBack(store = fresh): Promise<WorkReport> {
  return rebuild(
    {
      store,
      journal,
      forgotten: readJournal(join(rig.dataFolder, 'journal')).forgotten,
      folders: rig.media.folders(),
      originOf: () => 'https://provider.example',
      restored: () => {},
      collectionsChanged: () => {},
    },
    workTools(),
  );
}

const reasons = (report: WorkReport): string[] =>
  report.findings.flatMap(({ listed }) => listed.map(({ reason }) => reason));

describe('rebuild', () => {
  it('fills an empty list from the folder alone, with what the person added', async () => {
    const keeping = { favourite: true, rating: 4, tags: ['sea'], note: 'n', collectionIds: [], changedAt: 5 };
    const jobs = [rig.addClip(), rig.addClip({ change: { keeping } }), rig.addClip()];
    const report = await bringBack();
    expect(report.summary).toContain('3 clips came back');
    for (const job of jobs) {
      const stored = fresh.get(job.id);
      expect(stored?.request).toEqual(job.request);
      expect(stored?.keeping).toEqual(job.keeping);
      expect(stored?.progress).toMatchObject({ state: 'done', asset: job.progress.asset, remote: { id: 'task-42' } });
    }
    expect((await bringBack()).summary).toContain('knew every clip');
  });

  it('leaves what the list knows as it is', async () => {
    const job = rig.addClip();
    const stored = rig.store.get(job.id);
    const path = sidecarOf(join(rig.library, job.progress.asset.path));
    const content = JSON.parse(readFileSync(path, 'utf8')) as { request: { prompt: string } };
    content.request.prompt = 'Something else';
    writeFileSync(path, JSON.stringify(content));
    await bringBack(rig.store);
    expect(rig.store.get(job.id)).toEqual(stored);
  });

  it('finds clips in a folder that was given another name', async () => {
    const job = rig.addClip();
    const month = dirname(job.progress.asset.path);
    renameSync(join(rig.library, month), join(rig.library, 'Best of autumn'));
    await bringBack();
    const stored = fresh.get(job.id);
    expect(stored?.progress).toMatchObject({
      asset: { path: job.progress.asset.path.replace(month, 'Best of autumn') },
    });
  });

  it('refuses file by file, with the reason, what cannot be right', async () => {
    const [sound, gone, cut] = [rig.addClip(), rig.addClip(), rig.addClip()];
    rmSync(join(rig.library, gone.progress.asset.path));
    truncateSync(join(rig.library, cut.progress.asset.path), 1);
    const month = join(rig.library, '2026-11');
    mkdirSync(month, { recursive: true });
    const good = JSON.parse(readFileSync(sidecarOf(join(rig.library, sound.progress.asset.path)), 'utf8')) as object;
    const bad: Record<string, string> = {
      'torn.json': '{"format":"conch-clip-1"',
      'binary.json': '\u0000\u0001',
      'nonsense.json': JSON.stringify({ ...good, request: 7 }),
      'no-id.json': JSON.stringify({ ...good, id: '../../etc/passwd' }),
      'newer.json': JSON.stringify({ ...good, format: 'conch-clip-9' }),
      'date.json': JSON.stringify({ ...good, id: crypto.randomUUID(), createdAt: 1e300 }),
      'negative.json': JSON.stringify({ ...good, id: crypto.randomUUID(), savedAt: -1 }),
    };
    for (const [name, text] of Object.entries(bad)) writeFileSync(join(month, name), text);
    writeFileSync(join(month, 'other.json'), '{"format":"a-file-of-another-program"}');
    writeFileSync(join(month, 'huge.json'), '');
    truncateSync(join(month, 'huge.json'), 1024 ** 3);
    const report = await bringBack();
    expect([...fresh.states().keys()]).toEqual([sound.id]);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ kind: 'refused', total: 10 });
    expect(reasons(report)).toContain('The file is too large to describe a clip.');
    expect(reasons(report)).toContain('The clip of this description is not there.');
    expect(reasons(report)).toContain('A newer version of Conch wrote this. Update Conch first.');
  });

  it('a path inside a sidecar leads nowhere', async () => {
    const job = rig.addClip();
    const path = sidecarOf(join(rig.library, job.progress.asset.path));
    const content = JSON.parse(readFileSync(path, 'utf8')) as { asset: { path: string } };
    content.asset.path = '../../conch.db';
    writeFileSync(path, JSON.stringify(content));
    await bringBack();
    expect(fresh.get(job.id)?.progress).toMatchObject({ asset: { path: job.progress.asset.path } });
  });

  it('what was deleted once and is here again stays, also for a later recovery', async () => {
    const job = rig.addClip();
    journal.forget(job.id);
    await bringBack();
    const { forgotten, jobs } = readJournal(join(rig.dataFolder, 'journal'));
    expect(forgotten.has(job.id)).toBe(false);
    expect(jobs.has(job.id)).toBe(true);
  });

  it('says in one sentence that the folder is not there', async () => {
    await expect(bringBack()).rejects.toThrow('Was a disk taken out?');
  });
});
