import type { ImageRules } from '../model.ts';
import type { CropArea } from './crop-area.ts';

type RatioRules = Pick<ImageRules, 'minRatio' | 'maxRatio' | 'ratioExclusive'>;

/** Which way a size leaves the model's window of ratios; undefined inside it. */
export function isOutside(widthPixels: number, heightPixels: number, rules: RatioRules): 'wide' | 'tall' | undefined {
  const ratio = widthPixels / heightPixels;
  if (ratio > rules.maxRatio || (rules.ratioExclusive && ratio === rules.maxRatio)) return 'wide';
  return ratio < rules.minRatio || (rules.ratioExclusive && ratio === rules.minRatio) ? 'tall' : undefined;
}

/** "5:2"; a ratio that no small numbers make is told as a decimal. */
export function ratioName(ratio: number): string {
  for (let height = 1; height <= 20; height += 1) {
    const width = Math.round(ratio * height);
    if (Math.abs(width / height - ratio) < 1e-6) return `${width}:${height}`;
  }
  return ratio.toFixed(2);
}

/**
 * The largest part of that ratio, from the middle. Sizes are rounded towards the square, so that a ratio at the edge of
 * a window never ends up beyond it.
 */
export function centredArea(widthPixels: number, heightPixels: number, ratio: number): CropArea {
  const isCutAtTheSides = widthPixels / heightPixels > ratio;
  const width = isCutAtTheSides ? roundedWidth(heightPixels * ratio, ratio) : widthPixels;
  const height = isCutAtTheSides ? heightPixels : roundedHeight(widthPixels / ratio, ratio);
  return centred(widthPixels, heightPixels, clamp(width, widthPixels), clamp(height, heightPixels));
}

/** As little as possible cut away to come into the window; the whole picture where it is in it. */
export function nearestArea(widthPixels: number, heightPixels: number, rules: RatioRules): CropArea {
  const side = isOutside(widthPixels, heightPixels, rules);
  if (side === undefined) return { leftPixels: 0, topPixels: 0, widthPixels, heightPixels };
  const { maxRatio, minRatio } = rules;
  const area = centredArea(widthPixels, heightPixels, side === 'wide' ? maxRatio : minRatio);
  // Where the edge of the window is outside of it, one pixel more has to go.
  if (isOutside(area.widthPixels, area.heightPixels, rules) === undefined) return area;
  const width = side === 'wide' ? area.widthPixels - 1 : area.widthPixels;
  const height = side === 'tall' ? area.heightPixels - 1 : area.heightPixels;
  return centred(widthPixels, heightPixels, clamp(width, widthPixels), clamp(height, heightPixels));
}

function centred(widthPixels: number, heightPixels: number, width: number, height: number): CropArea {
  return {
    leftPixels: Math.floor((widthPixels - width) / 2),
    topPixels: Math.floor((heightPixels - height) / 2),
    widthPixels: width,
    heightPixels: height,
  };
}

/** Numbers like 16 / 9 are not exact in binary; a thousandth of a pixel is nothing. */
const nothing = 1e-3;

function roundedWidth(exact: number, ratio: number): number {
  return ratio >= 1 ? Math.floor(exact + nothing) : Math.ceil(exact - nothing);
}

function roundedHeight(exact: number, ratio: number): number {
  return ratio >= 1 ? Math.ceil(exact - nothing) : Math.floor(exact + nothing);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(1, value), most);
}
