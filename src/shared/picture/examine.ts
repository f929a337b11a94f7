import type { PictureType } from '../model.ts';
import { latin1 } from './bytes.ts';
import {
  largestPictureBytes,
  longestSidePixels,
  metadataKinds,
  mostPixels,
  type PictureFacts,
  type PictureProblem,
} from './facts.ts';
import { readGif } from './gif.ts';
import { heifTypeOf, readHeif } from './heif.ts';
import { readJpeg } from './jpeg.ts';
import { otherTypeOf } from './other-types.ts';
import { readPng } from './png.ts';
import { says, sentence } from '../sentence.ts';
import type { Reading } from './reading.ts';
import { readWebp } from './webp.ts';

/**
 * Says what a file is, from its content alone: whether it is a picture that can be used, how large, how coded, and
 * what it carries beside the picture. Wants the whole file, decodes nothing, throws nothing. Runs in the window's
 * worker and in the core, so that both judge alike.
 */
export function examinePicture(bytes: Uint8Array): PictureFacts | PictureProblem {
  if (bytes.length === 0) return emptyProblem;
  if (bytes.length > largestPictureBytes) return tooLargeProblem(bytes.length);
  const type = typeOf(bytes);
  if (type === undefined) return notAPicture(bytes);
  const reading = readers[type](bytes);
  if (reading === undefined) return damagedProblem;
  const { storedWidthPixels, storedHeightPixels, isQuarterTurned = false, metadata, isWhole, ...rest } = reading;
  if (storedWidthPixels === 0 || storedHeightPixels === 0) return damagedProblem;
  const isOnItsSide = isQuarterTurned || rest.orientation >= 5;
  const [widthPixels, heightPixels] = isOnItsSide
    ? [storedHeightPixels, storedWidthPixels]
    : [storedWidthPixels, storedHeightPixels];
  // Before anything else about the content: the header alone must be enough to stop a picture that fills the memory.
  const tooMany = tooManyPixels(widthPixels, heightPixels);
  if (tooMany !== undefined) return tooMany;
  if (!isWhole) return damagedProblem;
  return {
    type,
    sizeBytes: bytes.length,
    storedWidthPixels,
    storedHeightPixels,
    widthPixels,
    heightPixels,
    ...rest,
    metadata: metadataKinds.filter((kind) => metadata.has(kind)),
  };
}

/** By the first bytes; the name proves nothing. Undefined where it is none of the types that Conch reads. */
function typeOf(bytes: Uint8Array): PictureType | undefined {
  const start = latin1(bytes, 0, 12);
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (start.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'image/webp';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return heifTypeOf(bytes);
}

const readers: Record<PictureType, (bytes: Uint8Array) => Reading | undefined> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
  'image/gif': readGif,
  'image/avif': readHeif,
  'image/heic': readHeif,
};

const emptyProblem: PictureProblem = {
  problem: 'empty',
  ...says('The file is empty (0 bytes). Choose another picture.'),
};

const damagedProblem: PictureProblem = {
  problem: 'damaged',
  ...says('The picture is damaged or was cut off. Open and save it anew, or choose another one.'),
};

/** For a browser that cannot open HEIC; it is a picture all the same. */
export const heicProblem: PictureProblem = {
  problem: 'other-type',
  ...says(
    'The picture is HEIC, which cannot be opened here. Save it as JPEG first (on an iPhone: share it by mail, or set Camera, Formats to "Most Compatible").',
  ),
};

export function tooLargeProblem(sizeBytes: number): PictureProblem {
  const limit = largestPictureBytes / 1_000_000;
  return {
    problem: 'too-many-bytes',
    ...says('The file is {{megabytes}} MB; Conch opens pictures of up to {{limit}} MB. Choose a smaller picture.', {
      megabytes: Math.ceil(sizeBytes / 1_000_000),
      limit,
    }),
  };
}

function tooManyPixels(widthPixels: number, heightPixels: number): PictureProblem | undefined {
  if (widthPixels * heightPixels > mostPixels) {
    const megapixels = Math.round((widthPixels * heightPixels) / 1_000_000);
    return {
      problem: 'too-many-pixels',
      ...says(
        'The picture is {{widthPixels}} × {{heightPixels}} pixels ({{megapixels}} megapixels); Conch opens up to {{most}} megapixels. Make it smaller first.',
        { widthPixels, heightPixels, megapixels, most: mostPixels / 1_000_000 },
      ),
    };
  }
  if (Math.max(widthPixels, heightPixels) <= longestSidePixels) return undefined;
  return {
    problem: 'too-many-pixels',
    ...says(
      'The picture is {{widthPixels}} × {{heightPixels}} pixels; Conch opens sides of up to {{most}} pixels. Cut it into pieces first.',
      { widthPixels, heightPixels, most: longestSidePixels },
    ),
  };
}

function notAPicture(bytes: Uint8Array): PictureProblem {
  const other = otherTypeOf(bytes);
  if (other === undefined) {
    return {
      problem: 'not-a-picture',
      ...says('The file is not a picture, whatever its name says. Choose a JPEG, PNG or WebP file.'),
    };
  }
  return {
    problem: 'other-type',
    ...says(other, sentence('Conch takes JPEG, PNG, WebP, AVIF, GIF and HEIC; save it as one of these.')),
  };
}
