import type { KeptPicture, Picture } from '../../../shared/request.ts';
import { typeName } from '../../../shared/picture/judge.ts';
import { removedFrom } from '../../../shared/picture/removed-from.ts';
import { removedWords, stepWords } from './picture-words.ts';
import { key, t } from '../../texts/index.ts';
import { bytes, listOf, number } from '../../texts/format.ts';

/** What a provider will get of a picture, and what was done to it on the way, in words. Pure. */

export interface SentFact {
  /** For `t`. */
  name: string;
  text: string;
}

/** `JPEG, 1500 × 600, 412.3 kB`. */
export function pictureText({ type, widthPixels, heightPixels, sizeBytes }: KeptPicture): string {
  return `${typeName(type)}, ${widthPixels} × ${heightPixels}, ${bytes(sizeBytes)}`;
}

export function sentFacts(picture: Picture): SentFact[] {
  const { type, sizeBytes, widthPixels, heightPixels, edit } = picture;
  const exact = t('{{size}} bytes', { size: number(sizeBytes) });
  const removed = removedFrom(picture);
  return [
    { name: key('Format'), text: typeName(type) },
    {
      name: key('Size'),
      text: sizeBytes < 1000 ? exact : t('{{size}} ({{exact}})', { size: bytes(sizeBytes), exact }),
    },
    { name: key('Dimensions'), text: `${widthPixels} × ${heightPixels}` },
    ...(edit === undefined ? [] : [{ name: key('Made from'), text: pictureText(edit.source) }]),
    { name: key('Done to it'), text: stepsText(picture) },
    {
      name: key('Removed'),
      text: removed.length === 0 ? t('nothing, there was nothing to remove') : removedWords(removed),
    },
  ];
}

/** "cropped, shrunk and converted to JPEG"; what was only cleaned is not made anew. */
function stepsText({ type, edit }: Picture): string {
  const words = (edit?.steps ?? []).map((step) => stepWords(step, typeName(type)));
  return words.length === 0 ? t('nothing, every pixel is as it came') : listOf(words, 'and');
}

/** "Location and camera details removed"; undefined where there was nothing to remove. */
export function removedSentence(picture: Picture): string | undefined {
  const removed = removedFrom(picture);
  if (removed.length === 0) return undefined;
  const words = removedWords(removed);
  return t('{{details}} removed', { details: `${words.charAt(0).toUpperCase()}${words.slice(1)}` });
}

/** Whether the person, and not Conch by itself, has changed the picture: then the original can be had back. */
export function isEditedByHand({ edit }: Picture): boolean {
  return edit?.steps.some((step) => !unasked.has(step)) ?? false;
}

/** What is done to every picture that needs it, before it is shown. */
const unasked: ReadonlySet<string> = new Set(['turned', 'first-frame']);
