import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 10, 21, 7, 30, 0);

it.each([
  ['7', 7000],
  ['0', 0],
  [' 12 ', 12_000],
  ['999999', 3_600_000],
  ['Sat, 21 Nov 2026 07:30:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
  ['Sat, 21 Nov 2027 07:00:00 GMT', 3_600_000],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['2026', 2_026_000],
  ['Sat, 99 Nov 2026 99:30:30 GMT', undefined],
  ['', undefined],
  [undefined, undefined],
  [[], undefined],
  [['7', '9'], 9000],
  [['soon', '9'], 9000],
  [['Sat, 21 Nov 2026 07:30:30 GMT', '5'], 30_000],
])('reads %j as %j', (header, wait) => {
  expect(readRetryAfter({ 'retry-after': header }, now)).toBe(wait);
});

it('holds a date against the clock that wrote it, not against ours', () => {
  const headers = { 'retry-after': 'Sat, 21 Nov 2026 07:30:30 GMT', date: 'Sat, 21 Nov 2026 07:30:10 GMT' };
  for (const clock of [now, now - 86_400_000, now + 86_400_000]) expect(readRetryAfter(headers, clock)).toBe(20_000);
  expect(readRetryAfter({ ...headers, date: 'today' }, now)).toBe(30_000);
});
