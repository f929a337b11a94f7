import type { ImageRules, PictureType } from '../model.ts';
import type { KeptPicture, Picture } from '../request.ts';
import type { CropArea } from './crop-area.ts';
import { largestPictureBytes } from './facts.ts';
import { encodableTypes, type EncodableType, type PicturePlan, type PictureStep } from './fix.ts';
import { judgePicture } from './judge.ts';
import { centredArea, isOutside, nearestArea } from './ratio.ts';

export interface Wanted {
  /** What the person chose in the crop editor. */
  area?: CropArea;
  /** Width ÷ height, from the middle. */
  ratio?: number;
  type?: EncodableType;
}

/** More than this shows nothing but blur, so it is not offered. */
const mostEnlargement = 4;

/** A photograph of more pixels makes a PNG beyond what any provider takes; it is not even tried. */
const losslessPixels = 8_000_000;

/**
 * How to make of this picture one that the rules take and that is as near as possible to what is wanted. Undefined:
 * there is no way, because it would have to be enlarged too much or because what is wanted is itself outside the rules.
 */
export function planFix(picture: PlannedPicture, rules: ImageRules, wanted: Wanted = {}): PicturePlan | undefined {
  const area = areaFor(picture, rules, wanted);
  const size = sizeFor(area, rules);
  if (size === undefined || judgePicture(size, rules).length > 0) return undefined;
  const types = typesFor(picture, size, rules, wanted.type);
  if (types === undefined) return undefined;
  return { ...(isWhole(area, picture) ? {} : { area }), ...size, types, maxBytes: rules.maxBytes };
}

export type PlannedPicture = Pick<KeptPicture, 'type' | 'widthPixels' | 'heightPixels'> &
  Partial<Pick<KeptPicture, 'sizeBytes' | 'coding' | 'orientation'>>;

/** What the window does unasked: the same picture, upright and in a type that every browser shows. */
export function planUpright({ type, widthPixels, heightPixels, coding }: PlannedPicture): PicturePlan {
  const isLossless = isLosslessSource(type) || coding?.hasAlpha === true;
  const types: PicturePlan['types'] = isLossless ? ['image/png', 'image/jpeg'] : ['image/jpeg'];
  return { widthPixels, heightPixels, types, maxBytes: largestPictureBytes };
}

/** The next thing to try when no type and quality of a plan came within its bytes. Undefined: it cannot be smaller. */
export function planSmaller(plan: PicturePlan, rules: ImageRules): PicturePlan | undefined {
  const size = scaled(plan, 0.8);
  return judgePicture(size, rules).length > 0 ? undefined : { ...plan, ...size };
}

/**
 * The same plan for the very first picture, so that a picture is encoded once and not once for each edit. What is cut
 * out is told in its pixels.
 */
export function planOnSource(picture: Picture, plan: PicturePlan): { source: KeptPicture; plan: PicturePlan } {
  if (picture.edit === undefined) return { source: picture, plan };
  const { source } = picture.edit;
  const { widthPixels, heightPixels } = source;
  const within = picture.edit.area ?? { leftPixels: 0, topPixels: 0, widthPixels, heightPixels };
  const across = within.widthPixels / picture.widthPixels;
  const down = within.heightPixels / picture.heightPixels;
  const cut = plan.area ?? { leftPixels: 0, topPixels: 0, ...sizeOf(picture) };
  const area = {
    leftPixels: within.leftPixels + Math.floor(cut.leftPixels * across),
    topPixels: within.topPixels + Math.floor(cut.topPixels * down),
    widthPixels: Math.max(1, Math.floor(cut.widthPixels * across)),
    heightPixels: Math.max(1, Math.floor(cut.heightPixels * down)),
  };
  const { area: _former, ...rest } = plan;
  return { source, plan: isWhole(area, source) ? rest : { ...rest, area } };
}

/** What a plan did to its source, in the order in which it is told. */
export function stepsOf(source: PlannedPicture, plan: PicturePlan, type: PictureType): PictureStep[] {
  const { widthPixels, coding, orientation } = source;
  const cutWidth = plan.area?.widthPixels ?? widthPixels;
  const steps: [PictureStep, boolean][] = [
    ['first-frame', coding?.isAnimated === true],
    ['turned', orientation !== undefined],
    ['cropped', plan.area !== undefined],
    ['shrunk', plan.widthPixels < cutWidth],
    ['enlarged', plan.widthPixels > cutWidth],
    ['converted', type !== source.type || coding?.colour === 'cmyk' || (coding?.bitsPerChannel ?? 8) > 8],
    ['flattened', coding?.hasAlpha === true && type === 'image/jpeg'],
  ];
  return steps.filter(([, isDone]) => isDone).map(([step]) => step);
}

interface Size {
  widthPixels: number;
  heightPixels: number;
}

function areaFor(picture: Size, rules: ImageRules, { area, ratio }: Wanted): CropArea {
  if (area !== undefined) return area;
  const { widthPixels, heightPixels } = picture;
  return ratio === undefined
    ? nearestArea(widthPixels, heightPixels, rules)
    : centredArea(widthPixels, heightPixels, ratio);
}

/** As large as the area where that is allowed; larger or smaller, by as little as possible, where it is not. */
function sizeFor(area: Size, rules: ImageRules): Size | undefined {
  const shortSide = Math.min(area.widthPixels, area.heightPixels);
  const least = Math.floor(rules.shortSideOverPixels) + 1;
  if (shortSide < least) {
    return least / shortSide > mostEnlargement ? undefined : inWindow(scaled(area, least / shortSide), rules);
  }
  const pixels = area.widthPixels * area.heightPixels;
  if (rules.maxPixels === undefined || pixels <= rules.maxPixels) return sizeOf(area);
  return inWindow(scaled(area, Math.sqrt(rules.maxPixels / pixels)), rules);
}

/** Scaling rounds, and at the edge of the window a pixel decides: the longer side gives way. */
function inWindow(size: Size, rules: ImageRules): Size {
  switch (isOutside(size.widthPixels, size.heightPixels, rules)) {
    case 'wide':
      return { ...size, widthPixels: size.widthPixels - 1 };
    case 'tall':
      return { ...size, heightPixels: size.heightPixels - 1 };
    case undefined:
      return size;
  }
}

/** Up for the shorter side when enlarging, so that it is surely over the least; down when shrinking. */
function scaled({ widthPixels, heightPixels }: Size, factor: number): Size {
  const round = factor > 1 ? (value: number) => Math.round(value) : Math.floor;
  return {
    widthPixels: Math.max(1, round(widthPixels * factor)),
    heightPixels: Math.max(1, round(heightPixels * factor)),
  };
}

function sizeOf({ widthPixels, heightPixels }: Size): Size {
  return { widthPixels, heightPixels };
}

function isWhole(area: CropArea, { widthPixels, heightPixels }: Size): boolean {
  return area.widthPixels === widthPixels && area.heightPixels === heightPixels;
}

function isLosslessSource(type: PictureType): boolean {
  return type === 'image/png' || type === 'image/gif';
}

function typesFor(
  picture: PlannedPicture,
  size: Size,
  rules: ImageRules,
  wanted: EncodableType | undefined,
): PicturePlan['types'] | undefined {
  const allowed = encodableTypes.filter((type) => rules.types.includes(type));
  if (wanted !== undefined) return allowed.includes(wanted) ? [wanted] : undefined;
  // What was too large as it is will not be smaller when it is written again at the same size.
  const isTried = (picture.sizeBytes ?? 0) > rules.maxBytes && picture.type === 'image/png';
  const wantsLossless = isLosslessSource(picture.type) || picture.coding?.hasAlpha === true;
  const isSmall = size.widthPixels * size.heightPixels <= losslessPixels;
  const isSameSize = size.widthPixels === picture.widthPixels && size.heightPixels === picture.heightPixels;
  const isPngFirst = wantsLossless && isSmall && !(isTried && isSameSize);
  const order: EncodableType[] = isPngFirst ? ['image/png', 'image/jpeg'] : ['image/jpeg', 'image/png'];
  const [first, ...others] = order.filter((type) => allowed.includes(type));
  // JPEG first needs no PNG behind it, which would only be larger.
  return first === undefined ? undefined : first === 'image/jpeg' ? [first] : [first, ...others];
}
