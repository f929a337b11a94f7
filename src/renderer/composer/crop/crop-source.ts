import type { CropArea } from '../../../shared/picture/crop-area.ts';
import type { PictureFix, PicturePlan } from '../../../shared/picture/fix.ts';
import type { KeptPicture, Picture } from '../../../shared/request.ts';
import type { Issue } from '../../../shared/validate.ts';
import { says } from '../../../shared/sentence.ts';

/** What the crop editor cuts from. Pure. */
export interface CropSource {
  picture: KeptPicture;
  /** Where the last crop was, in pixels of that picture. */
  start: CropArea | undefined;
}

/**
 * The very first picture, so that a second crop loses nothing to the first. Where the window cannot show that one
 * upright, the picture that was made of it.
 */
export function cropSourceOf(picture: Picture): CropSource {
  const { edit, ...itself } = picture;
  if (edit === undefined || !isShown(edit.source)) return { picture: itself, start: undefined };
  return { picture: edit.source, start: edit.area };
}

/** No browser but one shows HEIC, and they differ on whether a PNG or WebP is turned by its EXIF. */
function isShown({ type, orientation }: KeptPicture): boolean {
  return type !== 'image/heic' && (orientation === undefined || type === 'image/jpeg');
}

/** The editor's own crop as a fix like any other. */
export function cropFix(plan: PicturePlan): PictureFix {
  const words = says('Cropping');
  return { kind: 'crop', label: words.message, said: words.said, plan };
}

/** The part that the first crop on offer would keep, in pixels of the picture in the draft. */
export function cropOffered(issues: readonly Issue[]): CropArea | undefined {
  for (const { fixes } of issues)
    for (const fix of fixes) if (fix.kind === 'crop' && fix.plan.area !== undefined) return fix.plan.area;
  return undefined;
}
