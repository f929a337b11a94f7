import { fromLatin1, joined, latin1, uint16 } from './bytes.ts';
import { kindsOfXmp, minimalExif, readExif, type ExifReading } from './exif.ts';
import type { MetadataKind, Orientation } from './facts.ts';
import { mostParts, type Reading } from './reading.ts';

/** JPEG (ITU-T T.81): marker segments, and behind each start of scan the coded pixels up to the next marker. */
interface Part {
  /** The second byte of the marker; 0 for bytes that belong to nothing. */
  marker: number;
  start: number;
  /** Where the payload begins, behind marker and length. */
  payload: number;
  end: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
const comment = 0xfe;
const exifMark = 'Exif\0\0';
const xmpMarks = ['http://ns.adobe.com/xap/1.0/\0', 'http://ns.adobe.com/xmp/extension/\0'];
const profileMark = 'ICC_PROFILE\0';
/** `JFIF\0`, version, units, two densities: what is before the thumbnail. */
const jfifBytes = 12;

export function readJpeg(bytes: Uint8Array): Reading | undefined {
  const { parts, end } = partsOf(bytes);
  const frame = parts.find(isFrame);
  if (frame === undefined) return undefined;
  const { orientation, kinds } = detailsOf(bytes, parts);
  if (end !== undefined && end < bytes.length) kinds.add('appended');
  const components = bytes[frame.payload + 5] ?? 0;
  return {
    storedWidthPixels: uint16(bytes, frame.payload + 3),
    storedHeightPixels: uint16(bytes, frame.payload + 1),
    orientation,
    colour: components === 4 ? 'cmyk' : components < 3 ? 'grey' : 'rgb',
    bitsPerChannel: bytes[frame.payload] ?? 8,
    hasAlpha: false,
    isAnimated: false,
    hasColourProfile: parts.some((part) => isProfile(bytes, part)),
    metadata: kinds,
    isWhole: end !== undefined && parts.some(({ marker }) => marker === startOfScan),
  };
}

/** Everything but the picture, its colours and, unless it is 1, `orientation` taken out. Throws nothing. */
export function stripJpeg(bytes: Uint8Array, orientation: Orientation): Uint8Array {
  const { parts, end = bytes.length } = partsOf(bytes);
  const turn = orientation === 1 ? [] : [exifSegment(orientation)];
  const start = parts.findIndex(({ marker }) => marker !== 0xe0);
  const before = parts.slice(0, start).flatMap((part) => kept(bytes, part));
  const after = parts.slice(start).flatMap((part) => kept(bytes, part));
  return joined([bytes.subarray(0, 2), ...before, ...turn, ...after, bytes.subarray(end - 2, end)]);
}

/** `end` is undefined where the end of the image is missing or a segment is cut. */
function partsOf(bytes: Uint8Array): { parts: Part[]; end?: number } {
  const parts: Part[] = [];
  let at = 2;
  while (at + 1 < bytes.length && parts.length < mostParts) {
    const start = at;
    // Writers leave bytes between segments here and there; readers skip them.
    while (at < bytes.length && bytes[at] !== 0xff) at += 1;
    if (at > start) parts.push({ marker: 0, start, payload: start, end: at });
    const opening = at;
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at] ?? 0;
    at += 1;
    if (marker === endOfImage) return { parts, end: at };
    if (marker === 0 || (marker >= 0xd0 && marker <= 0xd8) || marker === 1) {
      parts.push({ marker: 0, start: opening, payload: opening, end: at });
      continue;
    }
    const payload = at + 2;
    let end = at + uint16(bytes, at);
    if (end < payload || end > bytes.length) return { parts };
    if (marker === startOfScan) end = endOfScan(bytes, end);
    // A marker may be led by any number of fill bytes (T.81, B.1.1.2); one is enough to keep.
    parts.push({ marker, start: payload - 4, payload, end });
    at = end;
  }
  return { parts };
}

/** The next marker that is no part of the coded pixels (stuffed zeros, restarts). */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

/** Bits, height, width, and how many components: without them it tells no size, and what follows must not be read for one. */
const frameBytes = 6;

function isFrame({ marker, payload, end }: Part): boolean {
  const isOfFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
  return isOfFrame && end - payload >= frameBytes;
}

function startsWith(bytes: Uint8Array, { payload, end }: Part, mark: string): boolean {
  return latin1(bytes, payload, Math.min(end, payload + mark.length)) === mark;
}

function isProfile(bytes: Uint8Array, part: Part): boolean {
  return part.marker === 0xe2 && startsWith(bytes, part, profileMark);
}

function isJfif(bytes: Uint8Array, part: Part): boolean {
  return part.marker === 0xe0 && startsWith(bytes, part, 'JFIF\0') && part.end >= part.payload + jfifBytes;
}

function isApplication(marker: number): boolean {
  return marker >= 0xe0 && marker <= 0xef;
}

/** Adobe's APP14 says how CMYK and YCCK are to be read, so colours hang on it. */
function isAdobe(bytes: Uint8Array, part: Part): boolean {
  return part.marker === 0xee && startsWith(bytes, part, 'Adobe');
}

function exifOf(bytes: Uint8Array, part: Part): ExifReading | undefined {
  if (part.marker !== 0xe1 || !startsWith(bytes, part, exifMark)) return undefined;
  return readExif(bytes.subarray(part.payload + exifMark.length, part.end));
}

function detailsOf(bytes: Uint8Array, parts: Part[]): { orientation: Orientation; kinds: Set<MetadataKind> } {
  const kinds = new Set<MetadataKind>();
  let orientation: Orientation | undefined;
  for (const part of parts) {
    const exif = exifOf(bytes, part);
    // The first one counts, as in browsers; a second one is a leftover.
    orientation ??= exif?.orientation;
    for (const kind of exif?.kinds ?? kindsOf(bytes, part)) kinds.add(kind);
  }
  return { orientation: orientation ?? 1, kinds };
}

function kindsOf(bytes: Uint8Array, part: Part): readonly MetadataKind[] {
  const { marker, payload, end } = part;
  if (isJfif(bytes, part)) return end > payload + jfifBytes + 2 ? ['thumbnail'] : [];
  if (isProfile(bytes, part) || isAdobe(bytes, part)) return [];
  if (marker === comment) return ['text'];
  if (marker === 0) return ['other'];
  if (!isApplication(marker)) return [];
  if (startsWith(bytes, part, 'JFXX\0')) return ['thumbnail'];
  if (xmpMarks.some((mark) => startsWith(bytes, part, mark))) return kindsOfXmp(bytes.subarray(payload, end));
  // The resources of Photoshop hold the captions and addresses of IPTC.
  if (startsWith(bytes, part, 'Photoshop 3.0\0')) return ['text'];
  return ['other'];
}

function kept(bytes: Uint8Array, part: Part): Uint8Array[] {
  const { marker, start, payload, end } = part;
  if (isJfif(bytes, part)) {
    return [Uint8Array.of(0xff, 0xe0, 0, jfifBytes + 4), bytes.subarray(payload, payload + jfifBytes), noThumbnail];
  }
  if (marker === 0 || marker === comment) return [];
  if (isApplication(marker) && !isProfile(bytes, part) && !isAdobe(bytes, part)) return [];
  return [bytes.subarray(start, end)];
}

/** Zero pixels wide and high. */
const noThumbnail = Uint8Array.of(0, 0);

function exifSegment(orientation: Orientation): Uint8Array {
  const content = joined([fromLatin1(exifMark), minimalExif(orientation)]);
  return joined([Uint8Array.of(0xff, 0xe1, 0, content.length + 2), content]);
}
