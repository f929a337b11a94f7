import { open } from 'node:fs/promises';
import type { Asset } from '../../shared/job.ts';
import { readMp4 } from './read-mp4.ts';
import { readWebm } from './read-webm.ts';

export type ContainerVerdict =
  | { verdict: 'whole'; widthPixels?: number; heightPixels?: number; durationSeconds?: number }
  /** The container says that more should follow. */
  | { verdict: 'cut-off' }
  /** No video can be read from it. */
  | { verdict: 'broken' };

/** Reads a finished download's container from disk: its index only, whatever the size of the clip. */
export async function checkContainer(path: string, type: Asset['type']): Promise<ContainerVerdict> {
  const file = await open(path, 'r');
  try {
    return await (type === 'video/webm' ? readWebm(file) : readMp4(file));
  } finally {
    await file.close();
  }
}
