import { expect, test } from 'vitest';
import { dayAfter, dayText, startOfNamedDay } from './named-day.ts';

test.each(['0002-11-21', '0020-11-21', '0202-11-21', '1970-01-01', '2024-02-29', '2026-11-21'])(
  'a field that says %s says so again',
  (text) => {
    expect(dayText(startOfNamedDay(text) ?? Number.NaN)).toBe(text);
    expect(startOfNamedDay(text)).toBe(new Date(startOfNamedDay(text) ?? 0).setHours(0, 0, 0, 0));
  },
);

test('a field that is not filled in is no day', () => {
  expect(startOfNamedDay('')).toBeUndefined();
  expect(startOfNamedDay('2026-11')).toBeUndefined();
});

test('the day after begins the next day, whatever the clocks do', () => {
  expect(dayText(dayAfter(startOfNamedDay('2026-10-24') ?? 0))).toBe('2026-10-25');
  expect(dayText(dayAfter(startOfNamedDay('2026-10-25') ?? 0))).toBe('2026-10-26');
  expect(dayText(dayAfter(startOfNamedDay('2026-12-31') ?? 0))).toBe('2027-01-01');
});
