import type { ImageRules } from '../../../shared/model.ts';

/**
 * MiniMax's own rules for a first frame (MiniMax, video generation page; the same at Pixazo; checked 2026-11-21): under
 * 20 MB, shorter side over 300 pixels, 2:5 to 5:2. Where a provider states none, these are what stands behind it.
 * `maxPixels` is our own caution: Novita has an error for too many pixels and tells no number, decoders of servers refuse
 * somewhere above 89 megapixels, and a clip shows two.
 */
export const minimaxPictureRules = {
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 20_000_000 - 1,
  shortSideOverPixels: 300,
  minRatio: 2 / 5,
  maxRatio: 5 / 2,
  ratioExclusive: false,
  maxPixels: 50_000_000,
} as const satisfies Omit<ImageRules, 'use' | 'sources' | 'types'> & { types: readonly ImageRules['types'][number][] };

/** All five: 2,000, by the pages of MiniMax, Pixazo and Novita; the others state nothing. */
export const promptMaxLength = 2000;
