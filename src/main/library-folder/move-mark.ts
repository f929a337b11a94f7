import { lstat, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, syncFolder } from '../disk/atomic-file.ts';

/**
 * An empty file in the folder that a library moves to. Where a disk is not connected, there is an empty folder in its
 * place, and what is moved there is gone from sight with the disk: the mark tells one from the other. Numbers of
 * devices do not: some are given out anew with every start.
 */
const prefix = '.conch-moving-';

/** A file of a move, that of another one perhaps, and nothing of the person's. */
export function isMoveMark(name: string): boolean {
  return name.startsWith(prefix);
}

/** On the disk when it returns. Throws the system's own error. */
export async function leaveMark(folder: string, mark: string): Promise<void> {
  const file = await open(join(folder, prefix + mark), 'w');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

/** Throws the system's own error. */
export async function hasMark(folder: string, mark: string): Promise<boolean> {
  try {
    return (await lstat(join(folder, prefix + mark))).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** All that are there, also those of moves that were given up. One that stays costs nothing. */
export async function removeMarks(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isMoveMark)) await rm(join(folder, name), { force: true }).catch(() => {});
}
