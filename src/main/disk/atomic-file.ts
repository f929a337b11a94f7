import { randomUUID } from 'node:crypto';
import * as fsPromises from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Files that are either the old one or the new one, whatever happens in between. The order is always the same:
 * write a neighbour, flush it, rename it over the target, flush the folder.
 */

/** The few calls that touch the disk, so that a test can record their order or let them fail. */
export type DiskCalls = Pick<typeof fsPromises, 'open' | 'rename' | 'mkdir' | 'copyFile' | 'rm' | 'lstat'>;

export interface AtomicOptions {
  /** Permission bits, e.g. 0o600. Default 0o600: what Conch writes belongs to one person. */
  mode?: number;
  disk?: DiskCalls;
}

/** On Windows a virus scanner or an indexer may hold a file for a moment (npm/write-file-atomic#227). */
const passingCodes = new Set(['EPERM', 'EBUSY', 'EACCES']);
const renameAttempts = 20;
const firstPauseMs = 10;
const longestPauseMs = 500;

/** Replaces `path` by these bytes in one step. Never writes into the target itself. Throws the system's own error. */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string,
  { mode = 0o600, disk = fsPromises }: AtomicOptions = {},
): Promise<void> {
  const folder = dirname(path);
  await disk.mkdir(folder, { recursive: true });
  const neighbour = join(folder, `.conch-${randomUUID()}.tmp`);
  try {
    const handle = await disk.open(neighbour, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renamePatiently(neighbour, path, disk);
  } catch (error) {
    await disk.rm(neighbour, { force: true });
    throw error;
  }
  await syncFolder(folder, disk);
}

/** Renames, trying again for some seconds while somebody else holds the file. */
export async function renamePatiently(
  from: string,
  to: string,
  disk: Pick<DiskCalls, 'rename'> = fsPromises,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      if (attempt >= renameAttempts || !passingCodes.has(codeOf(error) ?? '')) throw error;
    }
    await wait(Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1)));
  }
}

/** Makes a rename in this folder survive a power cut. */
export async function syncFolder(folder: string, disk: Pick<DiskCalls, 'open'> = fsPromises): Promise<void> {
  // Windows cannot open a folder as a file; NTFS journals renames by itself.
  if (process.platform === 'win32') return;
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a file that was written through another handle. */
export async function syncFile(path: string, disk: Pick<DiskCalls, 'open'> = fsPromises): Promise<void> {
  // `r+`: Windows refuses to flush a file that was opened for reading only.
  const handle = await disk.open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's error code, e.g. `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
