import { describe, expect, test } from 'vitest';
import { clipsText, costText, receivedPercent, receivedText } from './measures.ts';

describe('downloads', () => {
  test('both numbers of a download use the unit of the whole', () => {
    expect(receivedText(290_000, 4_100_000)).toBe('0.3 of 4.1 MB');
    expect(receivedText(2_900_000, undefined)).toBe('2.9 MB so far');
  });

  test('there are per cents only where the whole is known, and never more than 100', () => {
    expect(receivedPercent(2_900_000, 4_100_000)).toBe(70);
    expect(receivedPercent(5_000_000, 4_100_000)).toBe(100);
    expect(receivedPercent(2_900_000, undefined)).toBeUndefined();
    expect(receivedPercent(0, 0)).toBeUndefined();
  });
});

test('counts', () => {
  expect(clipsText(1)).toBe('1 clip');
  expect(clipsText(12)).toBe('12 clips');
  expect(clipsText(100_000)).toBe('100,000 clips');
});

test('a cost is told to the last digit that the provider told', () => {
  expect(costText({ amount: 0.28, unit: 'USD' })).toBe('$0.28');
  expect(costText({ amount: 1, unit: 'credits' })).toBe('1 credit');
  expect(costText({ amount: 12.5, unit: 'credits' })).toBe('12.5 credits');
});
