import type { MetadataKind } from '../../../shared/picture/facts.ts';
import type { PictureStep } from '../../../shared/picture/fix.ts';
import { listOf } from '../../texts/format.ts';
import { key, t } from '../../texts/index.ts';

/** What was taken out of a picture and what was done to it, in words. Pure. */

const metadataWords: Record<MetadataKind, string> = {
  location: key('location'),
  camera: key('camera details'),
  time: key('date and time'),
  text: key('captions and notes'),
  thumbnail: key('a small preview'),
  appended: key('what was hidden behind the picture'),
  other: key('other details'),
};

/** "location, camera details and date and time". */
export function removedWords(kinds: readonly MetadataKind[]): string {
  return listOf(
    kinds.map((kind) => t(metadataWords[kind])),
    'and',
  );
}

export function stepWords(step: PictureStep, type: string): string {
  switch (step) {
    case 'turned':
      return t('turned upright');
    case 'cropped':
      return t('cropped');
    case 'shrunk':
      return t('shrunk');
    case 'enlarged':
      return t('enlarged');
    case 'converted':
      return t('converted to {{type}}', { type });
    case 'flattened':
      return t('filled with white');
    case 'first-frame':
      return t('first frame of an animation');
  }
}
