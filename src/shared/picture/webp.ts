import {
  fromLatin1,
  joined,
  latin1,
  uint16LittleEndian,
  uint24LittleEndian,
  uint32,
  uint32LittleEndian,
} from './bytes.ts';
import { kindsOfXmp, minimalExif, readExif } from './exif.ts';
import type { MetadataKind, Orientation } from './facts.ts';
import { mostParts, type Reading } from './reading.ts';

/** WebP (RFC 9649): a RIFF of chunks; `VP8X` at the front announces the others. */
interface Chunk {
  type: string;
  start: number;
  content: number;
  /** Without the byte that evens the length out. */
  contentEnd: number;
  end: number;
}

const kept = new Set(['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L']);
const flag = { profile: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 };
const exifMark = 'Exif\0\0';

export function readWebp(bytes: Uint8Array): Reading | undefined {
  const { chunks, isWhole } = chunksOf(bytes);
  const first = chunks[0];
  const size = first && sizeOf(bytes, first);
  if (first === undefined || size === undefined) return undefined;
  const flags = first.type === 'VP8X' ? (bytes[first.content] ?? 0) : 0;
  const pixels = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF');
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const metadata = new Set<MetadataKind>(chunks.flatMap((chunk) => kindsOf(bytes, chunk)));
  if (isWhole && bytes.length > riffEnd(bytes)) metadata.add('appended');
  return {
    ...size,
    orientation: exif === undefined || first.type !== 'VP8X' ? 1 : readExif(exifIn(bytes, exif)).orientation,
    colour: 'rgb',
    bitsPerChannel: 8,
    hasAlpha: (flags & flag.alpha) !== 0 || (pixels?.type === 'VP8L' && isLosslessAlpha(bytes, pixels)),
    isAnimated: (flags & flag.animation) !== 0,
    hasColourProfile: chunks.some(({ type }) => type === 'ICCP'),
    metadata,
    isWhole: isWhole && pixels !== undefined,
  };
}

/** As `stripJpeg`; the flags of `VP8X` and the length of the file are put right. */
export function stripWebp(bytes: Uint8Array, orientation: Orientation): Uint8Array {
  const { chunks } = chunksOf(bytes);
  const pieces = chunks.filter(({ type }) => kept.has(type)).map((chunk) => piece(bytes, chunk, orientation));
  // Only a file with `VP8X` has room for EXIF; one without has no orientation either.
  const turn = orientation === 1 || chunks[0]?.type !== 'VP8X' ? [] : [exifChunk(orientation)];
  const content = joined([fromLatin1('WEBP'), ...pieces, ...turn]);
  return joined([fromLatin1('RIFF'), uint32Bytes(content.length), content]);
}

function riffEnd(bytes: Uint8Array): number {
  return 8 + uint32LittleEndian(bytes, 4);
}

function chunksOf(bytes: Uint8Array): { chunks: Chunk[]; isWhole: boolean } {
  const chunks: Chunk[] = [];
  const limit = riffEnd(bytes);
  let start = 12;
  while (start + 8 <= Math.min(limit, bytes.length)) {
    if (chunks.length === mostParts) return { chunks, isWhole: false };
    const content = start + 8;
    const contentEnd = content + uint32LittleEndian(bytes, start + 4);
    const end = contentEnd + (contentEnd % 2);
    const chunk = { type: latin1(bytes, start, start + 4), start, content, contentEnd, end };
    const isCut = contentEnd > Math.min(limit, bytes.length);
    // The first chunk tells the size even when the rest is missing.
    if (!isCut || chunks.length === 0) chunks.push(chunk);
    if (isCut) return { chunks, isWhole: false };
    start = end;
  }
  return { chunks, isWhole: limit <= bytes.length };
}

function sizeOf(
  bytes: Uint8Array,
  { type, content }: Chunk,
): { storedWidthPixels: number; storedHeightPixels: number } | undefined {
  switch (type) {
    case 'VP8X':
      return {
        storedWidthPixels: uint24LittleEndian(bytes, content + 4) + 1,
        storedHeightPixels: uint24LittleEndian(bytes, content + 7) + 1,
      };
    case 'VP8 ':
      // Three bytes of frame tag and three of start code, then two numbers of 14 bits (RFC 6386, 9.1).
      if (uint32(bytes, content + 2) % 0x100_0000 !== 0x9d012a) return undefined;
      return {
        storedWidthPixels: uint16LittleEndian(bytes, content + 6) & 0x3fff,
        storedHeightPixels: uint16LittleEndian(bytes, content + 8) & 0x3fff,
      };
    case 'VP8L': {
      if (bytes[content] !== 0x2f) return undefined;
      const bits = uint32LittleEndian(bytes, content + 1);
      return { storedWidthPixels: (bits & 0x3fff) + 1, storedHeightPixels: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
}

function isLosslessAlpha(bytes: Uint8Array, { content }: Chunk): boolean {
  return (uint32LittleEndian(bytes, content + 1) & 0x1000_0000) !== 0;
}

/** Some writers lead with the mark of JPEG. */
function exifIn(bytes: Uint8Array, { content, contentEnd }: Chunk): Uint8Array {
  const isMarked = latin1(bytes, content, content + exifMark.length) === exifMark;
  return bytes.subarray(isMarked ? content + exifMark.length : content, contentEnd);
}

function kindsOf(bytes: Uint8Array, chunk: Chunk): MetadataKind[] {
  if (kept.has(chunk.type)) return [];
  if (chunk.type === 'EXIF') return [...readExif(exifIn(bytes, chunk)).kinds];
  if (chunk.type === 'XMP ') return kindsOfXmp(bytes.subarray(chunk.content, chunk.contentEnd));
  return ['other'];
}

function piece(bytes: Uint8Array, { type, start, content, contentEnd }: Chunk, orientation: Orientation): Uint8Array {
  const even = contentEnd % 2 === 0 ? [] : [Uint8Array.of(0)];
  if (type !== 'VP8X') return joined([bytes.subarray(start, contentEnd), ...even]);
  // A copy even where the bytes are a Buffer, whose `slice` is a view.
  const copy = new Uint8Array(bytes.subarray(start, contentEnd));
  const flags = (bytes[content] ?? 0) & ~(flag.exif | flag.xmp);
  copy[content - start] = orientation === 1 ? flags : flags | flag.exif;
  return copy;
}

function exifChunk(orientation: Orientation): Uint8Array {
  const content = minimalExif(orientation);
  return joined([fromLatin1('EXIF'), uint32Bytes(content.length), content]);
}

function uint32Bytes(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}
