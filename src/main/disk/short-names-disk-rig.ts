import * as fsPromises from 'node:fs/promises';
import { basename } from 'node:path';
import type { DiskCalls } from './atomic-file.ts';

/**
 * The real disk, but for names that are longer than it takes, as an encrypted folder of eCryptfs does (143 bytes).
 *
 * @param refusal of a renaming from another folder, e.g. `EXDEV`
 */
export function shortNamesDisk(longestBytes: number, refusal?: string): DiskCalls & Pick<typeof fsPromises, 'link'> {
  function check(path: unknown): void {
    if (Buffer.byteLength(basename(String(path))) <= longestBytes) return;
    throw Object.assign(new Error('ENAMETOOLONG'), { code: 'ENAMETOOLONG' });
  }
  const lstat = (async (...args: Parameters<typeof fsPromises.lstat>) => {
    check(args[0]);
    return fsPromises.lstat(...args);
  }) as typeof fsPromises.lstat;
  return {
    ...fsPromises,
    lstat,
    async open(path, ...rest) {
      check(path);
      return fsPromises.open(path, ...rest);
    },
    async rename(from, to) {
      for (const path of [from, to]) check(path);
      const isFromElsewhere = String(from).includes('parts');
      if (refusal !== undefined && isFromElsewhere) throw Object.assign(new Error(refusal), { code: refusal });
      await fsPromises.rename(from, to);
    },
    async copyFile(from, to, ...rest) {
      check(to);
      await fsPromises.copyFile(from, to, ...rest);
    },
    async link(from, to) {
      check(to);
      await fsPromises.link(from, to);
    },
  };
}
