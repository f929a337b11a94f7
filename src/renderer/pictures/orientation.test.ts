import { expect, test } from 'vitest';
import { turnOf } from './orientation.ts';

/** Where the stored upper left and upper right corners of a 40 × 30 picture are shown (Exif 2.3, table 6). */
test.each([
  [1, [0, 0], [40, 0]],
  [2, [40, 0], [0, 0]],
  [3, [40, 30], [0, 30]],
  [4, [0, 30], [40, 30]],
  [5, [0, 0], [0, 40]],
  [6, [30, 0], [30, 40]],
  [7, [30, 40], [30, 0]],
  [8, [0, 40], [0, 0]],
])('orientation %i', (orientation, first, right) => {
  const [a, b, c, d, e, f] = turnOf(orientation, 40, 30);
  const shown = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];
  expect(shown(0, 0)).toEqual(first);
  expect(shown(40, 0)).toEqual(right);
});
