import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { dragged, moved, resized, type Handle, type PictureSize } from './crop-geometry.ts';

/** What the keyboard does to a crop. Pure. */

export interface CropKey {
  /** As in `KeyboardEvent.key`. */
  key: string;
  shift: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  modifier: boolean;
}

/** One step, and the larger one: a pixel is exact, a twentieth of the picture is quick. */
function stepOf({ modifier }: CropKey, sidePixels: number): number {
  return modifier ? Math.max(1, Math.round(sidePixels / 20)) : 1;
}

const directions: Record<string, readonly [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The area after a key, or undefined when the key means nothing here. On the area itself an arrow moves, with Shift it
 * resizes; on a handle it moves that handle.
 */
export function afterKey(
  area: CropArea,
  pressed: CropKey,
  handle: Handle | undefined,
  picture: PictureSize,
  ratio?: number,
): CropArea | undefined {
  const direction = directions[pressed.key];
  if (direction === undefined) return undefined;
  const right = direction[0] * stepOf(pressed, picture.widthPixels);
  const down = direction[1] * stepOf(pressed, picture.heightPixels);
  if (handle !== undefined) return dragged(area, handle, right, down, picture, ratio);
  return pressed.shift ? resized(area, right, down, picture, ratio) : moved(area, right, down, picture);
}
