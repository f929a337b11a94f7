import { describe, expect, test } from 'vitest';
import { emptySum, type Sum } from '../../shared/estimate.ts';
import type { Tally } from '../../shared/spending.ts';
import { barsOf, ceilingOf } from './bars.ts';
import { daysOf } from './ranges.ts';

const dollars = (least: number, most = least): Sum => ({ ...emptySum, clips: 1, dollars: { least, most } });

function tally(change: Partial<Tally> = {}): Tally {
  return {
    sent: 1,
    running: 0,
    done: 1,
    failed: 0,
    unclear: 0,
    charged: 1,
    notCharged: 0,
    chargeUnknown: 0,
    told: emptySum,
    toldExpected: emptySum,
    estimated: emptySum,
    doubtful: emptySum,
    ...change,
  };
}

describe('the bars of the chart', () => {
  test('a day on which nothing was sent has an empty bar', () => {
    const days = [
      { day: '2026-11-21', tally: tally({ told: dollars(0.28) }) },
      { day: '2026-11-19', tally: tally({ estimated: dollars(0.1), doubtful: dollars(0.3) }) },
    ];
    expect(barsOf(days, {})).toEqual({
      unit: 'dollars',
      per: 'day',
      bars: [
        { period: '2026-11-19', sure: 0.1, doubtful: 0.3 },
        { period: '2026-11-20', sure: 0, doubtful: 0 },
        { period: '2026-11-21', sure: 0.28, doubtful: 0 },
      ],
    });
  });

  test('a year that is being typed, or lies far ahead, does not bring a bar for each day of history', () => {
    const days = [{ day: '2026-11-21', tally: tally({ told: dollars(0.28) }) }];
    for (const fromDay of ['0002-11-01', '0020-11-01', '0202-11-01']) {
      const { bars } = barsOf(days, { fromDay, toDay: '2026-11-21' });
      expect(bars[0]?.period).toBe('2020-01');
      expect(bars.at(-1)).toMatchObject({ period: '2026-11', sure: 0.28 });
    }
    expect(barsOf(days, { fromDay: '2026-11-01', toDay: '9999-12-31' }).bars.length).toBeLessThanOrEqual(20 * 12 + 2);
  });

  test('many days become months, and lose nothing', () => {
    const days = ['2026-01-31', '2026-02-01', '2026-02-28'].map((day) => ({
      day,
      tally: tally({ told: dollars(0.1) }),
    }));
    const { per, bars } = barsOf(days, { fromDay: '2026-01-01', toDay: '2026-06-30' });
    expect(per).toBe('month');
    expect(bars.map(({ period, sure }) => `${period} ${sure}`)).toEqual([
      '2026-01 0.1',
      '2026-02 0.2',
      '2026-03 0',
      '2026-04 0',
      '2026-05 0',
      '2026-06 0',
    ]);
  });

  test('where nobody has told a price, clips are counted', () => {
    const days = [{ day: '2026-11-21', tally: tally({ sent: 7, estimated: { ...emptySum, clips: 7, unpriced: 7 } }) }];
    expect(barsOf(days, {})).toMatchObject({ unit: 'clips', bars: [{ sure: 7, doubtful: 0 }] });
    expect(barsOf([], {}).bars).toEqual([]);
  });

  test('its top is a round number that no bar exceeds', () => {
    const bar = (sure: number) => [{ period: '', sure, doubtful: 0 }];
    expect([0, 0.03, 0.28, 1, 1.1, 7.3, 42, 260].map((sure) => ceilingOf(bar(sure)))).toEqual([
      1, 0.05, 0.5, 1, 2, 10, 50, 500,
    ]);
  });
});

describe('ranges of days', () => {
  const now = new Date(2026, 2, 3, 15).getTime();
  test('reach to today, over the end of a month too', () => {
    expect(daysOf('week', now)).toEqual({ fromDay: '2026-02-25', toDay: '2026-03-03' });
    expect(daysOf('days30', now)).toEqual({ fromDay: '2026-02-02', toDay: '2026-03-03' });
    expect(daysOf('month', now)).toEqual({ fromDay: '2026-03-01', toDay: '2026-03-03' });
  });
  test('all time has no end', () => {
    expect(daysOf('all', now)).toEqual({});
  });
});
