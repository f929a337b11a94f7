import { fromLatin1, joined, latin1, uint32 } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { minimalExif, readExif } from './exif.ts';
import type { MetadataKind, Orientation, PictureColour } from './facts.ts';
import { mostParts, type Reading } from './reading.ts';

/** PNG, third edition (W3C, 2025): a signature, then chunks of length, type, content and checksum. */
interface Chunk {
  type: string;
  start: number;
  content: number;
  end: number;
}

const signatureBytes = 8;

/** What says how the pixels are to be shown, besides the chunks that every reader must know (a capital first letter). */
const shownBy = new Set(
  ['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs', 'sPLT'].concat([
    'acTL',
    'fcTL',
    'fdAT',
  ]),
);

/** By the colour type of the header. */
const colours: Partial<Record<number, PictureColour>> = { 0: 'grey', 2: 'rgb', 3: 'palette', 4: 'grey', 6: 'rgb' };

export function readPng(bytes: Uint8Array): Reading | undefined {
  const { chunks, end } = chunksOf(bytes);
  const header = chunks[0];
  const colourType = bytes[signatureBytes + 17] ?? -1;
  const colour = colours[colourType];
  if (header?.type !== 'IHDR' || colour === undefined) return undefined;
  const has = (type: string): boolean => chunks.some((chunk) => chunk.type === type);
  const metadata = new Set<MetadataKind>(chunks.flatMap((chunk) => kindsOf(bytes, chunk)));
  if (end !== undefined && end < bytes.length) metadata.add('appended');
  return {
    storedWidthPixels: uint32(bytes, header.content),
    storedHeightPixels: uint32(bytes, header.content + 4),
    orientation: orientationOf(bytes, chunks),
    colour,
    bitsPerChannel: bytes[header.content + 8] ?? 8,
    hasAlpha: colourType >= 4 || has('tRNS'),
    isAnimated: has('acTL'),
    hasColourProfile: has('iCCP'),
    metadata,
    isWhole: end !== undefined && has('IDAT') && chunks.every((chunk) => !isKept(chunk.type) || isSound(bytes, chunk)),
  };
}

/** As `stripJpeg`. */
export function stripPng(bytes: Uint8Array, orientation: Orientation): Uint8Array {
  const [header, ...rest] = chunksOf(bytes).chunks;
  if (header === undefined) return bytes;
  return joined([
    bytes.subarray(0, header.end),
    ...(orientation === 1 ? [] : [exifChunk(orientation)]),
    ...rest.filter(({ type }) => isKept(type)).map(({ start, end }) => bytes.subarray(start, end)),
  ]);
}

/** `end` is undefined where the last chunk is missing or one is cut. */
function chunksOf(bytes: Uint8Array): { chunks: Chunk[]; end?: number } {
  const chunks: Chunk[] = [];
  for (let start = signatureBytes; start + 8 <= bytes.length && chunks.length < mostParts;) {
    const type = latin1(bytes, start + 4, start + 8);
    const content = start + 8;
    const end = content + uint32(bytes, start) + 4;
    // A header that is cut still tells the size; any other chunk has to be whole.
    if (end > bytes.length && (type !== 'IHDR' || bytes.length < content + 13)) return { chunks };
    chunks.push({ type, start, content, end });
    if (type === 'IEND') return { chunks, end };
    start = end;
  }
  return { chunks };
}

function isKept(type: string): boolean {
  return /^[A-Z]/.test(type) || shownBy.has(type);
}

function isSound(bytes: Uint8Array, { start, end }: Chunk): boolean {
  return crc32(bytes, start + 4, end - 4) === uint32(bytes, end - 4);
}

function orientationOf(bytes: Uint8Array, chunks: Chunk[]): Orientation {
  const exif = chunks.find(({ type }) => type === 'eXIf');
  return exif === undefined ? 1 : readExif(bytes.subarray(exif.content, exif.end - 4)).orientation;
}

function kindsOf(bytes: Uint8Array, { type, content, end }: Chunk): MetadataKind[] {
  if (isKept(type)) return [];
  if (type === 'eXIf') return [...readExif(bytes.subarray(content, end - 4)).kinds];
  if (type === 'tIME') return ['time'];
  return type === 'tEXt' || type === 'zTXt' || type === 'iTXt' ? ['text'] : ['other'];
}

function exifChunk(orientation: Orientation): Uint8Array {
  const content = joined([fromLatin1('eXIf'), minimalExif(orientation)]);
  return joined([uint32Bytes(content.length - 4), content, uint32Bytes(crc32(content))]);
}

function uint32Bytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
