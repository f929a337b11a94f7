import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePng } from '../../src/renderer/frames/write-png.ts';

interface Chunk {
  type: string;
  body: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** An independent reading: the inverse of the filters, as the PNG specification states it. */
function decode(png: Buffer): { width: number; height: number; rgb: number[]; types: string[] } {
  const chunks = chunksOf(png);
  const header = chunks[0]?.body ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)));
  const row = width * 3;
  expect(raw).toHaveLength(height * (row + 1));
  const rgb: number[] = [];
  const at = (y: number, x: number) => (y < 0 || x < 0 ? 0 : (rgb[y * row + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const [a, b, c] = [at(y, x - 3), at(y - 1, x), x < 3 ? 0 : at(y - 1, x - 3)];
      const p = a + b - c;
      const paeth = [a, b, c].reduce((one, other) => (Math.abs(p - other) < Math.abs(p - one) ? other : one));
      const guess = [0, a, b, Math.floor((a + b) / 2), paeth][filter ?? 0] ?? 0;
      rgb.push(((raw[y * (row + 1) + 1 + x] ?? 0) + guess) & 0xff);
    }
  }
  return { width, height, rgb, types: chunks.map(({ type }) => type) };
}

describe('a frame as PNG', () => {
  it('brings back every pixel, and holds nothing but pixels', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.gen(),
        async (width, height, gen) => {
          const data = gen(() => fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }));
          const png = Buffer.from(await (await writePng({ data, width, height })).arrayBuffer());
          const read = decode(png);
          expect([read.width, read.height]).toEqual([width, height]);
          expect(read.rgb).toEqual([...data].filter((_value, index) => index % 4 !== 3));
          expect(read.types).toEqual(['IHDR', 'IDAT', 'IEND']);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is much smaller than its pixels where they are smooth', async () => {
    const [width, height] = [320, 180];
    const data = Uint8Array.from({ length: width * height * 4 }, (_, index) => ((index % (width * 4)) / 8) & 0xff);
    const png = await writePng({ data, width, height });
    expect(png.type).toBe('image/png');
    expect(png.size).toBeLessThan((width * height * 3) / 20);
  });
});
