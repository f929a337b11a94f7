import { linkSync, renameSync, rmSync } from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { MoveCalls } from './move-file.ts';

/**
 * A disk that takes two spellings of one name for one file, as a share of Windows or the Mac does. Both are made on the
 * real disk, so that either can be read; only one of them is listed, and whoever removes either removes both.
 */
export function blindDisk(
  present: string,
  spelling: string,
  numbers: 'none' | 'one for each spelling' | 'one, and a further name elsewhere',
): { disk: MoveCalls; removed: string[] } {
  const both = [present, spelling];
  linkSync(present, spelling);
  let listed = present;
  const removed: string[] = [];
  const lstat = async (path: string): Promise<object> => {
    const facts = await fsPromises.lstat(path, { bigint: true });
    if (!both.includes(path)) return facts;
    const ino =
      numbers === 'none' ? 0n : numbers === 'one for each spelling' ? BigInt(both.indexOf(path) + 1) : facts.ino;
    const nlink = numbers.endsWith('elsewhere') ? 2n : 1n;
    return Object.assign(facts, { ino, nlink });
  };
  const disk: MoveCalls = {
    ...fsPromises,
    lstat: lstat as MoveCalls['lstat'],
    async readdir(folder) {
      const names = await fsPromises.readdir(folder);
      const hidden = both.filter((path) => path !== listed && dirname(path) === folder).map((path) => basename(path));
      return names.filter((name) => !hidden.includes(name));
    },
    async rename(from, to) {
      if (!both.includes(String(from)) || !both.includes(String(to))) return renameSync(from, to);
      listed = String(to);
    },
    async rm(path, options) {
      if (!both.includes(String(path))) return fsPromises.rm(path, options);
      removed.push(String(path));
      for (const one of both) rmSync(one, { force: true });
    },
  };
  return { disk, removed };
}
