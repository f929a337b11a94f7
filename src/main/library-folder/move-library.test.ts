import * as fsPromises from 'node:fs/promises';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkReport } from '../../shared/work.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import type { MoveCalls } from './move-file.ts';
import { openMoveJournal, type MoveJournal } from './move-journal.ts';
import { beginMove, resumeMove } from './move-library.ts';
import { isMoveMark } from './move-mark.ts';
import { filesIn, orderIn } from './move-rig.ts';
import { assertMovable } from './move-target.ts';

let rig: LibraryRig;
let journal: MoveJournal;
let to: string;
beforeEach(() => {
  rig = openLibraryRig();
  journal = openMoveJournal(rig.dataFolder);
  to = join(rig.dataFolder, 'new');
});
afterEach(() => rig.close());

const coded = (code: string): Error => Object.assign(new Error(code), { code });

function options(disk: Partial<MoveCalls> = {}) {
  return {
    journal,
    rememberFolder: rig.media.rememberFolder,
    putInForce: (folder: string) => void (rig.library = folder),
    disk: { ...fsPromises, ...disk },
  };
}
const move = (target = to, disk: Partial<MoveCalls> = {}, tools = workTools()): Promise<WorkReport> =>
  beginMove(rig.library, target, options(disk), tools);

describe('a move', () => {
  it.each([
    ['on one disk', {}],
    ['to another disk', { link: () => Promise.reject(coded('EXDEV')) }],
    ['to a file system without second names', { link: () => Promise.reject(coded('EPERM')) }],
  ])('%s brings every file over and leaves no empty folder behind', async (_where, disk) => {
    const from = rig.library;
    const jobs = [rig.addClip(), rig.addClip()];
    writeFileSync(join(from, 'my notes.txt'), 'mine');
    const times = statSync(join(from, jobs[0]?.progress.asset.path ?? '')).mtimeMs;
    const tools = workTools();
    const report = await move(to, disk, tools);
    expect(report.summary).toBe(`5 files moved to ${to}.`);
    expect(existsSync(from)).toBe(false);
    expect(readFileSync(join(to, 'my notes.txt'), 'utf8')).toBe('mine');
    for (const { progress } of jobs) {
      expect(await rig.media.absolutePath(progress.asset)).toBe(join(to, progress.asset.path));
      expect(existsSync(sidecarOf(join(to, progress.asset.path)))).toBe(true);
    }
    expect(Math.abs(statSync(join(to, jobs[0]?.progress.asset.path ?? '')).mtimeMs - times)).toBeLessThan(5);
    expect(journal.read()).toBeUndefined();
    expect(tools.steps.at(-1)).toEqual([5, 5]);
  });

  it('every clip plays at every moment, and a stopped move goes on', async () => {
    const from = rig.library;
    const jobs = Array.from({ length: 6 }, () => rig.addClip());
    const controller = new AbortController();
    const tools = workTools(controller);
    let looks = 0;
    const link: MoveCalls['link'] = async (one, other) => {
      for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toBeDefined();
      looks += 1;
      if (looks === 5) controller.abort(new Error('stopped'));
      await fsPromises.link(one, other);
    };
    await expect(move(to, { link }, tools)).rejects.toThrow('stopped');
    expect(rig.library).toBe(to);
    expect(existsSync(from)).toBe(true);
    for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toBeDefined();
    await resumeMove(orderIn(journal), options(), workTools());
    expect(existsSync(from)).toBe(false);
    expect(readdirSync(to).filter(isMoveMark)).toEqual([]);
    for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toContain(to);
  });

  it('a copy that differs never takes the place of the clip', async () => {
    const job = rig.addClip();
    const from = rig.library;
    const copyFile: MoveCalls['copyFile'] = async (_from, copy) => fsPromises.writeFile(copy, 'spoilt');
    const link = () => Promise.reject(coded('EXDEV'));
    await expect(move(to, { link, copyFile })).rejects.toThrow('could not be written');
    expect(filesIn(to)).toEqual([]);
    expect(existsSync(join(from, job.progress.asset.path))).toBe(true);
    expect(journal.read()).toBeDefined();
  });

  it('a disk that is full in the middle is one sentence, and all clips are still there', async () => {
    const jobs = [rig.addClip(), rig.addClip(), rig.addClip()];
    let copies = 0;
    const copyFile: MoveCalls['copyFile'] = async (one, other) => {
      copies += 1;
      if (copies > 2) throw coded('ENOSPC');
      await fsPromises.copyFile(one, other);
    };
    await expect(move(to, { link: () => Promise.reject(coded('EXDEV')), copyFile })).rejects.toThrow('no room left');
    for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toBeDefined();
  });

  it('what the person added meanwhile wins over the older sidecar', async () => {
    const job = rig.addClip();
    const [older, newer] = [rig.library, to].map((folder) => sidecarOf(join(folder, job.progress.asset.path)));
    const content = JSON.parse(readFileSync(older ?? '', 'utf8')) as object;
    const keeping = { favourite: true, rating: 0, tags: [], note: 'newer', collectionIds: [], changedAt: 9 };
    const link: MoveCalls['link'] = async (one, other) => {
      await fsPromises.link(one, other);
      if (String(one).endsWith('.mp4')) writeFileSync(newer ?? '', JSON.stringify({ ...content, keeping }));
    };
    await move(to, { link });
    expect(readFileSync(newer ?? '', 'utf8')).toContain('newer');
    expect(existsSync(older ?? '')).toBe(false);
  });

  it('another file of the same name stays, and so does ours', async () => {
    const job = rig.addClip();
    const from = rig.library;
    const link: MoveCalls['link'] = async (one, other) => {
      await fsPromises.link(one, other);
      await fsPromises.writeFile(join(to, 'late.txt'), 'theirs');
    };
    writeFileSync(join(from, 'late.txt'), 'ours');
    mkdirSync(join(from, 'aaa'));
    writeFileSync(join(from, 'aaa', 'first.txt'), 'x');
    const report = await move(to, {
      link: async (one, other) => {
        if (String(one).endsWith('late.txt')) await fsPromises.writeFile(other, 'theirs');
        await link(one, other).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
          throw coded('EBUSY');
        });
      },
    });
    expect(report.findings).toMatchObject([{ kind: 'left', total: 1 }]);
    expect(readFileSync(join(from, 'late.txt'), 'utf8')).toBe('ours');
    expect(readFileSync(join(to, 'late.txt'), 'utf8')).toBe('theirs');
    expect(await rig.media.absolutePath(job.progress.asset)).toBeDefined();
  });
});

describe('a target that will not do', () => {
  beforeEach(() => void rig.addClip());

  async function expectRefusal(target: string, sentence: string): Promise<void> {
    const from = rig.library;
    const before = readdirSync(from, { recursive: true });
    await expect(move(target)).rejects.toThrow(sentence);
    expect(rig.library).toBe(from);
    expect(readdirSync(from, { recursive: true })).toEqual(before);
    expect(journal.read()).toBeUndefined();
  }

  it('no full path', () => expectRefusal('somewhere', 'full path'));
  it('the same folder', () => expectRefusal(rig.library, 'already'));
  it('inside the library', async () => {
    await expectRefusal(join(rig.library, 'inside'), 'inside the library');
    expect(existsSync(join(rig.library, 'inside'))).toBe(false);
  });
  it('around the library', () => expectRefusal(rig.dataFolder, 'lies inside this folder'));
  it('but what a process left that was ended while it looked does not count', async () => {
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, '.conch-probe-1'), '');
    await assertMovable(rig.library, to);
    expect(readdirSync(to)).toEqual([]);
  });
  it('not empty', async () => {
    mkdirSync(to);
    writeFileSync(join(to, 'thesis.doc'), '');
    await expectRefusal(to, 'files in this folder already');
  });
  it('a file', async () => {
    writeFileSync(to, '');
    await expectRefusal(to, 'a file of this name');
  });
  it('in no folder', () => expectRefusal(join(to, 'deep', 'deeper'), 'is not there'));

  it.skipIf(process.platform === 'win32')('a link, and the same folder by way of a link', async () => {
    symlinkSync(rig.library, to);
    await expectRefusal(to, 'a link to a folder');
    symlinkSync(rig.dataFolder, join(rig.dataFolder, 'again'));
    await expectRefusal(join(rig.dataFolder, 'again', 'library'), 'perhaps by another name');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('one that may not be written', async () => {
    mkdirSync(to);
    chmodSync(to, 0o500);
    await expectRefusal(to, 'may not write');
  });

  it('a library that is not there', async () => {
    rmSync(rig.library, { recursive: true });
    await expect(move()).rejects.toThrow('Was a disk taken out?');
  });
});

it.runIf(existsSync('/dev/shm'))('a real second disk', async () => {
  const job = rig.addClip();
  const shm = mkdtempSync('/dev/shm/conch-move-');
  try {
    await beginMove(rig.library, join(shm, 'library'), options(), workTools());
    expect(await rig.media.absolutePath(job.progress.asset)).toContain(shm);
    expect(existsSync(join(rig.dataFolder, 'library'))).toBe(false);
  } finally {
    rmSync(shm, { recursive: true });
  }
});
