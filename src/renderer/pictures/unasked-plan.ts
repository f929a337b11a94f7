import type { ImageRules } from '../../shared/model.ts';
import type { KeptFields } from '../../shared/picture/kept-fields.ts';
import type { PicturePlan } from '../../shared/picture/fix.ts';
import { judgePicture, type BreachKind } from '../../shared/picture/judge.ts';
import { planFix, planUpright } from '../../shared/picture/plan.ts';

/** Mended without a question: what the eye sees stays the same. The rest is one click away. */
const mendedUnasked: readonly BreachKind[] = ['orientation', 'animation', 'colour', 'depth', 'type'];

/**
 * What is done to a picture as soon as it comes in. Undefined: nothing; it is used byte for byte.
 *
 * @param rules of the chosen model; absent: it takes no picture
 */
export function unaskedPlan(picture: KeptFields, rules: ImageRules | undefined): PicturePlan | undefined {
  const errors = rules === undefined ? [] : judgePicture(picture, rules).filter(({ severity }) => severity === 'error');
  const isMended = errors.length > 0 && errors.every(({ problem }) => mendedUnasked.includes(problem));
  const plan = isMended && rules !== undefined ? planFix(picture, rules) : undefined;
  if (plan !== undefined && keepsSize(plan, picture)) return plan;
  // Only the first is shown the same way everywhere, and no window shows HEIC.
  return picture.orientation !== undefined || picture.type === 'image/heic' ? planUpright(picture) : undefined;
}

function keepsSize({ area, widthPixels, heightPixels }: PicturePlan, picture: KeptFields): boolean {
  return area === undefined && widthPixels === picture.widthPixels && heightPixels === picture.heightPixels;
}
