import type { CropArea } from '../../../shared/picture/crop-area.ts';

/**
 * Where a crop lies in its picture, and what moving and resizing make of it. Pure; all in whole pixels of the picture
 * as shown, so that what the numbers say is what is cut out.
 */

export interface PictureSize {
  widthPixels: number;
  heightPixels: number;
}

/** The edges that a handle moves, by the first letters of the compass, as the handles of the drawing name them. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

export function wholeOf({ widthPixels, heightPixels }: PictureSize): CropArea {
  return { leftPixels: 0, topPixels: 0, widthPixels, heightPixels };
}

export function ratioOf({ widthPixels, heightPixels }: PictureSize): number {
  return widthPixels / heightPixels;
}

/**
 * The height that belongs to a width. Rounded towards the square, so that a ratio at the very edge of what a model
 * takes never ends up one pixel beyond it.
 */
export function heightFor(widthPixels: number, ratio: number): number {
  const exact = widthPixels / ratio;
  return Math.max(1, ratio >= 1 ? ceiling(exact) : floor(exact));
}

/** The width that belongs to a height, rounded like `heightFor`. */
export function widthFor(heightPixels: number, ratio: number): number {
  const exact = heightPixels * ratio;
  return Math.max(1, ratio >= 1 ? floor(exact) : ceiling(exact));
}

/** The largest size of that ratio that is no larger than `within`. */
export function largestOf(ratio: number, within: PictureSize): PictureSize {
  const { widthPixels, heightPixels } = within;
  const height = heightFor(widthPixels, ratio);
  if (height <= heightPixels) return { widthPixels, heightPixels: height };
  return { widthPixels: Math.min(widthPixels, widthFor(heightPixels, ratio)), heightPixels };
}

/** The largest area of that ratio, its middle as near as possible to the middle of `around`. */
export function areaOfRatio(ratio: number, picture: PictureSize, around: CropArea): CropArea {
  const size = largestOf(ratio, picture);
  const leftPixels = Math.round(around.leftPixels + (around.widthPixels - size.widthPixels) / 2);
  const topPixels = Math.round(around.topPixels + (around.heightPixels - size.heightPixels) / 2);
  return inside({ leftPixels, topPixels, ...size }, picture);
}

export function moved(area: CropArea, rightPixels: number, downPixels: number, picture: PictureSize): CropArea {
  const { leftPixels, topPixels } = area;
  return inside({ ...area, leftPixels: leftPixels + rightPixels, topPixels: topPixels + downPixels }, picture);
}

/** Wider and taller by so much, from its upper left corner; what finds no room there grows to the other side. */
export function resized(
  area: CropArea,
  widerPixels: number,
  tallerPixels: number,
  picture: PictureSize,
  ratio?: number,
): CropArea {
  const wanted = {
    widthPixels: clamp(area.widthPixels + widerPixels, 1, picture.widthPixels),
    heightPixels: clamp(area.heightPixels + tallerPixels, 1, picture.heightPixels),
  };
  return inside({ ...area, ...ofRatio(wanted, picture, ratio, widerPixels !== 0) }, picture);
}

/** A handle moved by so much: the opposite edges stay where they are. */
export function dragged(
  area: CropArea,
  handle: Handle,
  rightPixels: number,
  downPixels: number,
  picture: PictureSize,
  ratio?: number,
): CropArea {
  const isWest = handle.includes('w');
  const isNorth = handle.includes('n');
  const wider = handle.includes('e') ? rightPixels : isWest ? -rightPixels : 0;
  const taller = handle.includes('s') ? downPixels : isNorth ? -downPixels : 0;
  const right = area.leftPixels + area.widthPixels;
  const bottom = area.topPixels + area.heightPixels;
  const room = {
    widthPixels: isWest ? right : picture.widthPixels - area.leftPixels,
    heightPixels: isNorth ? bottom : picture.heightPixels - area.topPixels,
  };
  const wanted = {
    widthPixels: clamp(area.widthPixels + wider, 1, room.widthPixels),
    heightPixels: clamp(area.heightPixels + taller, 1, room.heightPixels),
  };
  const size = ofRatio(wanted, room, ratio, wider !== 0);
  return {
    leftPixels: isWest ? right - size.widthPixels : area.leftPixels,
    topPixels: isNorth ? bottom - size.heightPixels : area.topPixels,
    ...size,
  };
}

/** As a pointer leaves it, in fractions of pixels: whole pixels, and the edges that did not move stay. */
export function snapped(raw: CropArea, before: CropArea, picture: PictureSize, ratio?: number): CropArea {
  const isMove = isNear(raw.widthPixels, before.widthPixels) && isNear(raw.heightPixels, before.heightPixels);
  if (isMove) {
    const { leftPixels, topPixels } = raw;
    return inside({ ...before, leftPixels: Math.round(leftPixels), topPixels: Math.round(topPixels) }, picture);
  }
  const right = before.leftPixels + before.widthPixels;
  const bottom = before.topPixels + before.heightPixels;
  const isWest = isNear(raw.leftPixels + raw.widthPixels, right) && !isNear(raw.leftPixels, before.leftPixels);
  const isNorth = isNear(raw.topPixels + raw.heightPixels, bottom) && !isNear(raw.topPixels, before.topPixels);
  const handle = `${isNorth ? 'n' : 's'}${isWest ? 'w' : 'e'}` as const;
  const wider = Math.round(raw.widthPixels) - before.widthPixels;
  const taller = Math.round(raw.heightPixels) - before.heightPixels;
  return dragged(before, handle, isWest ? -wider : wider, isNorth ? -taller : taller, picture, ratio);
}

/** Moved, not shrunk, until it lies in the picture; shrunk only where it is larger than that. */
export function inside(area: CropArea, picture: PictureSize): CropArea {
  const widthPixels = clamp(Math.round(area.widthPixels), 1, picture.widthPixels);
  const heightPixels = clamp(Math.round(area.heightPixels), 1, picture.heightPixels);
  return {
    leftPixels: clamp(Math.round(area.leftPixels), 0, picture.widthPixels - widthPixels),
    topPixels: clamp(Math.round(area.topPixels), 0, picture.heightPixels - heightPixels),
    widthPixels,
    heightPixels,
  };
}

/** The wanted size brought to the ratio, led by the side that was changed, and no larger than the room. */
function ofRatio(
  wanted: PictureSize,
  room: PictureSize,
  ratio: number | undefined,
  isLedByWidth: boolean,
): PictureSize {
  if (ratio === undefined) return wanted;
  const { widthPixels, heightPixels } = wanted;
  const size = isLedByWidth
    ? { widthPixels, heightPixels: heightFor(widthPixels, ratio) }
    : { widthPixels: widthFor(heightPixels, ratio), heightPixels };
  const fits = size.widthPixels <= room.widthPixels && size.heightPixels <= room.heightPixels;
  return fits ? size : largestOf(ratio, room);
}

/** Numbers as 16 / 9 are not exact in binary; a thousandth of a pixel is nothing. */
const nothing = 1e-3;

function ceiling(value: number): number {
  return Math.ceil(value - nothing);
}

function floor(value: number): number {
  return Math.floor(value + nothing);
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.01;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
