import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import type { MoveCalls } from './move-file.ts';
import { openMoveJournal, type MoveJournal } from './move-journal.ts';
import { beginMove, resumeMove } from './move-library.ts';
import { isMoveMark, leaveMark } from './move-mark.ts';
import { filesIn, orderIn } from './move-rig.ts';

/** What may go wrong with a place while a library moves there. */
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
const move = (disk: Partial<MoveCalls> = {}, tools = workTools()): Promise<WorkReport> =>
  beginMove(rig.library, to, options(disk), tools);

/** Moves two of the files of six clips, and is killed. */
async function killedMove(): Promise<JobIn<'done'>[]> {
  const jobs = Array.from({ length: 6 }, () => rig.addClip());
  const controller = new AbortController();
  let links = 0;
  const link: MoveCalls['link'] = async (one, other) => {
    await fsPromises.link(one, other);
    links += 1;
    if (links === 2) controller.abort(new Error('killed'));
  };
  await expect(move({ link }, workTools(controller))).rejects.toThrow('killed');
  return jobs;
}

describe('a move that is gone on with after its disk was taken out', () => {
  it.each([
    ['leaves an empty folder in its place', () => mkdirSync(to)],
    ['leaves nothing', () => {}],
    [
      'leaves the files that another program had put there',
      () => {
        mkdirSync(to);
        writeFileSync(join(to, 'theirs.txt'), '');
      },
    ],
  ])('%s: nothing is touched, and it goes on when the disk is back', async (_what, leave) => {
    const from = rig.library;
    const jobs = await killedMove();
    renameSync(to, `${to} unplugged`);
    leave();
    const before = [filesIn(from), existsSync(to) ? readdirSync(to) : undefined];
    await expect(resumeMove(orderIn(journal), options(), workTools())).rejects.toThrow(
      'Perhaps its disk is not connected.',
    );
    expect([filesIn(from), existsSync(to) ? readdirSync(to) : undefined]).toEqual(before);
    expect(orderIn(journal)).toMatchObject({ from, to });
    rmSync(to, { recursive: true, force: true });
    renameSync(`${to} unplugged`, to);
    await resumeMove(orderIn(journal), options(), workTools());
    for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toContain(to);
    expect(journal.read()).toBeUndefined();
  });

  it('also in the middle: nothing goes from its old place for what lies in the empty one', async () => {
    const from = rig.library;
    const job = rig.addClip();
    const link: MoveCalls['link'] = async (one, other) => {
      if (existsSync(to) && !existsSync(`${to} unplugged`)) {
        renameSync(to, `${to} unplugged`);
        mkdirSync(join(to, '2026-11'), { recursive: true });
      }
      await fsPromises.link(one, other);
    };
    await expect(move({ link })).rejects.toThrow('Perhaps its disk is not connected.');
    expect(existsSync(join(from, job.progress.asset.path))).toBe(true);
  });

  it('by an earlier version of Conch, which left no mark: what it has moved tells the folder', async () => {
    const from = rig.library;
    const jobs = await killedMove();
    const { mark: _mark, ...old } = orderIn(journal);
    for (const name of readdirSync(to).filter(isMoveMark)) rmSync(join(to, name));
    await journal.write(old);
    renameSync(to, `${to} unplugged`);
    mkdirSync(to);
    const before = filesIn(from);
    await expect(resumeMove(orderIn(journal), options(), workTools())).rejects.toThrow(
      'Perhaps its disk is not connected.',
    );
    expect(filesIn(from)).toEqual(before);
    rmSync(to, { recursive: true });
    renameSync(`${to} unplugged`, to);
    await resumeMove(orderIn(journal), options(), workTools());
    for (const { progress } of jobs) expect(await rig.media.absolutePath(progress.asset)).toContain(to);
    expect(readdirSync(to).filter(isMoveMark)).toEqual([]);
  });

  it('the new folder must not be the old one by another way', async () => {
    await killedMove();
    const { mark = '' } = orderIn(journal);
    await leaveMark(orderIn(journal).from, mark);
    await expect(resumeMove(orderIn(journal), options(), workTools())).rejects.toThrow('is not the folder');
  });

  it('killed when only empty folders were left to be removed, it ends all the same', async () => {
    await killedMove();
    const order = orderIn(journal);
    await resumeMove(order, options(), workTools());
    await leaveMark(to, order.mark ?? '');
    await journal.write({ ...order, emptied: true });
    await resumeMove(orderIn(journal), options(), workTools());
    expect([existsSync(order.from), journal.read(), readdirSync(to).filter(isMoveMark)]).toEqual([
      false,
      undefined,
      [],
    ]);
  });
});

describe('one file that cannot be moved', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES', 'ENAMETOOLONG'])('(%s) stays, and all others are moved', async (code) => {
    const [locked, free] = [rig.addClip(), rig.addClip()];
    const from = rig.library;
    const isLocked = (path: unknown): boolean => String(path).endsWith(locked.progress.asset.path);
    const report = await move({
      link: (one, other) => (isLocked(one) ? Promise.reject(coded('EPERM')) : fsPromises.link(one, other)),
      copyFile: (one, other) => (isLocked(one) ? Promise.reject(coded(code)) : fsPromises.copyFile(one, other)),
    });
    expect(report.summary).toContain('2 files moved');
    // What tells of it stays beside it.
    const paths = [locked.progress.asset.path, sidecarOf(locked.progress.asset.path)];
    const [left] = report.findings;
    expect(left).toMatchObject({ kind: 'left', total: 2 });
    expect(left?.listed.map(({ name }) => name)).toEqual(paths);
    expect(paths.map((path) => existsSync(join(from, path)))).toEqual([true, true]);
    expect(await rig.media.absolutePath(free.progress.asset)).toContain(to);
    expect(journal.read()).toBeUndefined();
  });

  it('because another file has its name: its description is not laid beside that one', async () => {
    const job = rig.addClip();
    const from = rig.library;
    const path = job.progress.asset.path;
    const link: MoveCalls['link'] = async (one, other) => {
      if (String(one).endsWith('.txt')) {
        mkdirSync(join(to, path, '..'), { recursive: true });
        writeFileSync(join(to, path), 'theirs');
      }
      await fsPromises.link(one, other);
    };
    writeFileSync(join(from, 'notes.txt'), 'comes first');
    await move({ link });
    expect(readFileSync(join(to, path), 'utf8')).toBe('theirs');
    expect([existsSync(sidecarOf(join(to, path))), existsSync(sidecarOf(join(from, path)))]).toEqual([false, true]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'because nothing may be written any more: the move ends, and can be gone on with',
    async () => {
      const job = rig.addClip();
      const link: MoveCalls['link'] = async () => {
        chmodSync(to, 0o500);
        throw coded('EACCES');
      };
      await expect(move({ link, copyFile: () => Promise.reject(coded('EACCES')) })).rejects.toThrow('may not write');
      chmodSync(to, 0o700);
      expect(await rig.media.absolutePath(job.progress.asset)).toBeDefined();
      await resumeMove(orderIn(journal), options(), workTools());
      expect(await rig.media.absolutePath(job.progress.asset)).toContain(to);
    },
  );
});

it.skipIf(process.platform === 'win32')(
  'every new folder is flushed before a file goes from its old place',
  async () => {
    const job = rig.addClip();
    const [month = ''] = job.progress.asset.path.split('/');
    const trace: string[] = [];
    const open: MoveCalls['open'] = async (path, ...rest) => {
      const handle = await fsPromises.open(path, ...rest);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        trace.push(`sync ${String(path).slice(rig.dataFolder.length)}`);
        await sync();
      };
      return handle;
    };
    const rm: MoveCalls['rm'] = async (path, ...rest) => {
      trace.push('rm');
      await fsPromises.rm(path, ...rest);
    };
    await move({ open, rm });
    expect(trace.slice(0, 3)).toEqual([`sync /new/${month}`, 'sync /new', 'rm']);
  },
);
