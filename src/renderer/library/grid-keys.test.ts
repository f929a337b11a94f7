import { expect, test } from 'vitest';
import { isGridKey, nextFocus, type GridKey } from './grid-keys.ts';
import type { GridRow } from './grid-rows.ts';

const tiles = (...ids: string[]): GridRow => ({ kind: 'tiles', group: 'g', ids, first: 0, lastOfDay: false });
const head: GridRow = { kind: 'day', group: 'g', name: 'Today' };

/** Two days: a b c / d e, then f g h / i. */
const rows = [head, tiles('a', 'b', 'c'), tiles('d', 'e'), head, tiles('f', 'g', 'h'), tiles('i')];

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
  expect(nextFocus(rows, from, key, 2)).toBe(to);
});

test('a page is at least one row', () => {
  expect(nextFocus(rows, 'a', 'PageDown', 0)).toBe('d');
});

test('other keys are not ours', () => {
  expect(isGridKey('ArrowUp')).toBe(true);
  expect(isGridKey('a')).toBe(false);
});
