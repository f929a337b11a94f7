import * as fsPromises from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { codeOf, renamePatiently, syncFile, syncFolder } from '../disk/atomic-file.ts';
import { hashFile } from '../disk/hash-file.ts';
import { createListings, isOneName, sameFile, type Listings, type SameFileCalls } from './same-file.ts';

export type MoveCalls = SameFileCalls &
  Pick<typeof fsPromises, 'open' | 'rename' | 'mkdir' | 'copyFile' | 'rm' | 'link' | 'utimes'>;

/** Such a file stays as it is when a move is killed, and is begun anew by the next one. */
export const copyEnding = '.conch-move';

/** A file with both of its names. */
export interface Placing {
  from: string;
  to: string;
  /** The library folder that `to` lies in. It is there already: in its place may be the empty one of a missing disk. */
  root: string;
}

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
  { from, to, root }: Placing,
  disk: MoveCalls = fsPromises,
  listings: Listings = createListings(disk),
): Promise<'placed' | 'conflict' | 'same'> {
  await makeFolders(root, dirname(to), disk);
  if (await isThere(to, disk)) {
    switch (await sameFile(from, to, { disk, listings })) {
      case 'one-entry':
        if (!isOneName(from, to) && dirname(from) !== dirname(to)) return 'conflict';
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

/**
 * Makes sure that these files have their new names for good, in folders that may be new themselves. Throws the system's
 * own error.
 */
export async function flushPlaces(
  places: readonly Pick<Placing, 'to' | 'root'>[],
  disk: MoveCalls = fsPromises,
): Promise<void> {
  const folders = new Set(places.flatMap(({ to, root }) => [root, ...foldersBelow(root, dirname(to))]));
  // The deepest first: a folder that is found has its files then.
  for (const folder of [...folders].toSorted((a, b) => b.length - a.length)) await syncFolder(folder, disk);
}

/** From the outermost inwards, without the root. */
function foldersBelow(root: string, folder: string): string[] {
  const names = relative(root, folder)
    .split(sep)
    .filter((name) => name !== '');
  return names.map((_name, place) => join(root, ...names.slice(0, place + 1)));
}

/** Never the root itself. */
async function makeFolders(root: string, folder: string, disk: MoveCalls): Promise<void> {
  for (const path of foldersBelow(root, folder)) {
    try {
      await disk.mkdir(path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
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
