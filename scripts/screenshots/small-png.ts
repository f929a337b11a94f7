import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { paletteOf } from './palette.ts';

/** A picture's pixels, three bytes each: red, green, blue. */
interface Pixels {
  width: number;
  height: number;
  rgb: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** In bytes: above it, skies get their bands back. */
const largestDithered = 80_000;

/** The same picture with 256 colours at most: a third of the file, and hardly another picture. */
export function smallPng(file: Uint8Array): Buffer {
  const pixels = decode(file);
  const fine = encode(pixels, true);
  return fine.length <= largestDithered ? fine : encode(pixels, false);
}

function encode({ width, height, rgb }: Pixels, isDithered: boolean): Buffer {
  const { colours, indexOf } = paletteOf(rgb, isDithered);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter: none, which suits a palette best.
    const row = y * (width + 1) + 1;
    for (let x = 0; x < width; x += 1) rows[row + x] = indexOf((y * width + x) * 3, x, y);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits that point into a palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Reads what a browser writes as a screenshot: eight bits a channel, with or without alpha, not interlaced. */
export function decode(file: Uint8Array): Pixels {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let head: Buffer | undefined;
  const parts: Buffer[] = [];
  for (let at = signature.length; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 8, at + 8 + length);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IHDR') head = body;
    if (name === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const [depth, colour, , , interlaced] = head?.subarray(8) ?? [];
  if (head === undefined || depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0) {
    throw new Error('not a screenshot as browsers write it');
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = colour === 6 ? 4 : 3;
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) rgb[pixel * 3 + channel] = rows[pixel * channels + channel] ?? 0;
  }
  return { width, height, rgb };
}

/** Undoes the filters of the rows (PNG, third edition, 9.2). */
function unfiltered(raw: Uint8Array, rowBytes: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (rowBytes + 1)] ?? 0;
    const from = y * (rowBytes + 1) + 1;
    const to = y * rowBytes;
    for (let x = 0; x < rowBytes; x += 1) {
      const left = x < step ? 0 : (rows[to + x - step] ?? 0);
      const up = y === 0 ? 0 : (rows[to + x - rowBytes] ?? 0);
      const corner = x < step || y === 0 ? 0 : (rows[to + x - rowBytes - step] ?? 0);
      rows[to + x] = (raw[from + x] ?? 0) + guess(filter, left, up, corner);
    }
  }
  return rows;
}

function guess(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const sum = left + up - corner;
      const [fromLeft, fromUp, fromCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
      if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
      return fromUp <= fromCorner ? up : corner;
    }
    default:
      return 0;
  }
}
