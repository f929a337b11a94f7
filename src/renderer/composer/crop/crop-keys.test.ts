import { expect, it } from 'vitest';
import { afterKey, type CropKey } from './crop-keys.ts';

const picture = { widthPixels: 2000, heightPixels: 1000 };
const area = { leftPixels: 100, topPixels: 100, widthPixels: 320, heightPixels: 180 };

function press(key: string, change: Partial<CropKey> = {}): CropKey {
  return { key, shift: false, modifier: false, ...change };
}

it('an arrow moves by a pixel, with the modifier by a twentieth of the picture', () => {
  expect(afterKey(area, press('ArrowRight'), undefined, picture)).toEqual({ ...area, leftPixels: 101 });
  expect(afterKey(area, press('ArrowUp', { modifier: true }), undefined, picture)).toEqual({ ...area, topPixels: 50 });
});

it('with Shift it resizes, and keeps the ratio where there is one', () => {
  expect(afterKey(area, press('ArrowLeft', { shift: true }), undefined, picture)).toEqual({
    ...area,
    widthPixels: 319,
  });
  const larger = afterKey(area, press('ArrowRight', { shift: true, modifier: true }), undefined, picture, 16 / 9);
  expect(larger).toEqual({ ...area, widthPixels: 420, heightPixels: 237 });
});

it('on a handle it moves that handle', () => {
  expect(afterKey(area, press('ArrowLeft'), 'w', picture)).toEqual({ ...area, leftPixels: 99, widthPixels: 321 });
});

it('another key means nothing', () => {
  expect(afterKey(area, press('Tab'), undefined, picture)).toBeUndefined();
});
