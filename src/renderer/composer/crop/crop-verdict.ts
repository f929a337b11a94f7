import type { ImageRules } from '../../../shared/model.ts';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import type { PicturePlan } from '../../../shared/picture/fix.ts';
import { judgePicture } from '../../../shared/picture/judge.ts';
import { planFix, type PlannedPicture } from '../../../shared/picture/plan.ts';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';

/** What the model's rules say to a crop, while it is still being drawn. */
export type CropVerdict =
  /** `note`: what happens besides, and costs quality. */
  { isAllowed: true; plan: PicturePlan; note?: string } | { isAllowed: false; reason: string };

export function cropVerdict(area: CropArea, picture: PlannedPicture, rules: ImageRules): CropVerdict {
  const plan = planFix(picture, rules, { area });
  if (plan === undefined) {
    const { widthPixels, heightPixels } = area;
    const [breach] = judgePicture({ widthPixels, heightPixels }, rules);
    return {
      isAllowed: false,
      reason: breach === undefined ? t('This model takes no crop of this picture.') : told(breach),
    };
  }
  const times = plan.widthPixels / area.widthPixels;
  if (times <= 1) return { isAllowed: true, plan };
  const note = t('Smaller than the model takes. Conch makes it {{times}} times larger, which adds no detail.', {
    times: times.toFixed(1),
  });
  return { isAllowed: true, plan, note };
}
