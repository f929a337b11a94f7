import * as fsPromises from 'node:fs/promises';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../shared/advance.ts';
import { isIn, type Job, type JobIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { shortNamesDisk } from '../disk/short-names-disk-rig.ts';
import { clipPaths, shortClipPath, sidecarOf } from '../library/clip-name.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import { blindDisk } from './blind-disk-rig.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import type { MoveCalls } from './move-file.ts';
import { openRenameJournal, type RenameJournal } from './rename-journal.ts';
import { renameLibrary } from './rename-library.ts';

let rig: LibraryRig;
let journal: RenameJournal;
beforeEach(() => {
  rig = openLibraryRig();
  journal = openRenameJournal(rig.dataFolder);
});
afterEach(() => rig.close());

const template = 'Take {prompt}';

interface Case {
  disk?: Partial<MoveCalls>;
  tools?: ReturnType<typeof workTools>;
  record?(jobs: Job[]): Job[];
}

function rename({ disk = {}, tools = workTools(), record = (jobs) => jobs }: Case = {}): Promise<WorkReport> {
  const { store, media } = rig;
  return renameLibrary(
    template,
    {
      journal,
      media,
      getMany: store.getMany,
      record(paths) {
        const jobs = record(store.getMany([...paths.keys()])).map((job) =>
          advance(job, { type: 'renamed', at: 1, path: paths.get(job.id) ?? '' }),
        );
        store.saveAll(jobs);
        return jobs;
      },
      ids: () => store.clips.ids({}, 0, 1000),
      folder: () => rig.library,
      disk: { ...fsPromises, ...disk },
    },
    tools,
  );
}

function now({ id }: Job): JobIn<'done'> {
  const job = rig.store.get(id);
  if (job === undefined || !isIn(job, 'done')) throw new Error('the clip is not there');
  return job;
}

const pathOf = (job: Job): string => now(job).progress.asset.path;
const newName = (job: JobIn<'done'>): string => clipPaths(job, job.progress.asset.type, template)[0];
const coded = (code: string): Error => Object.assign(new Error(code), { code });

/** As if the clip had been given this name before. */
function called(clip: Job, name: string): void {
  const path = join(rig.library, pathOf(clip));
  renameSync(path, join(rig.library, name));
  renameSync(sidecarOf(path), sidecarOf(join(rig.library, name)));
  rig.store.save(advance(now(clip), { type: 'renamed', at: 1, path: name }));
}

function files(folder = rig.library): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe('a renaming', () => {
  it.each<[string, Partial<MoveCalls>]>([
    ['by second names', {}],
    ['where there are no second names', { link: () => Promise.reject(coded('EPERM')) }],
  ])('gives every clip and its sidecar the new name (%s)', async (_how, disk) => {
    const clips = Array.from({ length: 70 }, (_, number) => rig.addClip({ content: `clip ${number}` }));
    const tools = workTools();
    const report = await rename({ disk, tools });
    expect(report.summary).toBe('70 clips renamed, each with its description.');
    expect(tools.steps.at(-1)).toEqual([70, 70]);
    for (const [number, clip] of clips.entries()) {
      expect(pathOf(clip)).toBe(newName(clip));
      const path = join(rig.library, newName(clip));
      expect(readFileSync(path, 'utf8')).toBe(`clip ${number}`);
      const sidecar = sidecarSchema.parse(JSON.parse(readFileSync(sidecarOf(path), 'utf8')));
      expect([sidecar.id, sidecar.asset.path]).toEqual([clip.id, newName(clip)]);
    }
    expect(files()).toHaveLength(140);
    expect(journal.read()).toBeUndefined();
    expect((await rename()).summary).toBe('Every clip has the name that it should have already.');
  });

  it('stays in the folder of earlier days where a clip lies', async () => {
    const folder = join(rig.dataFolder, 'earlier');
    await rig.media.rememberFolder(folder);
    const clip = rig.addClip({ folder });
    await rename();
    expect(files(folder).toSorted()).toEqual([sidecarOf(newName(clip)), newName(clip)].toSorted());
  });

  it('another file of the wanted name stays; the clip gets the longer one', async () => {
    const clip = rig.addClip();
    writeFileSync(join(rig.library, newName(clip)), 'my own');
    await rename();
    expect(pathOf(clip)).toBe(clipPaths(clip, 'video/mp4', template)[1]);
    expect(readFileSync(join(rig.library, newName(clip)), 'utf8')).toBe('my own');
  });

  it('a clip that is gone or held by another program keeps its name, and is told of', async () => {
    const [gone, held, free] = [rig.addClip(), rig.addClip(), rig.addClip()];
    const before = pathOf(held);
    rmSync(join(rig.library, pathOf(gone)));
    const link: MoveCalls['link'] = (from, to) =>
      String(from).endsWith(before) ? Promise.reject(coded('EBUSY')) : fsPromises.link(from, to);
    const report = await rename({ disk: { link } });
    expect(report.summary).toContain('1 clip renamed, with its description. 2 clips could not be renamed.');
    const told = new Map(report.findings.map(({ kind, listed: [first] }) => [kind, first?.clipId]));
    expect(told).toEqual(
      new Map([
        ['missing', gone.id],
        ['left', held.id],
      ]),
    );
    expect([pathOf(held), pathOf(free)]).toEqual([before, newName(free)]);
    expect(existsSync(join(rig.library, before))).toBe(true);
  });

  it.each(['EPERM', 'EACCES'])('one file that may not be renamed (%s) stops no other', async (code) => {
    const [locked, free] = [rig.addClip(), rig.addClip()];
    const before = pathOf(locked);
    const refuse = (from: unknown) => String(from).endsWith(before);
    const report = await rename({
      disk: {
        link: (from, to) => (refuse(from) ? Promise.reject(coded(code)) : fsPromises.link(from, to)),
        copyFile: (from, to) => (refuse(from) ? Promise.reject(coded(code)) : fsPromises.copyFile(from, to)),
      },
    });
    expect(report.summary).toBe('1 clip renamed, with its description. 1 clip could not be renamed.');
    expect([pathOf(locked), pathOf(free)]).toEqual([before, newName(free)]);
    expect(journal.read()).toBeUndefined();
  });

  it('a name that is too long for the disk becomes a short one, and is asked for once', async () => {
    const request = { ...rig.addClip().request, prompt: '霓虹雨夜的街道倒映着灯光'.repeat(20) };
    const clip = rig.addClip({ content: 'long', change: { request } });
    called(clip, '2026-11/x.mp4');
    const { lstat, link, copyFile, open } = shortNamesDisk(143);
    await rename({ disk: { lstat, link, copyFile, open } });
    expect(pathOf(clip)).toBe(shortClipPath(clip, 'video/mp4'));
    expect(readFileSync(join(rig.library, pathOf(clip)), 'utf8')).toBe('long');
    const again = await rename({ disk: { lstat, link, copyFile, open } });
    expect(again.summary).toBe('Every clip has the name that it should have already.');
    // A disk that takes it gives it the usual name.
    await rename();
    expect(pathOf(clip)).toBe(newName(clip));
  });

  it('a clip that the list does not let go at that moment has its one old name afterwards', async () => {
    const [asked, free] = [rig.addClip(), rig.addClip()];
    const before = pathOf(asked);
    const report = await rename({ record: (jobs) => jobs.filter(({ id }) => id !== asked.id) });
    expect(report.summary).toContain('1 clip renamed');
    expect(pathOf(asked)).toBe(before);
    expect(files().toSorted()).toEqual([before, newName(free)].flatMap((path) => [path, sidecarOf(path)]).toSorted());
  });

  it('what was stopped in the middle goes on, and a full disk is one sentence', async () => {
    const clips = Array.from({ length: 300 }, () => rig.addClip());
    const controller = new AbortController();
    const tools = workTools(controller);
    const progressed = tools.progressed;
    tools.progressed = (done, total) => {
      progressed(done, total);
      if (done >= 256) controller.abort();
    };
    await expect(rename({ tools })).rejects.toThrow('aborted');
    const renamed = clips.filter((clip) => pathOf(clip) === newName(clip)).length;
    expect(renamed).toBe(256);
    await expect(rename({ disk: { link: () => Promise.reject(coded('ENOSPC')) } })).rejects.toMatchObject({
      failure: { kind: 'disk' },
    });
    for (const clip of clips) expect(existsSync(join(rig.library, pathOf(clip)))).toBe(true);
    await rename();
    expect(clips.every((clip) => pathOf(clip) === newName(clip))).toBe(true);
    expect(files()).toHaveLength(600);
  });

  it.each(['none', 'one for each spelling', 'one, and a further name elsewhere'] as const)(
    'only upper and lower case change, on a share that makes no difference (numbers of files: %s)',
    async (numbers) => {
      const clip = rig.addClip({ content: 'one' });
      const former = newName(clip).replace('Take', 'take');
      called(clip, former);
      const [from, to] = [join(rig.library, former), join(rig.library, newName(clip))];
      const { disk, removed } = blindDisk(from, to, numbers);
      await rename({ disk });
      expect(pathOf(clip)).toBe(newName(clip));
      expect(removed).toEqual([]);
      expect(readFileSync(to, 'utf8')).toBe('one');
    },
  );

  it.each([
    ['as a further name', fsPromises.link],
    ['as a copy', fsPromises.copyFile],
  ])('a former spelling left over from a kill (%s) goes where case makes a difference', async (_how, place) => {
    const clip = rig.addClip({ content: 'one' });
    const former = newName(clip).replace('Take', 'take');
    called(clip, former);
    await place(join(rig.library, former), join(rig.library, newName(clip)));
    rig.store.save(advance(now(clip), { type: 'renamed', at: 1, path: newName(clip) }));
    const underWay = [{ id: clip.id, from: former, to: newName(clip) }];
    await journal.write({ format: 'conch-rename-1', template, underWay });
    await rename();
    expect(existsSync(join(rig.library, former))).toBe(false);
    expect(readFileSync(join(rig.library, newName(clip)), 'utf8')).toBe('one');
  });

  it('a name left over from a kill goes, but only where the clip has its new one', async () => {
    const [done, strange] = [rig.addClip({ content: 'one' }), rig.addClip({ content: 'two' })];
    const [old, other] = [pathOf(done), pathOf(strange)];
    const record = (job: Job): void => rig.store.save(advance(job, { type: 'renamed', at: 1, path: newName(done) }));
    // Killed after the list had been told: both names are there.
    mkdirSync(dirname(join(rig.library, newName(done))), { recursive: true });
    await fsPromises.link(join(rig.library, old), join(rig.library, newName(done)));
    record(now(done));
    const underWay = [
      { id: done.id, from: old, to: newName(done) },
      // A damaged note: this one never had another name, and its file must stay.
      { id: strange.id, from: other, to: other },
    ];
    await journal.write({ format: 'conch-rename-1', template, underWay });
    await rename();
    expect(existsSync(join(rig.library, old))).toBe(false);
    expect(readFileSync(join(rig.library, pathOf(done)), 'utf8')).toBe('one');
    expect(readFileSync(join(rig.library, pathOf(strange)), 'utf8')).toBe('two');
  });
});
