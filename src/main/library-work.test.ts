import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../shared/advance.ts';
import type { Announcement } from '../shared/contract.ts';
import { isIn, type JobIn } from '../shared/job.ts';
import { clipBytes, exportAll } from './exchange/exchange-rig.ts';
import { openGrowingNote } from './exchange/growing-note.ts';
import { clipPaths } from './library/clip-name.ts';
import { openJournal, type Journal } from './library/journal.ts';
import { createPictureStore } from './library/picture-store.ts';
import { openMoveJournal } from './library-folder/move-journal.ts';
import { openLibraryRig, type LibraryRig } from './library-folder/library-folder-rig.ts';
import { isMoveMark, leaveMark } from './library-folder/move-mark.ts';
import { openRenameJournal } from './library-folder/rename-journal.ts';
import { createLibraryWork, type LibraryWork } from './library-work.ts';

let rig: LibraryRig;
let journal: Journal;
let work: LibraryWork;
let template: string;
let heard: (announcement: Announcement) => void;
beforeEach(() => {
  rig = openLibraryRig();
  journal = openJournal(join(rig.dataFolder, 'journal'));
  template = '{prompt}';
  heard = () => {};
  work = open();
});
afterEach(async () => {
  await work.stop();
  journal.close();
  rig.close();
});

const before = { clipNameTemplate: '{prompt}' };
const log = { debug() {}, info() {}, warn() {}, error() {} };

function open(store = rig.store): LibraryWork {
  // Each look at the clock is a second later, so that every step of a work is told.
  let now = Date.now();
  const clock = { now: () => (now += 1000), after: () => () => {} };
  return createLibraryWork({
    host: { clock, log, dataFolder: rig.dataFolder, version: '9.9.9' },
    store,
    journal,
    journalFolder: join(rig.dataFolder, 'journal'),
    media: rig.media,
    pictures: createPictureStore(join(rig.dataFolder, 'pictures')),
    originOf: () => '',
    nameTemplate: () => template,
    renamed(paths) {
      const jobs = rig.store
        .getMany([...paths.keys()])
        .map((job) => advance(job, { type: 'renamed', at: 1, path: paths.get(job.id) ?? '' }));
      rig.store.saveAll(jobs);
      return jobs;
    },
    putInForce: (folder) => void (rig.library = folder),
    shelfChanged: () => {},
    announce: (announcement) => heard(announcement),
  });
}

async function settled(): Promise<void> {
  await expect.poll(() => work.current()?.state, { timeout: 10_000 }).not.toBe('running');
}

/** A move of one clip that a kill has cut off before it: the order is on the disk. */
async function cutOffMove(to: string, inForce: string): Promise<JobIn<'done'>> {
  const job = rig.addClip();
  const from = rig.library;
  const mark = crypto.randomUUID();
  mkdirSync(to);
  await leaveMark(to, mark);
  for (const folder of [from, to]) await rig.media.rememberFolder(folder);
  await openMoveJournal(rig.dataFolder).write({ format: 'conch-move-1', from, to, mark });
  rig.library = inForce;
  return job;
}

describe('a move that was cut off', () => {
  it('goes on with the next start, where its folder is still the one in force', async () => {
    const to = join(rig.dataFolder, 'new');
    const job = await cutOffMove(to, to);
    await work.start();
    await settled();
    expect(await rig.media.absolutePath(job.progress.asset)).toContain(to);
    expect(openMoveJournal(rig.dataFolder).read()).toBeUndefined();
  });

  it.each([
    ['the former one', () => rig.library],
    ['a third one', () => join(rig.dataFolder, 'third')],
  ])('ends when the person chooses %s instead', async (_which, choice) => {
    const to = join(rig.dataFolder, 'new');
    const chosen = choice();
    const job = await cutOffMove(to, to);
    rig.library = chosen;
    await work.settingsChanged({ ...before, libraryFolder: to }, { ...before, libraryFolder: chosen });
    expect(openMoveJournal(rig.dataFolder).read()).toBeUndefined();
    expect(readdirSync(to).filter(isMoveMark)).toEqual([]);
    await work.start();
    expect(work.current()).toBeUndefined();
    expect(rig.library).toBe(chosen);
    expect(await rig.media.absolutePath(job.progress.asset)).not.toContain(to);
  });

  it('also when the end came between the choice and the order', async () => {
    const former = rig.library;
    await cutOffMove(join(rig.dataFolder, 'new'), former);
    await work.start();
    expect([work.current(), rig.library, openMoveJournal(rig.dataFolder).read()]).toEqual([
      undefined,
      former,
      undefined,
    ]);
  });

  it('stays in force while the person changes something else', async () => {
    const to = join(rig.dataFolder, 'new');
    await cutOffMove(to, to);
    await work.settingsChanged(before, before);
    await work.settingsChanged({ ...before, libraryFolder: '/earlier' }, { ...before, libraryFolder: to });
    expect(openMoveJournal(rig.dataFolder).read()).toMatchObject({ to });
  });

  it('without its disk it fails in one sentence, and is there for the next start', async () => {
    const to = join(rig.dataFolder, 'new');
    const job = await cutOffMove(to, to);
    for (const name of readdirSync(to)) rmSync(join(to, name));
    await work.start();
    await settled();
    expect(work.current()).toMatchObject({ kind: 'move', state: 'failed', failure: { kind: 'disk' } });
    expect(work.current()?.failure?.message).toContain('Perhaps its disk is not connected.');
    expect(openMoveJournal(rig.dataFolder).read()).toMatchObject({ to });
    expect(await rig.media.absolutePath(job.progress.asset)).not.toContain(to);
  });
});

describe('a renaming that was cut off', () => {
  it('gives no more clips the former names once the person has chosen others, and leaves no clip two', async () => {
    const [half, told, untouched] = [rig.addClip({ content: 'a' }), rig.addClip({ content: 'b' }), rig.addClip()];
    const nameOf = (job: JobIn<'done'>): string => clipPaths(job, 'video/mp4', 'Old {prompt}')[0];
    const underWay = [half, told].map((job) => ({ id: job.id, from: job.progress.asset.path, to: nameOf(job) }));
    for (const { from, to } of underWay) {
      writeFileSync(join(rig.library, to), readFileSync(join(rig.library, from)));
    }
    rig.store.save(advance(told, { type: 'renamed', at: 1, path: nameOf(told) }));
    await openRenameJournal(rig.dataFolder).write({ format: 'conch-rename-1', template: 'Old {prompt}', underWay });
    template = 'New {prompt}';
    await work.start();
    await settled();
    expect(work.current()).toMatchObject({ kind: 'rename', state: 'done' });
    expect(openRenameJournal(rig.dataFolder).read()).toBeUndefined();
    const clips = readdirSync(join(rig.library, '2026-11')).filter((name) => name.endsWith('.mp4'));
    expect(clips.map((name) => `2026-11/${name}`).toSorted()).toEqual(
      [half.progress.asset.path, nameOf(told), untouched.progress.asset.path].toSorted(),
    );
    for (const job of rig.store.getMany([half.id, told.id, untouched.id])) {
      if (!isIn(job, 'done')) throw new Error('not done');
      expect(await rig.media.absolutePath(job.progress.asset)).toBeDefined();
    }
  });

  it('goes on where the names are still the ones', async () => {
    const job = rig.addClip();
    template = 'Old {prompt}';
    await openRenameJournal(rig.dataFolder).write({ format: 'conch-rename-1', template, underWay: [] });
    await work.start();
    await settled();
    expect(rig.store.get(job.id)?.progress).toMatchObject({
      asset: { path: clipPaths(job, 'video/mp4', template)[0] },
    });
  });
});

it('a renaming that is under way stops when the person chooses other names', async () => {
  for (let number = 0; number < 600; number += 1) rig.addClip();
  template = 'Old {prompt}';
  heard = ({ event, payload }) => {
    if (event !== 'work.changed' || payload.work.done === 0 || payload.work.state !== 'running') return;
    template = 'New {prompt}';
    void work.settingsChanged({ clipNameTemplate: 'Old {prompt}' }, { clipNameTemplate: template });
  };
  work.rename();
  await settled();
  expect(work.current()).toMatchObject({ kind: 'rename', state: 'stopped' });
  const named = rig.store.getMany(rig.store.clips.ids({}, 0, 600)).filter((job) => {
    return isIn(job, 'done') && job.progress.asset.path.includes('Old');
  });
  expect(named.length).toBeGreaterThan(0);
  expect(named.length).toBeLessThan(600);
});

it('a work that the person begins before what was interrupted goes on comes first', async () => {
  const to = join(rig.dataFolder, 'new');
  await cutOffMove(to, to);
  const starting = work.start();
  const mine = work.scrub(false);
  await starting;
  await settled();
  expect(work.current()).toMatchObject({ id: mine.id, kind: 'scrub' });
  expect(openMoveJournal(rig.dataFolder).read()).toMatchObject({ to });
});

describe('what a kill has left', () => {
  it('of an import goes; of a clip in the list, and whatever else lies there, nothing', async () => {
    const job = rig.addClip();
    const parts = join(rig.dataFolder, 'parts');
    mkdirSync(parts);
    const orphan = crypto.randomUUID();
    const kept = [`${job.id}.part`, `${job.id}.part.json`, 'notes.part', `${orphan}.mp4`];
    const gone = ['', '.json', '.tagged'].map((ending) => `${orphan}.part${ending}`);
    for (const name of [...kept, ...gone]) writeFileSync(join(parts, name), '');
    await work.start();
    expect(readdirSync(parts).toSorted()).toEqual(kept.toSorted());
  });

  it('of an import, but for one that begins right after the start', async () => {
    const parts = join(rig.dataFolder, 'parts');
    const starting = work.start();
    mkdirSync(parts);
    const path = join(parts, `${crypto.randomUUID()}.part`);
    writeFileSync(path, '');
    await starting;
    expect(existsSync(path)).toBe(true);
  });

  it('stays while a record cannot be read: its download may go on', async () => {
    const parts = join(rig.dataFolder, 'parts');
    mkdirSync(parts);
    const path = join(parts, `${crypto.randomUUID()}.part`);
    writeFileSync(path, '');
    work = open({ ...rig.store, damagedCount: () => 1 });
    await work.start();
    expect(existsSync(path)).toBe(true);
  });

  it.each(['folder', 'zip'] as const)('of an export (%s) in a folder of the person’s goes', async (kind) => {
    const desk = join(rig.dataFolder, 'desk');
    const growing = join(desk, `Conch clips.${kind}.part`);
    mkdirSync(kind === 'folder' ? growing : desk, { recursive: true });
    const left = kind === 'folder' ? join(growing, 'clip.mp4') : growing;
    writeFileSync(left, 'half');
    writeFileSync(join(desk, 'other.part'), 'theirs');
    await openGrowingNote(rig.dataFolder).write(growing);
    await work.start();
    expect(readdirSync(desk)).toEqual(['other.part']);
    expect(existsSync(join(rig.dataFolder, 'export-under-way.json'))).toBe(false);
  });

  it('an export says where it grows until it is whole', async () => {
    const job = rig.addClip({ content: clipBytes() });
    const desk = join(rig.dataFolder, 'desk');
    mkdirSync(desk);
    const noted: boolean[] = [];
    heard = () => void noted.push(existsSync(join(rig.dataFolder, 'export-under-way.json')));
    work.exportClips({ ids: [job.id], kind: 'folder', folder: desk });
    await settled();
    expect(work.current()).toMatchObject({ state: 'done' });
    expect([noted.includes(true), noted.at(-1)]).toEqual([true, false]);
    expect(readdirSync(desk)).toHaveLength(1);
  });
});

it('the window is told of clips that came in when all it will ask for has been read', async () => {
  const there = openLibraryRig();
  try {
    there.addClip({ content: clipBytes() });
    const desk = join(rig.dataFolder, 'desk');
    mkdirSync(desk);
    const { path } = await exportAll('folder', there, desk);
    const unread: number[] = [];
    heard = ({ event }) => {
      if (event === 'clips.changed') unread.push([...rig.store.clips.load()].length);
    };
    work.importClips(path, false);
    await settled();
    expect(work.current()).toMatchObject({ state: 'done' });
    expect(unread).toEqual([0]);
  } finally {
    there.close();
  }
});
