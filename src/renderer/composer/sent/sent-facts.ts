import type { KeptPicture, Picture } from '../../../shared/request.ts';
import { typeName } from '../../../shared/picture/judge.ts';
import { metadataWords, removedFrom, stepWords } from '../../../shared/picture/words.ts';
import { bytesText } from '../../library/measures.ts';

/** What a provider will get of a picture, and what was done to it on the way, in words. Pure. */

export interface SentFact {
  name: 'Format' | 'Size' | 'Dimensions' | 'Made from' | 'Done to it' | 'Removed';
  text: string;
}

/** `JPEG, 1500 × 600, 412.3 kB`. */
export function pictureText({ type, widthPixels, heightPixels, sizeBytes }: KeptPicture): string {
  return `${typeName(type)}, ${widthPixels} × ${heightPixels}, ${bytesText(sizeBytes)}`;
}

export function sentFacts(picture: Picture, locale?: string): SentFact[] {
  const { type, sizeBytes, widthPixels, heightPixels, edit } = picture;
  const exact = `${new Intl.NumberFormat(locale).format(sizeBytes)} bytes`;
  const removed = removedFrom(picture);
  return [
    { name: 'Format', text: typeName(type) },
    { name: 'Size', text: sizeBytes < 1000 ? exact : `${bytesText(sizeBytes)} (${exact})` },
    { name: 'Dimensions', text: `${widthPixels} × ${heightPixels}` },
    ...(edit === undefined ? [] : [{ name: 'Made from', text: pictureText(edit.source) } as const]),
    { name: 'Done to it', text: stepsText(picture) },
    { name: 'Removed', text: removed.length === 0 ? 'nothing, there was nothing to remove' : metadataWords(removed) },
  ];
}

/** "cropped, shrunk and converted to JPEG"; what was only cleaned is not made anew. */
function stepsText({ type, edit }: Picture): string {
  const words = (edit?.steps ?? []).map((step) =>
    step === 'converted' ? `converted to ${typeName(type)}` : stepWords[step],
  );
  if (words.length === 0) return 'nothing, every pixel is as it came';
  return words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "Location and camera details removed"; undefined where there was nothing to remove. */
export function removedSentence(picture: Picture): string | undefined {
  const words = metadataWords(removedFrom(picture));
  return words === '' ? undefined : `${words.charAt(0).toUpperCase()}${words.slice(1)} removed`;
}

/** Whether the person, and not Conch by itself, has changed the picture: then the original can be had back. */
export function isEditedByHand({ edit }: Picture): boolean {
  return edit?.steps.some((step) => !unasked.has(step)) ?? false;
}

/** What is done to every picture that needs it, before it is shown. */
const unasked: ReadonlySet<string> = new Set(['turned', 'first-frame']);
