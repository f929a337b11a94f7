import type { FileHandle } from 'node:fs/promises';
import type { ContainerVerdict } from './check-container.ts';

/**
 * Reads length and size of picture from an MP4 or QuickTime file, and whether its end is missing. Own code although
 * there are libraries: it runs in the core on bytes from outside, so it must end on any input. Every step below moves
 * on by at least eight bytes within a range that is known beforehand. Offsets are those of ISO/IEC 14496-12.
 */
export async function readMp4(file: FileHandle): Promise<ContainerVerdict> {
  const { size } = await file.stat();
  const layout = await topLevel(file, size);
  if (layout.overruns) return { verdict: 'cut-off' };
  if (layout.index === undefined || !layout.hasMedia) return { verdict: 'broken' };
  const index = Buffer.alloc(layout.index.length);
  await file.read(index, 0, index.length, layout.index.at);
  const movie: Box = { at: 0, end: index.length };
  const track = [...children(index, movie, 'trak')].find((trak) => isVideo(index, trak));
  if (track === undefined) return { verdict: 'broken' };
  const table = within(index, track, 'mdia', 'minf', 'stbl');
  if (table === undefined) return { verdict: 'broken' };
  const isFragmented = within(index, movie, 'mvex') !== undefined && layout.hasFragments;
  const { count, totalBytes } = samplesOf(index, table);
  if (count === 0 && !isFragmented) return { verdict: 'broken' };
  if (totalBytes > size) return { verdict: 'cut-off' };
  return { verdict: 'whole', ...displaySize(index, track), ...duration(index, movie) };
}

/** The content of a box: after its header, up to its end. */
interface Box {
  at: number;
  end: number;
}

interface Layout {
  /** A box claims to go on past the end of the file. */
  overruns: boolean;
  hasMedia: boolean;
  hasFragments: boolean;
  index: { at: number; length: number } | undefined;
}

/** More boxes than any clip has; a fragmented one has two per fragment. */
const mostBoxes = 100_000;
/** An index of a clip of a few seconds has some kilobytes. */
const largestIndexBytes = 16_000_000;

async function topLevel(file: FileHandle, size: number): Promise<Layout> {
  const layout: Layout = { overruns: false, hasMedia: false, hasFragments: false, index: undefined };
  const header = Buffer.alloc(16);
  let at = 0;
  for (let count = 0; at + 8 <= size && count < mostBoxes; count += 1) {
    const { bytesRead } = await file.read(header, 0, 16, at);
    const short = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    const isLong = short === 1 && bytesRead === 16;
    // 0: up to the end of the file. 1: the length follows in 64 bits.
    const length = short === 0 ? size - at : isLong ? Number(header.readBigUInt64BE(8)) : short;
    const headerBytes = isLong ? 16 : 8;
    // Not a box: padding that some encoders leave behind.
    if (length < headerBytes || !/^[\w\u00a9 -]{4}$/.test(type)) break;
    if (type === 'mdat') layout.hasMedia = true;
    if (type === 'moof') layout.hasFragments = true;
    if (type === 'moov' && length - headerBytes <= largestIndexBytes && at + length <= size) {
      layout.index = { at: at + headerBytes, length: length - headerBytes };
    }
    at += length;
  }
  layout.overruns = at > size;
  return layout;
}

/** Boxes of one type directly inside another. Stops at the first that does not fit. */
function* children(bytes: Buffer, parent: Box, type: string): Generator<Box> {
  let at = parent.at;
  while (at + 8 <= parent.end) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > parent.end) return;
    if (bytes.toString('latin1', at + 4, at + 8) === type) yield { at: at + 8, end: at + length };
    at += length;
  }
}

function within(bytes: Buffer, parent: Box, ...path: string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    box = box && children(bytes, box, type).next().value;
  }
  return box;
}

/** Reads only inside the box; what is not there reads as 0. */
function uint32(bytes: Buffer, box: Box, offset: number): number {
  return box.at + offset + 4 <= box.end ? bytes.readUInt32BE(box.at + offset) : 0;
}

function isVideo(bytes: Buffer, track: Box): boolean {
  const handler = within(bytes, track, 'mdia', 'hdlr');
  return (
    handler !== undefined && bytes.toString('latin1', handler.at + 8, Math.min(handler.at + 12, handler.end)) === 'vide'
  );
}

/** How many pictures there are and how many bytes they take together. */
function samplesOf(bytes: Buffer, table: Box): { count: number; totalBytes: number } {
  const sizes = within(bytes, table, 'stsz');
  if (sizes === undefined) return { count: uint32(bytes, within(bytes, table, 'stz2') ?? noBox, 8), totalBytes: 0 };
  const count = uint32(bytes, sizes, 8);
  const common = uint32(bytes, sizes, 4);
  if (common !== 0) return { count, totalBytes: count * common };
  let totalBytes = 0;
  for (let at = sizes.at + 12; at + 4 <= sizes.end; at += 4) totalBytes += bytes.readUInt32BE(at);
  return { count, totalBytes };
}

const noBox: Box = { at: 0, end: 0 };

/** From the track's header: fixed point 16.16, and a matrix that may turn the picture by a quarter. */
function displaySize(bytes: Buffer, track: Box): { widthPixels?: number; heightPixels?: number } {
  const header = within(bytes, track, 'tkhd');
  if (header === undefined) return {};
  const wide = bytes[header.at] === 1 ? 12 : 0;
  const width = Math.round(uint32(bytes, header, 76 + wide) / 65_536);
  const height = Math.round(uint32(bytes, header, 80 + wide) / 65_536);
  if (width === 0 || height === 0) return {};
  const isTurned = uint32(bytes, header, 40 + wide) === 0 && uint32(bytes, header, 44 + wide) !== 0;
  return isTurned ? { widthPixels: height, heightPixels: width } : { widthPixels: width, heightPixels: height };
}

function duration(bytes: Buffer, movie: Box): { durationSeconds?: number } {
  const header = within(bytes, movie, 'mvhd');
  if (header === undefined) return {};
  const isWide = bytes[header.at] === 1;
  const ticksPerSecond = uint32(bytes, header, isWide ? 20 : 12);
  const ticks = isWide ? uint32(bytes, header, 24) * 2 ** 32 + uint32(bytes, header, 28) : uint32(bytes, header, 16);
  const seconds = ticks / ticksPerSecond;
  // All ones: unknown. A day: more than any clip.
  return seconds > 0 && seconds < 86_400 ? { durationSeconds: Math.round(seconds * 1000) / 1000 } : {};
}
