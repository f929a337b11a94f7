import type { MetadataKind, Orientation, PictureColour } from './facts.ts';

/**
 * More segments, chunks or boxes than any writer makes. A file of nothing but parts is made to fill the memory, and is
 * read as damaged.
 */
export const mostParts = 100_000;

/** What the reader of one format finds in a file of that format. */
export interface Reading {
  storedWidthPixels: number;
  storedHeightPixels: number;
  /** Whether the coding itself turns the picture by a quarter (AVIF, HEIC). */
  isQuarterTurned?: boolean;
  orientation: Orientation;
  colour: PictureColour;
  bitsPerChannel: number;
  hasAlpha: boolean;
  isAnimated: boolean;
  hasColourProfile: boolean;
  metadata: ReadonlySet<MetadataKind>;
  /** False when the file ends before the picture does, or its parts do not fit together. */
  isWhole: boolean;
}
