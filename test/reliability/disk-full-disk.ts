import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that a test can fill to the last page. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes everything that is free, but for so many bytes. */
  fill(leftBytes: number): void;
  free(): void;
  setReadOnly(isReadOnly: boolean): void;
  remove(): void;
}

/** Why there can be no such disk here; undefined when there can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'A small disk is made with tmpfs, which only Linux has.';
  if (process.getuid?.() !== 0) return 'Mounting a small disk takes root.';
  try {
    makeSmallDisk(1).remove();
    return undefined;
  } catch (error) {
    return `A small disk cannot be mounted here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export function makeSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'conch-small-disk-'));
  run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill(leftBytes) {
      const file = openSync(filler, 'a');
      try {
        const before = fstatSync(file).size;
        for (const block of [1_048_576, 65_536, 4096]) writeUntilFull(file, Buffer.alloc(block, 1));
        ftruncateSync(file, Math.max(before, fstatSync(file).size - leftBytes));
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    setReadOnly: (isReadOnly) => run('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder]),
    remove() {
      // Lazily: a connection that is just being closed must not keep it for ever.
      run('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeUntilFull(file: number, block: Buffer): void {
  for (;;) {
    try {
      if (writeSync(file, block) < block.length) return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}

function run(program: string, args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
}
