/**
 * Pixels as a PNG of 8-bit RGB. A canvas writes its pictures with an alpha channel, which providers take for a picture
 * that is partly see-through; a frame of a video never is. Nothing but the pixels is written: no profile, no text.
 */

export interface Pixels {
  /** RGBA, row by row. Alpha is left out. */
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export async function writePng(pixels: Pixels): Promise<Blob> {
  const { width, height } = pixels;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits for each of red, green and blue; the only compression and filter method; no interlace.
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', await deflated(filtered(pixels))), chunk('IEND')];
  return new Blob(parts, { type: 'image/png' });
}

/** Each row after its filter, of the five that there are the one that leaves the smallest numbers. */
function filtered({ data, width, height }: Pixels): Uint8Array<ArrayBuffer> {
  const rowBytes = width * 3;
  const out = new Uint8Array(height * (rowBytes + 1));
  let above = new Uint8Array(rowBytes);
  let row = new Uint8Array(rowBytes);
  let [best, attempt] = [new Uint8Array(rowBytes), new Uint8Array(rowBytes)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, from = y * width * 4; x < rowBytes; x += 3, from += 4) {
      row[x] = data[from] ?? 0;
      row[x + 1] = data[from + 1] ?? 0;
      row[x + 2] = data[from + 2] ?? 0;
    }
    let [bestFilter, bestCost] = [0, Infinity];
    for (let filter = 0; filter < 5; filter += 1) {
      const cost = applyFilter(filter, row, above, attempt);
      if (cost >= bestCost) continue;
      [bestFilter, bestCost] = [filter, cost];
      [best, attempt] = [attempt, best];
    }
    const start = y * (rowBytes + 1);
    out[start] = bestFilter;
    out.set(best, start + 1);
    [row, above] = [above, row];
  }
  return out;
}

/** PNG specification, section 9. Returns the sum of the differences, each taken as a signed byte. */
function applyFilter(filter: number, row: Uint8Array, above: Uint8Array, into: Uint8Array): number {
  let cost = 0;
  for (let x = 0; x < row.length; x += 1) {
    const up = above[x] ?? 0;
    const left = x < 3 ? 0 : (row[x - 3] ?? 0);
    const corner = x < 3 ? 0 : (above[x - 3] ?? 0);
    const guess =
      filter === 0
        ? 0
        : filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : nearest(left, up, corner);
    const value = ((row[x] ?? 0) - guess) & 0xff;
    into[x] = value;
    cost += value < 128 ? value : 256 - value;
  }
  return cost;
}

/** Paeth's predictor. */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, body: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  for (const [index, letter] of [...type].entries()) bytes[4 + index] = letter.codePointAt(0) ?? 0;
  bytes.set(body, 8);
  view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)));
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
