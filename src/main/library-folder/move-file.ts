import * as fsPromises from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, renamePatiently, syncFile, syncFolder } from '../disk/atomic-file.ts';
import { hashFile } from '../disk/hash-file.ts';

export type MoveCalls = Pick<
  typeof fsPromises,
  'open' | 'rename' | 'mkdir' | 'copyFile' | 'rm' | 'link' | 'lstat' | 'utimes' | 'unlink'
>;

/** Such a file stays as it is when a move is killed, and is begun anew by the next one. */
export const copyEnding = '.conch-move';

/**
 * Brings one file to another place. At every moment it is whole at one of the two; the old one goes only when the new
 * one has been flushed and compared. `conflict`: there is another file, and both stay.
 *
 * Throws the system's own error; the file is where it was then.
 */
export async function moveFile(from: string, to: string, disk: MoveCalls = fsPromises): Promise<'moved' | 'conflict'> {
  await disk.mkdir(dirname(to), { recursive: true });
  if (await isThere(to, disk)) {
    // An earlier try was stopped between the two steps, or it is another file.
    if ((await hashFile(from)) !== (await hashFile(to))) return 'conflict';
  } else if (!(await linked(from, to, disk))) {
    await copied(from, to, disk);
  }
  await syncFile(to, disk);
  await syncFolder(dirname(to), disk);
  await disk.unlink(from);
  return 'moved';
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

async function isThere(path: string, disk: MoveCalls): Promise<boolean> {
  try {
    await disk.lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
