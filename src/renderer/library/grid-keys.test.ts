import { expect, test } from 'vitest';
import { isGridKey, nextPlace, type GridKey } from './grid-keys.ts';
import { gridLayout } from './grid-layout.ts';

/** Two days: a b c / d e, then f g h / i. */
const layout = gridLayout(
  [
    { startAt: 2, count: 5 },
    { startAt: 1, count: 4 },
  ],
  9,
  3,
);
const names = 'abcdefghi';

test.each<[string, GridKey, string]>([
  ['a', 'ArrowRight', 'b'],
  ['c', 'ArrowRight', 'd'],
  ['d', 'ArrowLeft', 'c'],
  ['a', 'ArrowLeft', 'a'],
  ['i', 'ArrowRight', 'i'],
  ['b', 'ArrowDown', 'e'],
  ['c', 'ArrowDown', 'e'],
  ['e', 'ArrowDown', 'g'],
  ['h', 'ArrowDown', 'i'],
  ['i', 'ArrowDown', 'i'],
  ['g', 'ArrowUp', 'e'],
  ['h', 'ArrowUp', 'e'],
  ['b', 'ArrowUp', 'b'],
  ['h', 'Home', 'a'],
  ['a', 'End', 'i'],
  ['b', 'PageDown', 'g'],
  ['g', 'PageUp', 'b'],
  ['i', 'PageDown', 'i'],
  ['b', 'PageUp', 'b'],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(names[nextPlace(layout, names.indexOf(from), key, 2)]).toBe(to);
});

test('a page is at least one row', () => {
  expect(nextPlace(layout, 0, 'PageDown', 0)).toBe(3);
});

test('other keys are not ours', () => {
  expect(isGridKey('ArrowUp')).toBe(true);
  expect(isGridKey('a')).toBe(false);
});
