import { expect, test } from 'vitest';
import { dayGroups } from './day-groups.ts';

const now = new Date(2026, 10, 21, 14).getTime();
const day = (month: number, date: number, count: number) => ({ startAt: new Date(2026, month, date).getTime(), count });
const october = new Date(2026, 9, 1).getTime();

test('recent days stand by themselves, however few clips they have', () => {
  const days = [day(10, 21, 1), day(10, 20, 1), day(10, 16, 2)];
  expect(dayGroups(days, now)).toEqual(days);
});

test('older days with few clips each are one month', () => {
  const near = day(10, 20, 1);
  expect(dayGroups([near, day(9, 30, 2), day(9, 12, 1), day(9, 1, 3)], now)).toEqual([
    near,
    { unit: 'month', startAt: october, count: 6 },
  ]);
});

test('days on which much was made stay days', () => {
  const days = [day(9, 30, 40), day(9, 12, 1)];
  expect(dayGroups(days, now)).toEqual(days);
});

test('a single old day keeps its own date', () => {
  const days = [day(9, 30, 1), day(8, 2, 1)];
  expect(dayGroups(days, now)).toEqual(days);
});

test('all clips are still counted, also where a clock jumped and a month comes up twice', () => {
  const days = [day(9, 30, 1), day(9, 29, 1), day(8, 3, 1), day(8, 2, 1), day(9, 5, 1), day(9, 4, 1)];
  const groups = dayGroups(days, now);
  expect(groups.map(({ count }) => count)).toEqual([2, 2, 2]);
});
