import * as fsPromises from 'node:fs/promises';
import { basename } from 'node:path';
import type { DiskCalls } from './atomic-file.ts';

/** The real disk, with a list of what was done to it and in which order. */
export function recordingDisk(change: Partial<DiskCalls> = {}): { disk: DiskCalls; trace: string[] } {
  const trace: string[] = [];
  const label = (path: unknown): string => basename(String(path)).replace(/^\.conch-.*(\.tmp)$/, '$1');
  const disk: DiskCalls = {
    ...fsPromises,
    async open(path, ...rest) {
      const handle = await fsPromises.open(path, ...rest);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        trace.push(`sync ${label(path)}`);
        await sync();
      };
      return handle;
    },
    async rename(from, to) {
      trace.push(`rename ${label(to)}`);
      await fsPromises.rename(from, to);
    },
    async copyFile(from, to, ...rest) {
      trace.push(`copy ${label(to)}`);
      await fsPromises.copyFile(from, to, ...rest);
    },
    async rm(path, ...rest) {
      trace.push(`rm ${label(path)}`);
      await fsPromises.rm(path, ...rest);
    },
    ...change,
  };
  return { disk, trace };
}
