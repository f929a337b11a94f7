import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { tagsFor } from '../library/embedded-clip.ts';
import { downloadingJob } from '../library/library-rig.ts';
import { openJournal, readJournal, type Journal } from '../library/journal.ts';
import { writeTagged } from '../tags/tag-file.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import { rebuild } from './rebuild.ts';
import { scrub } from './scrub.ts';

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
      restored: async () => {},
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

  it('brings back a clip that lost its sidecar from what the file says of itself', async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../../test/fixtures/clips/numbered-24.mp4'));
    const made = downloadingJob();
    const part = join(rig.dataFolder, 'bare.part');
    writeFileSync(part, bytes);
    await writeTagged(part, `${part}.mp4`, tagsFor(made, { providerName: 'Sample Provider', version: '9.9.9' }));
    const bare = readFileSync(`${part}.mp4`);
    mkdirSync(join(rig.library, '2026-11'), { recursive: true });
    writeFileSync(join(rig.library, '2026-11', 'bare.mp4'), bare);
    writeFileSync(join(rig.library, '2026-11', 'copy of bare.mp4'), bare);
    writeFileSync(join(rig.library, '2026-11', 'silent.mp4'), bytes);
    const report = await bringBack();
    expect([...fresh.states().keys()]).toEqual([made.id]);
    const job = fresh.get(made.id);
    expect(job?.request).toEqual(made.request);
    if (job === undefined || !isIn(job, 'done')) throw new Error('not done');
    expect(job.progress).toMatchObject({
      remote: { id: 'task-42' },
      asset: { path: '2026-11/bare.mp4', sizeBytes: bare.length, widthPixels: 480 },
    });
    expect(report.summary).toContain('1 clip came back');
    // The thorough check reads every byte of it, and agrees.
    const options = { store: fresh, media: rig.media, folders: rig.media.folders(), thorough: true };
    const check = await scrub(options, workTools());
    expect(check.findings.flatMap(({ kind }) => kind)).toEqual(['foreign']);
    expect(await bringBack()).toMatchObject({ summary: expect.stringContaining('knew every clip') });
  });

  it.each(['bare', 'described'])(
    'two clips of one name in two library folders: neither is taken in, and it says why (%s)',
    async (how) => {
      const earlier = join(rig.dataFolder, 'earlier');
      await rig.media.rememberFolder(earlier);
      const source = join(import.meta.dirname, '../../../test/fixtures/clips/numbered-24.mp4');
      const folders = [rig.library, earlier];
      for (const folder of folders) {
        mkdirSync(folder, { recursive: true });
        const path = join(folder, 'best.mp4');
        if (how === 'bare') {
          await writeTagged(source, path, tagsFor(downloadingJob(), { providerName: 'Sample', version: '9.9.9' }));
          continue;
        }
        const job = rig.addClip({ folder, unlisted: true });
        renameSync(join(folder, job.progress.asset.path), path);
        renameSync(sidecarOf(join(folder, job.progress.asset.path)), sidecarOf(path));
      }
      const report = await bringBack();
      expect(fresh.size()).toBe(0);
      expect(reasons(report)).toHaveLength(2);
      for (const reason of reasons(report)) expect(reason).toContain('Another clip has the same name in');
      // One of them has another name now.
      renameSync(join(earlier, 'best.mp4'), join(earlier, 'second best.mp4'));
      if (how === 'described') renameSync(join(earlier, 'best.json'), join(earlier, 'second best.json'));
      expect((await bringBack()).summary).toContain('2 clips came back');
    },
  );

  it.each(['with its description', 'alone'])('one clip in two library folders (%s) is one clip', async (how) => {
    const earlier = join(rig.dataFolder, 'earlier');
    await rig.media.rememberFolder(earlier);
    const job = rig.addClip();
    const paths = [rig.library, earlier].map((folder) => join(folder, job.progress.asset.path));
    mkdirSync(dirname(paths[1] ?? ''), { recursive: true });
    for (const of of how === 'alone' ? [String] : [String, sidecarOf])
      copyFileSync(of(paths[0] ?? ''), of(paths[1] ?? ''));
    expect((await bringBack()).summary).toContain('1 clip came back');
  });

  it.each([
    ['a date beyond all years', { createdAt: 1e300 }],
    ['no id of the provider', { remoteId: '' }],
    ['a prompt without end', { request: { providerId: 'sample', modelId: 'm', prompt: 'x'.repeat(200_000) } }],
  ])('takes nothing from a file that tells of %s', async (_what, change) => {
    const record = tagsFor(downloadingJob(), { providerName: 'Sample Provider', version: '9.9.9' });
    const told = JSON.stringify({ ...(JSON.parse(record.record) as object), ...change });
    mkdirSync(rig.library, { recursive: true });
    const source = join(import.meta.dirname, '../../../test/fixtures/clips/numbered-24.mp4');
    await writeTagged(source, join(rig.library, 'odd.mp4'), { ...record, record: told });
    await bringBack();
    expect(fresh.size()).toBe(0);
  });
});
