import { examinePicture } from './examine.ts';
import { isPictureProblem, type Orientation } from './facts.ts';
import { stripGif } from './gif.ts';
import { stripHeif } from './heif.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/**
 * Takes out everything that is not needed to show the picture (place, camera, dates, texts, thumbnails, what follows
 * the end) without touching a byte of the coded pixels or of the colour profile. An orientation other than upright
 * stays, as an EXIF of that one tag. What has nothing to take out, or is no whole picture, is given back as it is.
 */
export function stripPicture(bytes: Uint8Array, facts = examinePicture(bytes)): Uint8Array {
  if (isPictureProblem(facts) || facts.metadata.length === 0) return bytes;
  return strip(bytes, facts.type, facts.orientation);
}

/**
 * As `stripPicture`, and without the orientation: to be decoded by one who turns it by the facts. Browsers differ in
 * whether they heed the EXIF of PNG and WebP.
 */
export function stripOrientation(bytes: Uint8Array): Uint8Array {
  const facts = examinePicture(bytes);
  if (isPictureProblem(facts) || (facts.metadata.length === 0 && facts.orientation === 1)) return bytes;
  return strip(bytes, facts.type, 1);
}

function strip(bytes: Uint8Array, type: string, orientation: Orientation): Uint8Array {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes, orientation);
    case 'image/png':
      return stripPng(bytes, orientation);
    case 'image/webp':
      return stripWebp(bytes, orientation);
    case 'image/gif':
      return stripGif(bytes);
    default:
      return stripHeif(bytes);
  }
}
