import { describe, expect, test } from 'vitest';
import { agoText, dayName, daysBetween, momentText, monthName, roughText } from './times.ts';
import { setLanguage } from '../texts/index.ts';

setLanguage('en', ['en-GB']);
const now = new Date(2026, 10, 21, 14, 30, 0).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

describe('days', () => {
  test('today and yesterday have names, others a date, another year its year', () => {
    expect(dayName(at(2026, 10, 21, 0, 0), now)).toBe('Today');
    expect(dayName(at(2026, 10, 20, 23, 59), now)).toBe('Yesterday');
    expect(dayName(at(2026, 10, 19, 12, 0), now)).toMatch(/^Thursday,? 19 November$/);
    expect(dayName(at(2025, 10, 19, 12, 0), now)).toContain('2025');
  });

  test('a clip from a clock that ran ahead counts as today', () => {
    expect(daysBetween(now + 86_400_000, now)).toBe(0);
  });
});

test('moments name the day', () => {
  expect(momentText(at(2026, 10, 21, 14, 8), now)).toBe('today 14:08');
  expect(momentText(at(2026, 10, 20, 18, 20), now)).toBe('yesterday 18:20');
  expect(momentText(at(2026, 10, 1, 9, 5), now)).toBe('1 Nov 2026, 09:05');
});

test('what goes on changing has one unit and steps of five seconds', () => {
  expect(agoText(now - 2_000, now)).toBe('just now');
  expect(agoText(now - 43_000, now)).toBe('40 s ago');
  expect(agoText(now - 725_000, now)).toBe('12 min ago');
  expect(roughText(1_000)).toBe('5 s');
  expect(roughText(60 * 3_600_000)).toBe('2 days');
});

test('months have their year where it is another one', () => {
  expect(monthName(at(2026, 9, 1, 0, 0), now)).toBe('October');
  expect(monthName(at(2025, 9, 1, 0, 0), now)).toBe('October 2025');
});
