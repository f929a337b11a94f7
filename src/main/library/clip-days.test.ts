import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countDays } from './clip-days.ts';

const at = (text: string): number => Date.parse(text);

test('clips of one day are one run, newest first or oldest first', () => {
  const moments = ['2026-11-21T23:00Z', '2026-11-21T00:00Z', '2026-11-20T23:59:59Z'].map(at);
  const days = [
    { startAt: at('2026-11-21T00:00Z'), count: 2 },
    { startAt: at('2026-11-20T00:00Z'), count: 1 },
  ];
  expect(countDays(moments, 'UTC')).toEqual(days);
  expect(countDays(moments.toReversed(), 'UTC')).toEqual(days.toReversed());
});

test('the day is the one of the zone that was asked for', () => {
  const moments = [at('2026-11-21T15:30Z'), at('2026-11-21T14:30Z')];
  expect(countDays(moments, 'Asia/Tokyo')).toEqual([
    { startAt: at('2026-11-21T15:00Z'), count: 1 },
    { startAt: at('2026-11-20T15:00Z'), count: 1 },
  ]);
});

describe('days on which the clocks change', () => {
  test('25 hours in Berlin', () => {
    const moments = [at('2026-10-25T22:30Z'), at('2026-10-24T22:00Z'), at('2026-10-24T21:59Z')];
    expect(countDays(moments, 'Europe/Berlin')).toEqual([
      { startAt: at('2026-10-24T22:00Z'), count: 2 },
      { startAt: at('2026-10-23T22:00Z'), count: 1 },
    ]);
  });

  test('23 hours in Berlin', () => {
    const moments = [at('2026-03-29T22:00Z'), at('2026-03-29T21:59Z'), at('2026-03-28T23:00Z')];
    expect(countDays(moments, 'Europe/Berlin')).toEqual([
      { startAt: at('2026-03-29T22:00Z'), count: 1 },
      { startAt: at('2026-03-28T23:00Z'), count: 2 },
    ]);
  });
});

test('a day that comes up twice, because a clock jumped, is two runs', () => {
  const moments = ['2026-11-21T10:00Z', '2026-11-20T10:00Z', '2026-11-21T09:00Z'].map(at);
  expect(countDays(moments, 'UTC').map(({ count }) => count)).toEqual([1, 1, 1]);
});

test('an unknown zone counts as UTC, and no clips have no days', () => {
  expect(countDays([at('2026-11-21T00:30Z')], 'Nowhere/Land')).toEqual([
    { startAt: at('2026-11-21T00:00Z'), count: 1 },
  ]);
  expect(countDays([], 'UTC')).toEqual([]);
});

test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia'])(
  'every clip is counted, on the day that the calendar of %s names',
  (timeZone) => {
    const name = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
    const moment = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        const sorted = moments.toSorted((one, other) => other - one);
        const days = countDays(sorted, timeZone);
        const names = Map.groupBy(sorted, (each) => name.format(each));
        expect(days.map(({ count }) => count)).toEqual([...names.values()].map((each) => each.length));
        expect(days.map(({ startAt }) => name.format(startAt))).toEqual([...names.keys()]);
      }),
    );
  },
);
