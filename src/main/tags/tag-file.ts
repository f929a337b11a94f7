import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { outerChunks, recordOf, taggedIndex } from './movie-index.ts';
import { Untaggable, type Tags } from './tags.ts';

/**
 * Writes a copy of an MP4 that carries tags. Nothing is encoded anew: every byte outside the index stays as it is, and
 * the index stays where it is, so that a file that can be played while it is still being fetched stays one.
 *
 * @param to is written over and flushed
 * @throws {Untaggable} when the file is of a kind that is better left alone; otherwise the system's own error
 */
export async function writeTagged(
  from: string,
  to: string,
  tags: Tags,
): Promise<{ sizeBytes: number; sha256: string }> {
  const source = await open(from, 'r');
  try {
    const { size } = await source.stat();
    const { index, troubles } = await layoutOf(source, size);
    if (index === undefined) throw new Untaggable('it has no index that can be read');
    const [trouble] = troubles;
    if (trouble !== undefined) throw new Untaggable(trouble);
    const box = taggedIndex(await read(source, index.at, index.end), index, tags);
    return await writeParts(to, [bytesOf(source, 0, index.start), [box], bytesOf(source, index.end, size)]);
  } finally {
    await source.close();
  }
}

/** The record in a file; undefined when there is none, or when it is no MP4 that can be read. Throws the system's own error. */
export async function readRecord(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { index } = await layoutOf(file, (await file.stat()).size);
    return index && recordOf(await read(file, index.at, index.end));
  } finally {
    await file.close();
  }
}

/** So many bytes of a chunk are no other chunk's. */
const comparedBytes = 4096;

/**
 * Whether a player that goes by the indexes finds the same in both files, where the media of each track begin and where
 * their last chunk begins. Throws the system's own error, or `Untaggable` when one of them becomes shorter meanwhile.
 */
export async function leadToSameMedia(one: string, other: string): Promise<boolean> {
  const [first, second] = [await outerBytes(one), await outerBytes(other)];
  return first.length > 0 && first.length === second.length && first.every((bytes, at) => second[at]?.equals(bytes));
}

async function outerBytes(path: string): Promise<Buffer[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { index } = await layoutOf(file, size);
    if (index === undefined) return [];
    const found: Buffer[] = [];
    for (const { first, last } of outerChunks(await read(file, index.at, index.end))) {
      for (const at of [first, last]) {
        // The index itself may follow, and is another one in each.
        const end = at < index.start ? index.start : size;
        found.push(await read(file, Math.min(at, end), Math.min(end, at + comparedBytes)));
      }
    }
    return found;
  } finally {
    await file.close();
  }
}

interface Layout {
  /** Header at `start`, content at `at`. */
  index: { start: number; at: number; end: number } | undefined;
  troubles: string[];
}

const mostBoxes = 1000;
/** As much as the check of a download reads. */
const largestIndexBytes = 16_000_000;
const pieceBytes = 1_000_000;

/** Boxes that point to places in the file, or swear to its bytes: with them, nothing may move. */
const pointing = new Set(['moof', 'mfra', 'sidx', 'ssix', 'meta']);
/** Content Credentials (C2PA 2.1, §A.5, read 2026-11-21): a signature over the file. */
const signatureId = 'd8fec3d61b0e483c92975828877ec481';

async function layoutOf(file: FileHandle, size: number): Promise<Layout> {
  const layout: Layout = { index: undefined, troubles: [] };
  const header = Buffer.alloc(32);
  for (let start = 0, count = 0; start + 8 <= size && count < mostBoxes; count += 1) {
    header.fill(0);
    await file.read(header, 0, 32, start);
    const short = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    const length = short === 0 ? size - start : short === 1 ? Number(header.readBigUInt64BE(8)) : short;
    const headerBytes = short === 1 ? 16 : 8;
    // Padding that some encoders leave at the end.
    if (length < headerBytes) break;
    if (pointing.has(type)) layout.troubles.push(`it has a box of type ${type}`);
    if (type === 'uuid' && header.toString('hex', headerBytes, headerBytes + 16) === signatureId) {
      layout.troubles.push('it carries a signature that would not fit any more');
    }
    if (type === 'moov') {
      if (layout.index !== undefined) layout.troubles.push('it has more than one index');
      if (start + length <= size && length <= largestIndexBytes) {
        layout.index = { start, at: start + headerBytes, end: start + length };
      }
    }
    start += length;
  }
  return layout;
}

async function read(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) throw new Untaggable('it became shorter while it was read');
    filled += bytesRead;
  }
  return bytes;
}

async function* bytesOf(file: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += pieceBytes) yield await read(file, at, Math.min(to, at + pieceBytes));
}

async function writeParts(
  to: string,
  parts: readonly (AsyncIterable<Uint8Array> | Iterable<Uint8Array>)[],
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(to, 'w', 0o600);
  try {
    for (const part of parts) {
      for await (const piece of part) {
        await file.writeFile(piece);
        hash.update(piece);
        sizeBytes += piece.length;
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
