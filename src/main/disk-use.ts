import type { Output } from '../shared/contract.ts';
import type { JobStore } from './library/job-store.ts';
import type { MediaStore } from './library/media-store.ts';

/** What the clips take, and what is left on the disk of the library. */
export async function readDiskUse(
  store: { clips: Pick<JobStore['clips'], 'usedBytes'> },
  media: Pick<MediaStore, 'freeBytes'>,
): Promise<Output<'disk.read'>> {
  const freeBytes = await media.freeBytes();
  return { usedBytes: store.clips.usedBytes(), ...(freeBytes !== undefined && { freeBytes }) };
}
