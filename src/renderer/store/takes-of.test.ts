import { expect, test } from 'vitest';
import { partWith } from './takes-of.ts';

const ids = Array.from({ length: 16 }, (_, index) => `take ${index}`);

test('sixteen takes are reviewed six at a time, in the part that holds the clip', () => {
  expect(partWith(ids, 'take 0')).toEqual(ids.slice(0, 6));
  expect(partWith(ids, 'take 7')).toEqual(ids.slice(6, 12));
  expect(partWith(ids, 'take 15')).toEqual(ids.slice(12, 16));
});

test('a single one that is left over stands beside the one before it', () => {
  expect(partWith(ids.slice(0, 7), 'take 6')).toEqual(['take 5', 'take 6']);
  expect(partWith(['take 0'], 'take 0')).toEqual(['take 0']);
});
