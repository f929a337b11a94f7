import { expect, test } from 'vitest';
import { typedAhead } from './type-ahead.ts';

const prompts = ['A fox', 'Blue whale', undefined, 'Black cat', 'blue moon'];
const among = (from: number) => ({ from, total: prompts.length, promptAt: (place: number) => prompts[place] });

test('letters lead to the next clip that begins with them, around the end', () => {
  expect(typedAhead('b', 10_000, among(0))).toBe(1);
  expect(typedAhead('l', 10_100, among(1))).toBe(1);
  expect(typedAhead('a', 10_200, among(1))).toBe(3);
  expect(typedAhead('a', 20_000, among(3))).toBe(0);
});

test('the same letter again goes on to the next one', () => {
  expect(typedAhead('b', 30_000, among(1))).toBe(3);
  expect(typedAhead('b', 40_000, among(3))).toBe(4);
});

test('a space belongs to the words, but begins none', () => {
  expect(typedAhead(' ', 50_000, among(0))).toBeUndefined();
  for (const [index, letter] of 'blue m'.split('').entries()) typedAhead(letter, 60_000 + index, among(0));
  expect(typedAhead('o', 60_100, among(0))).toBe(4);
});

test('what nothing begins with leads nowhere, nor does a key that is no letter', () => {
  expect(typedAhead('z', 70_000, among(0))).toBeUndefined();
  expect(typedAhead('F5', 80_000, among(0))).toBeUndefined();
});
