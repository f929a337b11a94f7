import type { PictureType } from '../model.ts';
import type { Said, Sentence } from '../sentence.ts';
import type { CropArea } from './crop-area.ts';

/** What the window can write; the rest it can only read. */
export const encodableTypes = ['image/jpeg', 'image/png', 'image/webp'] as const satisfies readonly PictureType[];
export type EncodableType = (typeof encodableTypes)[number];

/** How a picture is to be made anew. `planFix` makes it, the window's worker carries it out, tests judge it. */
export interface PicturePlan {
  /** Cut out first; absent: all of it. Never larger than the picture. */
  area?: CropArea;
  /** The size of the result, of the same ratio as the area up to rounding. */
  widthPixels: number;
  heightPixels: number;
  /**
   * In this order: the first whose file is within `maxBytes` is taken. PNG has one size; JPEG and WebP are tried at
   * falling `qualities`. When none fits, `planSmaller` gives the next size to try.
   */
  types: [EncodableType, ...EncodableType[]];
  /** Largest file, in bytes, inclusive. */
  maxBytes: number;
}

/** Tried in turn for JPEG and WebP, best first. Below the last one it is better to have fewer pixels. */
export const qualities = [0.95, 0.92, 0.88, 0.82, 0.75] as const;

/** Shows through where JPEG has no transparency. */
export const background = '#ffffff';

/** What was done to a picture, for the eye. */
export const pictureSteps = [
  'turned',
  'cropped',
  'shrunk',
  'enlarged',
  'converted',
  'flattened',
  'first-frame',
] as const;
export type PictureStep = (typeof pictureSteps)[number];

/** One click that leads to a picture which the model takes. Plain JSON. */
export interface PictureFix {
  kind: 'crop' | 'shrink' | 'enlarge' | 'convert';
  label: string;
  /** The label for translation. */
  said: Sentence[];
  /** What the person should know before the click. */
  warning?: Said;
  plan: PicturePlan;
}
