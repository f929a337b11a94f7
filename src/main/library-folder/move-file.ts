import * as fsPromises from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, renamePatiently, syncFile, syncFolder } from '../disk/atomic-file.ts';
import { hashFile } from '../disk/hash-file.ts';

export type MoveCalls = Pick<
  typeof fsPromises,
  'open' | 'rename' | 'mkdir' | 'copyFile' | 'rm' | 'link' | 'lstat' | 'utimes'
>;

/** Such a file stays as it is when a move is killed, and is begun anew by the next one. */
export const copyEnding = '.conch-move';

/**
 * Files are brought to another place in two steps, so that each is whole at one of the two at every moment: first many
 * are placed there, and only when their folders have been flushed are they taken away from where they were.
 *
 * `conflict`: there is another file, and both stay. `same`: both names lead to one entry, on a file system that makes no
 * difference between them; it has the new spelling now, and nothing is to be taken away.
 *
 * Throws the system's own error; the file is where it was then.
 */
export async function placeFile(
  from: string,
  to: string,
  disk: MoveCalls = fsPromises,
): Promise<'placed' | 'conflict' | 'same'> {
  await disk.mkdir(dirname(to), { recursive: true });
  if (await isThere(to, disk)) {
    switch (await sameFile(from, to, disk)) {
      case 'one-entry':
        await renamePatiently(from, to, disk);
        return 'same';
      // An earlier try was stopped between the two steps.
      case 'same-bytes':
        return 'placed';
      case 'different':
        return 'conflict';
    }
  }
  if (!(await linked(from, to, disk))) await copied(from, to, disk);
  return 'placed';
}

/** Makes sure that these files have their new names for good. Throws the system's own error. */
export async function flushPlaces(paths: readonly string[], disk: MoveCalls = fsPromises): Promise<void> {
  for (const folder of new Set(paths.map((path) => dirname(path)))) await syncFolder(folder, disk);
}

/** On one file system a second name costs nothing, and never replaces what is there. */
async function linked(from: string, to: string, disk: MoveCalls): Promise<boolean> {
  try {
    await disk.link(from, to);
    return true;
  } catch (error) {
    // Another disk, or a file system without second names.
    if (
      !['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EACCES'].includes(codeOf(error) ?? '')
    )
      throw error;
    return false;
  }
}

async function copied(from: string, to: string, disk: MoveCalls): Promise<void> {
  const copy = `${to}${copyEnding}`;
  try {
    const { atime, mtime } = await disk.lstat(from);
    await disk.copyFile(from, copy);
    await disk.utimes(copy, atime, mtime);
    await syncFile(copy, disk);
    if ((await hashFile(from)) !== (await hashFile(copy))) {
      throw Object.assign(new Error('the copy differs'), { code: 'EIO' });
    }
    await renamePatiently(copy, to, disk);
  } catch (error) {
    await disk.rm(copy, { force: true });
    throw error;
  }
}

/**
 * What two names that are both there have in common. `one-entry`: a file with one name cannot be found by two, but where
 * the file system takes upper and lower case for one; to remove either is to remove the file.
 */
export async function sameFile(
  one: string,
  other: string,
  disk: Pick<MoveCalls, 'lstat'> = fsPromises,
): Promise<'one-entry' | 'same-bytes' | 'different'> {
  const [first, second] = [await disk.lstat(one, { bigint: true }), await disk.lstat(other, { bigint: true })];
  // Some network drives have no numbers for files.
  const isOneFile = first.dev === second.dev && first.ino === second.ino && first.ino !== 0n;
  if (isOneFile) return first.nlink === 1n ? 'one-entry' : 'same-bytes';
  if (first.size !== second.size) return 'different';
  return (await hashFile(one)) === (await hashFile(other)) ? 'same-bytes' : 'different';
}

async function isThere(path: string, disk: MoveCalls): Promise<boolean> {
  try {
    await disk.lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
