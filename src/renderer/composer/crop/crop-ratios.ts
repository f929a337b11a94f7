import type { ImageRules } from '../../../shared/model.ts';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { ratioOf, type PictureSize } from './crop-geometry.ts';
import { t } from '../../texts/index.ts';

/** The shapes on offer in the crop editor. Pure. */

export const ratioKeys = ['16:9', '4:3', '1:1', '3:4', '9:16', 'nearest', 'free'] as const;
export type RatioKey = (typeof ratioKeys)[number];

export interface RatioChoice {
  key: RatioKey;
  name: string;
  /** Width ÷ height; absent where any will do. */
  ratio?: number;
}

const usual = { '16:9': 16 / 9, '4:3': 4 / 3, '1:1': 1, '3:4': 3 / 4, '9:16': 9 / 16 } as const;

/**
 * The usual shapes; the one nearest to the picture's own that the model takes, which is the picture's own where that
 * will do; and any shape.
 */
export function ratioChoices(picture: PictureSize, rules: ImageRules): RatioChoice[] {
  const fixed = Object.entries(usual).map(([name, ratio]) => ({ key: name as RatioKey, name, ratio }));
  const nearest = nearestRatio(ratioOf(picture), rules);
  const isOwn = nearest === ratioOf(picture);
  return [
    ...fixed,
    { key: 'nearest', name: isOwn ? t('Original') : roughRatioName(nearest), ratio: nearest },
    { key: 'free', name: t('Free') },
  ];
}

/** Which shape a crop that is there already has: a usual one, the nearest, or any. */
export function choiceOf(area: CropArea, choices: readonly RatioChoice[]): RatioKey {
  const { widthPixels, heightPixels } = area;
  // Whole pixels rarely hit a ratio; one pixel on the shorter side is as near as they come.
  const isShape = (ratio: number) =>
    Math.abs(widthPixels / ratio - heightPixels) < 1 || Math.abs(heightPixels * ratio - widthPixels) < 1;
  return choices.find(({ ratio }) => ratio !== undefined && isShape(ratio))?.key ?? 'free';
}

/** The ratio itself where the model takes it, else the end of what it takes; a hair inside where the end is left out. */
function nearestRatio(ratio: number, rules: ImageRules): number {
  const hair = rules.ratioExclusive ? 1e-4 : 0;
  return Math.min(Math.max(ratio, rules.minRatio + hair), rules.maxRatio - hair);
}

/** `5:2`: small whole numbers where a pair comes within a thousandth, as whole pixels do; else `1.37:1`. */
export function roughRatioName(ratio: number): string {
  for (let height = 1; height <= 16; height += 1) {
    const width = Math.round(ratio * height);
    if (width > 0 && width <= 21 && Math.abs(width / height / ratio - 1) < 1e-3) return `${width}:${height}`;
  }
  return ratio >= 1 ? `${Number(ratio.toFixed(2))}:1` : `1:${Number((1 / ratio).toFixed(2))}`;
}
