import { imageSize } from 'image-size';
import { FailureError, failure } from '../../shared/failure.ts';
import type { PictureType } from '../../shared/model.ts';

export interface PictureFacts {
  type: PictureType;
  /** As shown, that is with the EXIF orientation applied. */
  widthPixels: number;
  heightPixels: number;
}

/** What image-size calls the types that Conch knows. */
const knownTypes: Partial<Record<string, PictureType>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

/** What no provider takes and no window should decode. */
const mostPixels = 100_000_000;

/** Reads type and size from the content, never from a name. Throws `FailureError` of kind `invalid-image`. */
export function inspectPicture(bytes: Uint8Array): PictureFacts {
  if (bytes.length === 0) throw invalid('The file is empty (0 bytes). Choose another picture.');
  const size = measure(bytes);
  const type = knownTypes[size.type ?? ''];
  if (type === undefined) {
    throw invalid(
      `The file is ${(size.type ?? 'of an unknown type').toUpperCase()}; Conch takes JPEG, PNG, WebP, GIF or AVIF.`,
    );
  }
  // EXIF orientations 5 to 8 turn the picture by a quarter (Exif 2.3, tag 0x0112).
  const turned = size.orientation !== undefined && size.orientation >= 5 && size.orientation <= 8;
  const [widthPixels, heightPixels] = turned ? [size.height, size.width] : [size.width, size.height];
  if (!(widthPixels > 0 && heightPixels > 0)) throw invalid(cutOff);
  if (widthPixels * heightPixels > mostPixels) {
    throw invalid(
      `The picture is ${widthPixels} × ${heightPixels} pixels, which is more than 100 megapixels. Make it smaller first.`,
    );
  }
  if (!isWhole(bytes, type)) throw invalid(cutOff);
  return { type, widthPixels, heightPixels };
}

const cutOff = 'The picture is damaged or was cut off. Open and save it anew, or choose another one.';

function measure(bytes: Uint8Array): {
  type?: string | undefined;
  width: number;
  height: number;
  orientation?: number;
} {
  if (isUndecodableHeif(bytes)) throw invalid('The file is HEIC, which no provider takes. Save it as JPEG first.');
  try {
    const { type, width, height, orientation } = imageSize(bytes);
    return { type, width, height, ...(orientation !== undefined && { orientation }) };
  } catch {
    throw invalid(
      looksLikePicture(bytes)
        ? cutOff
        : 'The file is not a picture, whatever its name says. Choose a JPEG, PNG or WebP file.',
    );
  }
}

/** Phones name their pictures HEIC, and that deserves a better answer than "unknown". */
function isUndecodableHeif(bytes: Uint8Array): boolean {
  return /^ftyp(heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/.test(text(bytes, 4, 12));
}

/** Whether the first bytes are those of a type that we take, so that the rest must be what is wrong. */
function looksLikePicture(bytes: Uint8Array): boolean {
  const start = text(bytes, 0, 12);
  return /^(\u00ff\u00d8|\u0089PNG|GIF8|RIFF.{4}WEBP|.{4}ftypavif)/s.test(start);
}

/** Whether the end of the picture is there. Providers refuse a cut-off picture only after the wait. */
function isWhole(bytes: Uint8Array, type: PictureType): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (type) {
    case 'image/jpeg':
      return hasJpegEnd(buffer);
    case 'image/png':
      return buffer.includes('IEND');
    case 'image/webp':
      return buffer.length >= buffer.readUInt32LE(4) + 8;
    case 'image/gif':
      return buffer.includes(0x3b, 13);
    case 'image/avif':
      return buffer.includes('mdat');
  }
}

/** The end mark must come after the start of the picture proper: an embedded thumbnail has an end mark of its own. */
function hasJpegEnd(buffer: Buffer): boolean {
  let at = 2;
  while (at + 4 <= buffer.length && buffer[at] === 0xff) {
    const marker = buffer[at + 1] ?? 0;
    // Fill bytes before a marker are allowed (ITU-T T.81, B.1.1.2).
    if (marker === 0xff) at += 1;
    else if (marker === 0xda) return buffer.lastIndexOf(Buffer.from([0xff, 0xd9])) > at;
    else at += 2 + buffer.readUInt16BE(at + 2);
  }
  return false;
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

function invalid(message: string): FailureError {
  return new FailureError(failure('invalid-image', message, { stage: 'local' }));
}
