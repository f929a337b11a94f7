import { joined, latin1, uint16LittleEndian } from './bytes.ts';
import type { MetadataKind } from './facts.ts';
import { mostParts, type Reading } from './reading.ts';

/** GIF89a (CompuServe, 1990): a screen, then images and extensions, each in blocks of up to 255 bytes. */
interface Block {
  kind: 'image' | 'control' | 'comment' | 'plain-text' | 'application';
  start: number;
  end: number;
}

const headerBytes = 13;
const trailer = 0x3b;
const extensions: Partial<Record<number, Block['kind']>> = { 0xf9: 'control', 0xfe: 'comment', 0x01: 'plain-text' };

export function readGif(bytes: Uint8Array): Reading | undefined {
  if (bytes.length < headerBytes) return undefined;
  const { blocks, end } = blocksOf(bytes);
  const metadata = new Set<MetadataKind>();
  for (const block of blocks) {
    if (!isKept(bytes, block)) metadata.add(block.kind === 'application' ? 'other' : 'text');
  }
  if (end !== undefined && end < bytes.length) metadata.add('appended');
  const images = blocks.filter(({ kind }) => kind === 'image').length;
  return {
    storedWidthPixels: uint16LittleEndian(bytes, 6),
    storedHeightPixels: uint16LittleEndian(bytes, 8),
    orientation: 1,
    colour: 'palette',
    bitsPerChannel: 8,
    hasAlpha: blocks.some(({ kind, start }) => kind === 'control' && ((bytes[start + 3] ?? 0) & 1) === 1),
    isAnimated: images > 1,
    hasColourProfile: false,
    metadata,
    isWhole: end !== undefined && images > 0,
  };
}

/** As `stripJpeg`; a GIF has no orientation. */
export function stripGif(bytes: Uint8Array): Uint8Array {
  const { blocks } = blocksOf(bytes);
  const pieces = blocks.filter((block) => isKept(bytes, block)).map(({ start, end }) => bytes.subarray(start, end));
  return joined([bytes.subarray(0, headerBytes + tableBytes(bytes[10])), ...pieces, Uint8Array.of(trailer)]);
}

/** `end` is undefined where the trailer is missing or a block is cut. */
function blocksOf(bytes: Uint8Array): { blocks: Block[]; end?: number } {
  const blocks: Block[] = [];
  let at = headerBytes + tableBytes(bytes[10]);
  while (at < bytes.length && blocks.length < mostParts) {
    const start = at;
    const introducer = bytes[at];
    if (introducer === trailer) return { blocks, end: at + 1 };
    if (introducer === 0x21) {
      const end = endOfBlocks(bytes, at + 2);
      if (end === undefined) return { blocks };
      blocks.push({ kind: extensions[bytes[at + 1] ?? 0] ?? 'application', start, end });
      at = end;
    } else if (introducer === 0x2c) {
      const end = endOfBlocks(bytes, at + 10 + tableBytes(bytes[at + 9]) + 1);
      if (end === undefined) return { blocks };
      blocks.push({ kind: 'image', start, end });
      at = end;
    } else return { blocks };
  }
  return { blocks };
}

/** Colours of three bytes each, if the flags announce any. */
function tableBytes(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function endOfBlocks(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    at += length + 1;
    if (length === 0) return at;
  }
  return undefined;
}

/** The loop of an animation is an application's as well; the others hold XMP and profiles that no browser reads. */
function isKept(bytes: Uint8Array, { kind, start }: Block): boolean {
  if (kind === 'application') return latin1(bytes, start + 3, start + 14) === 'NETSCAPE2.0';
  return kind === 'image' || kind === 'control';
}
