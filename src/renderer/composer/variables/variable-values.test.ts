import { expect, it } from 'vitest';
import { valuesOf } from './variable-values.ts';

it('several are parted by a bar, and empty ones are none', () => {
  expect(valuesOf({ subject: 'a fox | a heron|', place: ' a pier ', time: ' ' })).toEqual({
    subject: ['a fox', 'a heron'],
    place: ['a pier'],
    time: [],
  });
});
