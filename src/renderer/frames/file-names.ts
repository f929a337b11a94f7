import type { Asset } from '../../shared/job.ts';

/** Names for what is taken out of a clip; they start with the clip's own. Pure. */

/** The name of the clip's file without folder and ending. The path is relative and always has `/`. */
function stemOf({ path }: Pick<Asset, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** `dunes-0142 frame 07.png`: from 1, with as many digits as the clip needs, so that files sort as they play. */
export function frameFileName(asset: Pick<Asset, 'path'>, { index, count }: { index: number; count: number }): string {
  const number = String(index + 1).padStart(String(count).length, '0');
  return `${stemOf(asset)} ${index === count - 1 ? 'last frame' : `frame ${number}`}.png`;
}

/** `dunes-0142 chain of 3.mp4`. */
export function chainFileName(first: Pick<Asset, 'path'>, clips: number): string {
  return `${stemOf(first)} chain of ${clips}.mp4`;
}
