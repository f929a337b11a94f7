import type { Resolution } from '../../../shared/model.ts';
import { heightFor, ratioOf, widthFor, type PictureSize } from './crop-geometry.ts';
import { t } from '../../texts/index.ts';

/** The frame that a clip will have, as far as it is known. Pure. */
export interface ClipFrame extends PictureSize {
  /**
   * `published`: the size at 16:9 is the provider's own word. `about`: the clip follows the shape of its first frame,
   * but nobody has published its size there; the shorter side is then a guess.
   */
  known: 'published' | 'about';
}

/** What a resolution means at 16:9: 768P = 1366 × 768, 1080P = 1920 × 1080 (a provider's model page, checked 2026-11-21). */
const published: Record<Resolution, PictureSize> = {
  '768P': { widthPixels: 1366, heightPixels: 768 },
  '1080P': { widthPixels: 1920, heightPixels: 1080 },
};

/** Undefined where the model offers no choice of resolution: then nothing is known. */
export function clipFrame(picture: PictureSize, resolution: Resolution | undefined): ClipFrame | undefined {
  if (resolution === undefined) return undefined;
  const wide = published[resolution];
  const ratio = ratioOf(picture);
  // 1366 × 768 is itself off 16:9 by a twentieth of a per cent; a crop in whole pixels can be off by a little more.
  if (Math.abs(ratio / (16 / 9) - 1) < 0.01) return { ...wide, known: 'published' };
  const shorter = wide.heightPixels;
  return ratio >= 1
    ? { widthPixels: widthFor(shorter, ratio), heightPixels: shorter, known: 'about' }
    : { widthPixels: shorter, heightPixels: heightFor(shorter, ratio), known: 'about' };
}

/** One sentence: what becomes of the picture in the clip. */
export function frameSentence(picture: PictureSize, frame: ClipFrame | undefined): string {
  if (frame === undefined) return t('This model does not say how large its clips are.');
  const size = `${frame.widthPixels} × ${frame.heightPixels}`;
  const scale = frame.heightPixels / picture.heightPixels;
  const isSure = frame.known === 'published';
  if (scale > 1.02) {
    const facts = { times: Number(scale.toFixed(1)), size };
    return isSure
      ? t('Enlarged {{times}} times for a clip of {{size}}, so it will look softer.', facts)
      : t('Enlarged {{times}} times for a clip of about {{size}}, so it will look softer.', facts);
  }
  if (scale < 0.98) {
    const facts = { percent: Math.round(scale * 100), size };
    return isSure
      ? t('Reduced to {{percent}} % for a clip of {{size}}.', facts)
      : t('Reduced to {{percent}} % for a clip of about {{size}}.', facts);
  }
  return isSure ? t('As large as a clip of {{size}}.', { size }) : t('As large as a clip of about {{size}}.', { size });
}
