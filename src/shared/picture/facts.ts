import type { PictureType } from '../model.ts';
import type { Sentence } from '../sentence.ts';

/** Details that a picture may carry beside what is seen. They are taken out before a picture is kept for sending. */
export const metadataKinds = ['location', 'camera', 'time', 'text', 'thumbnail', 'appended', 'other'] as const;
export type MetadataKind = (typeof metadataKinds)[number];

export const pictureColours = ['rgb', 'grey', 'palette', 'cmyk'] as const;
export type PictureColour = (typeof pictureColours)[number];

/** How EXIF asks for the picture to be turned (Exif 2.3, tag 0x0112); 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a file says about the picture in it, read from its content alone and without decoding it. */
export interface PictureFacts {
  type: PictureType;
  sizeBytes: number;
  /** As the pixels lie in the file. */
  storedWidthPixels: number;
  storedHeightPixels: number;
  /** As shown: with the orientation of EXIF, or the turn that AVIF and HEIC have in their coding, applied. */
  widthPixels: number;
  heightPixels: number;
  /**
   * What EXIF asks for. Always 1 for AVIF and HEIC: there the turn is part of the coding, which every reader applies
   * and which no removal of metadata can lose.
   */
  orientation: Orientation;
  colour: PictureColour;
  bitsPerChannel: number;
  hasAlpha: boolean;
  isAnimated: boolean;
  /** Kept when metadata is removed, since the colours would be others without it. */
  hasColourProfile: boolean;
  /** What `stripPicture` would take out, in the order of `metadataKinds`. Empty: nothing. */
  metadata: MetadataKind[];
}

/** Why a file cannot be a first frame, whatever is done to it. */
export interface PictureProblem {
  problem: 'empty' | 'not-a-picture' | 'other-type' | 'damaged' | 'too-many-pixels' | 'too-many-bytes';
  /** One plain sentence or two that say what to do. */
  message: string;
  said: Sentence[];
}

export function isPictureProblem(result: PictureFacts | PictureProblem): result is PictureProblem {
  return 'problem' in result;
}

/**
 * Five times what any provider takes, so that a picture can be shrunk by us; read whole into memory twice at most.
 */
export const largestPictureBytes = 100_000_000;

/**
 * A picture is decoded whole before it can be cropped or shrunk: four bytes a pixel, so 480 MB at this limit, in a
 * worker. It lets the 108-megapixel pictures of telephones through and stops what is made to fill the memory.
 */
export const mostPixels = 120_000_000;

/** Longer sides are refused by the drawing surfaces of browsers (Chromium: 32,767 on each side is safe). */
export const longestSidePixels = 32_767;
