import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paletteOf } from './palette.ts';
import { decode, smallPng } from './small-png.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'pictures');

test('a picture that is made small has its size still, and at most 256 colours', () => {
  const file = readFileSync(join(fixtures, 'transparent-800x600.png'));
  const { width, height } = decode(file);
  const small = smallPng(file);
  expect([small.readUInt32BE(16), small.readUInt32BE(20)]).toEqual([width, height]);
  expect(small.readUInt32BE(small.indexOf('PLTE') - 4)).toBeLessThanOrEqual(256 * 3);
});

test('flat colours stay as they are, however many others there are', () => {
  const slope = Array.from({ length: 4000 }, (_, index) => [index % 256, (index * 7) % 256, (index * 13) % 256]);
  const flat = Array.from({ length: 4000 }, () => [14, 18, 19]);
  const rgb = Uint8Array.from([...slope, ...flat].flat());
  const { colours, indexOf } = paletteOf(rgb);
  expect(colours.length).toBeLessThanOrEqual(256);
  expect(colours[indexOf(rgb.length - 3, 1, 0)]).toEqual([14, 18, 19]);
  for (const [index, colour] of slope.entries()) {
    const [red = 0, green = 0, blue = 0] = colours[indexOf(index * 3, index % 4, 0)] ?? [];
    expect(Math.hypot(red - (colour[0] ?? 0), green - (colour[1] ?? 0), blue - (colour[2] ?? 0))).toBeLessThan(60);
  }
});
