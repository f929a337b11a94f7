import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatBytesPair,
  formatClock,
  formatDollars,
  formatDuration,
  formatExactDollars,
  formatMoment,
  formatSeconds,
} from './format.ts';

describe('sizes', () => {
  test.each([
    [0, '0 bytes', '0 字节'],
    [812, '812 bytes', '812 字节'],
    [412_332, '412.3 kB', '412.3 kB'],
    [4_100_000, '4.1 MB', '4.1 MB'],
    [41_200_000_000, '41.2 GB', '41.2 GB'],
    [5_000_000_000_000_000, '5000.0 TB', '5000.0 TB'],
  ])('%d is %s', (bytes, english, chinese) => {
    expect(formatBytes(bytes, 'en')).toBe(english);
    expect(formatBytes(bytes, 'zh-CN')).toBe(chinese);
  });

  test('a part has the unit of its whole', () => {
    expect(formatBytesPair(290_000, 4_100_000, 'en')).toEqual({ part: '0.3', whole: '4.1 MB' });
  });
});

describe('lengths of time', () => {
  test.each([
    [40_000, '40 s', '40 秒'],
    [120_000, '2 min', '2 分钟'],
    [134_000, '2 min 14 s', '2 分钟 14 秒'],
    [3 * 3_600_000, '3 h', '3 小时'],
    [3 * 3_600_000 + 300_000, '3 h 5 min', '3 小时 5 分钟'],
    [50 * 3_600_000, '2 days', '2 天'],
    [-5, '0 s', '0 秒'],
  ])('%d ms are %s', (ms, english, chinese) => {
    expect(formatDuration(ms, 'en-GB')).toBe(english);
    expect(formatDuration(ms, 'zh-CN')).toBe(chinese);
  });

  test('of a clip: one digit where it is not whole', () => {
    expect(formatSeconds(6, 'en')).toBe('6 s');
    expect(formatSeconds(5.875, 'en')).toBe('5.9 s');
    expect(formatSeconds(5.875, 'zh-CN')).toBe('5.9 秒');
  });
});

test('moments are told as the language does it', () => {
  const at = new Date(2026, 10, 21, 14, 8).getTime();
  expect(formatMoment(at, 'en-GB')).toBe('21 Nov 2026, 14:08');
  expect(formatMoment(at, 'zh-CN')).toBe('2026年11月21日 14:08');
  expect(formatClock(at, 'zh-CN')).toBe('14:08');
});

test('sums of money: to the cent, or to the last digit that was told', () => {
  expect(formatDollars(0.294, 'en')).toBe('$0.29');
  expect(formatDollars(0.004, 'en-GB')).toBe('$0.004');
  expect(formatDollars(0, 'en')).toBe('$0.00');
  expect(formatDollars(1234.5, 'zh-CN')).toBe('$1,234.50');
  expect(formatExactDollars(0.28, 'en')).toBe('$0.28');
  expect(formatExactDollars(0.1234567, 'zh-CN')).toBe('$0.123457');
});
