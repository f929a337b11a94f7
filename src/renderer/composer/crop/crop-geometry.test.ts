import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import {
  areaOfRatio,
  dragged,
  heightFor,
  inside,
  largestOf,
  moved,
  resized,
  snapped,
  wholeOf,
  widthFor,
  type Handle,
  type PictureSize,
} from './crop-geometry.ts';

const photo = { widthPixels: 3000, heightPixels: 600 };

function area(leftPixels: number, topPixels: number, widthPixels: number, heightPixels: number): CropArea {
  return { leftPixels, topPixels, widthPixels, heightPixels };
}

describe('a ratio', () => {
  it('takes as much of the picture as there is, from its middle', () => {
    expect(areaOfRatio(16 / 9, photo, wholeOf(photo))).toEqual(area(967, 0, 1066, 600));
    expect(areaOfRatio(2.5, photo, wholeOf(photo))).toEqual(area(750, 0, 1500, 600));
    expect(areaOfRatio(0.4, { widthPixels: 1, heightPixels: 5000 }, area(0, 0, 1, 5000))).toEqual(area(0, 2499, 1, 2));
  });

  it('stays where the crop was, as far as the picture goes', () => {
    expect(areaOfRatio(1, photo, area(0, 0, 300, 600))).toEqual(area(0, 0, 600, 600));
    expect(areaOfRatio(1, photo, area(2900, 0, 100, 100))).toEqual(area(2400, 0, 600, 600));
  });

  it('is rounded towards the square, never beyond what was asked for', () => {
    for (let side = 1; side < 3000; side += 7) {
      expect(side / heightFor(side, 2.5)).toBeLessThanOrEqual(2.5);
      expect(widthFor(side, 2.5) / side).toBeLessThanOrEqual(2.5);
      expect(side / heightFor(side, 0.4)).toBeGreaterThanOrEqual(0.4);
      expect(widthFor(side, 0.4) / side).toBeGreaterThanOrEqual(0.4);
    }
    expect(largestOf(16 / 9, { widthPixels: 1920, heightPixels: 1080 })).toEqual({
      widthPixels: 1920,
      heightPixels: 1080,
    });
  });
});

describe('moving and resizing', () => {
  const start = area(100, 100, 320, 180);

  it('stops at the edges of the picture', () => {
    expect(moved(start, -500, 1000, photo)).toEqual(area(0, 420, 320, 180));
  });

  it('keeps the ratio, led by the side that was changed', () => {
    expect(resized(start, 16, 0, photo, 16 / 9)).toEqual(area(100, 100, 336, 189));
    expect(resized(start, 0, -90, photo, 16 / 9)).toEqual(area(100, 100, 160, 90));
    expect(resized(start, 5, -5, photo)).toEqual(area(100, 100, 325, 175));
  });

  it('grows to the other side where there is no room, and ends as large as the picture allows', () => {
    expect(resized(area(2800, 400, 200, 200), 100, 0, photo)).toEqual(area(2700, 400, 300, 200));
    expect(resized(start, 9000, 0, photo, 16 / 9)).toEqual(area(100, 0, 1066, 600));
    expect(resized(start, -9000, -9000, photo)).toEqual(area(100, 100, 1, 1));
  });

  it('by a handle leaves the opposite corner where it is', () => {
    expect(dragged(start, 'nw', -10, -20, photo)).toEqual(area(90, 80, 330, 200));
    expect(dragged(start, 'nw', -32, 0, photo, 16 / 9)).toEqual(area(68, 82, 352, 198));
    expect(dragged(start, 'e', 40, 999, photo)).toEqual(area(100, 100, 360, 180));
    expect(dragged(start, 'se', 9000, 0, photo, 16 / 9)).toEqual(area(100, 100, 888, 500));
    expect(dragged(start, 'sw', -9000, 9000, photo)).toEqual(area(0, 100, 420, 500));
  });
});

describe('what a pointer leaves behind', () => {
  it('is a move as long as the size is the same: it changes by no pixel', () => {
    expect(snapped(area(110.4, 99.6, 320.001, 180), area(100, 100, 320, 180), photo)).toEqual(area(110, 100, 320, 180));
  });

  it('is whole pixels, and the corner that was not dragged stays', () => {
    const before = area(100, 100, 320, 180);
    expect(snapped(area(80.3, 88.7, 339.7, 191.3), before, photo)).toEqual(area(80, 89, 340, 191));
    expect(snapped(area(100, 100, 400.4, 225.2), before, photo, 16 / 9)).toEqual(area(100, 100, 400, 225));
    expect(snapped(area(100, 80.2, 320, 199.8), before, photo)).toEqual(area(100, 80, 320, 200));
  });
});

it('nothing leaves the picture, is empty, or leaves its ratio', () => {
  const pictures = fc.record({
    widthPixels: fc.integer({ min: 1, max: 20_000 }),
    heightPixels: fc.integer({ min: 1, max: 20_000 }),
  });
  const step = fc.integer({ min: -25_000, max: 25_000 });
  const handles = fc.constantFrom<Handle[]>('n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw');
  const ratios = fc.option(fc.double({ min: 0.4, max: 2.5, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(
      pictures,
      fc.tuple(step, step, step, step),
      handles,
      step,
      step,
      ratios,
      (picture, raw, handle, dx, dy, ratio) => {
        const whole = inside(area(...raw), picture);
        const start = ratio === undefined ? whole : areaOfRatio(ratio, picture, whole);
        for (const end of [
          moved(start, dx, dy, picture),
          resized(start, dx, dy, picture, ratio),
          dragged(start, handle, dx, dy, picture, ratio),
        ]) {
          expectInside(end, picture);
          if (ratio !== undefined) expectRatio(end, ratio);
        }
      },
    ),
  );
});

function expectInside({ leftPixels, topPixels, widthPixels, heightPixels }: CropArea, picture: PictureSize): void {
  for (const value of [leftPixels, topPixels, widthPixels, heightPixels]) expect(Number.isInteger(value)).toBe(true);
  expect(Math.min(leftPixels, topPixels)).toBeGreaterThanOrEqual(0);
  expect(Math.min(widthPixels, heightPixels)).toBeGreaterThanOrEqual(1);
  expect(leftPixels + widthPixels).toBeLessThanOrEqual(picture.widthPixels);
  expect(topPixels + heightPixels).toBeLessThanOrEqual(picture.heightPixels);
}

/** Within one pixel of the shorter side. */
function expectRatio(size: PictureSize, ratio: number): void {
  const { widthPixels, heightPixels } = size;
  const off = ratio >= 1 ? heightPixels - widthPixels / ratio : widthPixels - heightPixels * ratio;
  expect(Math.abs(off)).toBeLessThan(1.5);
}
