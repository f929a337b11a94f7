import { expect, test } from 'vitest';
import { amountFrom } from './amount-from.ts';

test.each([
  ['', null],
  ['  ', null],
  ['12.50', 12.5],
  ['12,5', 12.5],
  ['$ 0.31', 0.31],
  ['0', 0],
  ['-1', 'wrong'],
  ['1e9', 'wrong'],
  ['1.000,50', 'wrong'],
  ['2000000', 'wrong'],
  ['lots', 'wrong'],
])('“%s” is %s', (text, amount) => {
  expect(amountFrom(text)).toBe(amount);
});
