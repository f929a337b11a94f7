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
  expect(names[nextPlace(layout, names.indexOf(from), key, { pageRows: 2, direction: 'ltr' })]).toBe(to);
});

test.each<[string, GridKey, string]>([
  ['a', 'ArrowLeft', 'b'],
  ['d', 'ArrowRight', 'c'],
  ['a', 'ArrowRight', 'a'],
  ['i', 'ArrowLeft', 'i'],
  ['b', 'ArrowDown', 'e'],
  ['a', 'End', 'i'],
])('from right to left: from %s, %s leads to %s', (from, key, to) => {
  expect(names[nextPlace(layout, names.indexOf(from), key, { pageRows: 2, direction: 'rtl' })]).toBe(to);
});

test('a page is at least one row', () => {
  expect(nextPlace(layout, 0, 'PageDown', { pageRows: 0, direction: 'ltr' })).toBe(3);
});

test('other keys are not ours', () => {
  expect(isGridKey('ArrowUp')).toBe(true);
  expect(isGridKey('a')).toBe(false);
});
