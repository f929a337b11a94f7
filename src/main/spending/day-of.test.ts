import { expect, it } from 'vitest';
import { createDayFinder } from './day-of.ts';

it('finds the day on the calendar of the place, whatever the order', () => {
  const { dayOf } = createDayFinder('Asia/Shanghai');
  expect(dayOf(Date.UTC(2026, 10, 21, 15, 59))).toBe('2026-11-21');
  expect(dayOf(Date.UTC(2026, 10, 21, 16))).toBe('2026-11-22');
  expect(dayOf(Date.UTC(2026, 10, 20, 16))).toBe('2026-11-21');
  expect(createDayFinder('Nowhere/At-All').dayOf(Date.UTC(2026, 0, 1))).toBe('2026-01-01');
});

it('keeps a day of 25 hours and a day of 23 together', () => {
  const { dayOf, dayStart } = createDayFinder('Europe/Berlin');
  // The clocks went back on 2026-10-25 and forward on 2026-03-29.
  expect(dayOf(Date.UTC(2026, 9, 24, 22))).toBe('2026-10-25');
  expect(dayOf(Date.UTC(2026, 9, 25, 22, 59))).toBe('2026-10-25');
  expect(dayOf(Date.UTC(2026, 9, 25, 23))).toBe('2026-10-26');
  expect(dayOf(Date.UTC(2026, 2, 29, 21, 59))).toBe('2026-03-29');
  expect(dayOf(Date.UTC(2026, 2, 29, 22))).toBe('2026-03-30');
  expect(dayStart(Date.UTC(2026, 9, 25, 22))).toBe(Date.UTC(2026, 9, 24, 22));
});

it('finds the first moment of the month', () => {
  const { monthStart } = createDayFinder('America/New_York');
  expect(monthStart(Date.UTC(2026, 10, 21, 12))).toBe(Date.UTC(2026, 10, 1, 4));
  expect(monthStart(Date.UTC(2026, 10, 1, 4))).toBe(Date.UTC(2026, 10, 1, 4));
  expect(monthStart(Date.UTC(2026, 10, 1, 3, 59))).toBe(Date.UTC(2026, 9, 1, 4));
});
