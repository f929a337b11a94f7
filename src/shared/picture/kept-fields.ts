import type { KeptPicture } from '../request.ts';
import type { PictureFacts } from './facts.ts';

/** What the content of a kept picture tells about it. */
export type KeptFields = Omit<KeptPicture, 'id' | 'name' | 'removed'>;

/** In the form in which a request holds it. */
export function keptFields(facts: PictureFacts): KeptFields {
  const { type, sizeBytes, widthPixels, heightPixels, orientation } = facts;
  const { colour, bitsPerChannel, hasAlpha, isAnimated } = facts;
  return {
    type,
    sizeBytes,
    widthPixels,
    heightPixels,
    ...(orientation !== 1 && { orientation }),
    coding: { colour, bitsPerChannel, hasAlpha, isAnimated },
  };
}
