import { describe, expect, test } from 'vitest';
import { bytesText, clipsText, receivedPercent, receivedText, secondsText } from './measures.ts';

describe('sizes', () => {
  test.each([
    [0, '0 bytes'],
    [812, '812 bytes'],
    [4_100_000, '4.1 MB'],
    [41_200_000_000, '41.2 GB'],
    [5_000_000_000_000_000, '5000.0 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

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

test('lengths and counts', () => {
  expect(secondsText(6)).toBe('6 s');
  expect(secondsText(5.875)).toBe('5.9 s');
  expect(clipsText(1)).toBe('1 clip');
  expect(clipsText(12)).toBe('12 clips');
});
