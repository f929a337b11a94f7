import type { ImageRules } from '../model.ts';
import { inEnglish, says, sentence, type Sentence } from '../sentence.ts';
import type { PictureFix, PicturePlan } from './fix.ts';
import { judgePicture, typeName, type BreachKind } from './judge.ts';
import { planFix, type PlannedPicture, type Wanted } from './plan.ts';
import { isOutside, ratioName } from './ratio.ts';

/**
 * The one-click ways to a picture that the model takes. Each mends everything at once: a crop also shrinks, converts
 * and turns where that is needed. Empty where nothing is wrong or nothing helps.
 */
export function fixesFor(picture: PlannedPicture, rules: ImageRules): PictureFix[] {
  const breaches = judgePicture(picture, rules);
  const has = (...kinds: BreachKind[]): boolean => breaches.some(({ problem }) => kinds.includes(problem));
  const fix = (kind: PictureFix['kind'], label: (plan: PicturePlan) => Sentence, wanted?: Wanted): PictureFix[] => {
    const plan = planFix(picture, rules, wanted);
    return plan === undefined ? [] : [{ kind, ...labelled(label(plan)), ...enlarging(picture, plan), plan }];
  };

  if (has('ratio')) return cropFixes(picture, rules, fix);
  if (has('short-side')) return fix('enlarge', enlargeTo);
  if (has('animation')) return fix('convert', () => sentence('Use its first frame'));
  if (has('orientation')) return fix('convert', () => sentence('Turn it upright'));
  if (has('type', 'colour', 'depth')) return convertFixes(picture, fix);
  if (has('bytes', 'pixels'))
    return fix('shrink', () => sentence('Shrink it to fit')).map((shrink) => named(picture, shrink));
  if (has('transparency')) return fix('convert', () => sentence('Fill with white'), { type: 'image/jpeg' });
  return [];
}

type MakeFix = (kind: PictureFix['kind'], label: (plan: PicturePlan) => Sentence, wanted?: Wanted) => PictureFix[];

/** To the shape of a screen, upright for a tall picture, and to the nearest ratio that the model takes. */
function cropFixes({ widthPixels, heightPixels }: PlannedPicture, rules: ImageRules, fix: MakeFix): PictureFix[] {
  const isWide = isOutside(widthPixels, heightPixels, rules) === 'wide';
  const nearest = ratioName(isWide ? rules.maxRatio : rules.minRatio);
  const fixes = [
    ...(isWide ? [] : fix('crop', () => sentence('Crop to 9:16'), { ratio: 9 / 16 })),
    ...fix('crop', () => sentence('Crop to 16:9'), { ratio: 16 / 9 }),
    ...fix('crop', () => sentence('Crop as little as possible ({{ratio}})', { ratio: nearest })),
  ];
  return fixes.filter(({ label }, index) => fixes.findIndex((other) => other.label === label) === index);
}

function convertFixes(picture: PlannedPicture, fix: MakeFix): PictureFix[] {
  const label = (plan: PicturePlan): Sentence =>
    picture.coding?.isAnimated === true ? sentence('Use its first frame') : convertTo(plan.types[0]);
  const fixes = [...fix('convert', label), ...fix('convert', label, { type: 'image/jpeg' })];
  return fixes.filter(({ label }, index) => fixes.findIndex((other) => other.label === label) === index);
}

/** A PNG often fits as it is once it is a JPEG, and nothing is shrunk then. */
function named({ type, widthPixels }: PlannedPicture, fix: PictureFix): PictureFix {
  const [first] = fix.plan.types;
  if (fix.plan.widthPixels < widthPixels || first === type) return fix;
  return { ...fix, kind: 'convert', ...labelled(convertTo(first)) };
}

function enlarging({ widthPixels }: PlannedPicture, plan: PicturePlan): Pick<PictureFix, 'warning'> {
  const from = plan.area?.widthPixels ?? widthPixels;
  if (plan.widthPixels <= from) return {};
  const times = (plan.widthPixels / from).toFixed(1);
  return {
    warning: says('It is made {{times}} times larger, which adds no detail: the clip may look soft.', { times }),
  };
}

function enlargeTo({ widthPixels, heightPixels }: PicturePlan): Sentence {
  return sentence('Enlarge to {{widthPixels}} × {{heightPixels}}', { widthPixels, heightPixels });
}

function convertTo(type: string): Sentence {
  return sentence('Convert to {{type}}', { type: typeName(type) });
}

function labelled(label: Sentence): Pick<PictureFix, 'label' | 'said'> {
  return { label: inEnglish(label), said: [label] };
}
