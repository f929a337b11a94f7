import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brakeSchema, overBudget } from './budget.ts';
import { emptySum, type Sum } from './estimate.ts';

const usual = brakeSchema.parse({});
const off = { actDollars: null, unpricedClips: null };
const nothingSpent = { todayDollars: 0, monthDollars: 0 };

function planned(most: number, change: Partial<Sum> = {}): Sum {
  return { ...emptySum, clips: 1, dollars: { least: 0, most }, ...change };
}

describe('overBudget', () => {
  it('says nothing without limits, whatever it costs', () => {
    expect(overBudget({ todayDollars: 900, monthDollars: 900 }, planned(900), {}, off)).toEqual([]);
  });

  it('asks from the first cent over a limit, by the dearest that is left open', () => {
    const spent = { todayDollars: 0.72, monthDollars: 9.5 };
    expect(overBudget(spent, planned(0.28), { dayDollars: 1, monthDollars: 10 }, off)).toEqual([]);
    expect(overBudget(spent, planned(0.29), { dayDollars: 1, monthDollars: 10 }, off)).toEqual([
      { reason: 'day', limitDollars: 1, spentDollars: 0.72, wouldBeDollars: 1.01 },
    ]);
    expect(overBudget(spent, planned(0.56), { monthDollars: 10 }, off)).toEqual([
      { reason: 'month', limitDollars: 10, spentDollars: 9.5, wouldBeDollars: 10.06 },
    ]);
  });

  it('asks about clips without a price once a limit is reached, and never about what is free', () => {
    const spent = { todayDollars: 1, monthDollars: 1 };
    expect(overBudget(spent, planned(0, { unpriced: 1 }), { dayDollars: 1 }, off)).toHaveLength(1);
    expect(overBudget(spent, planned(0, { inCredits: 1 }), { dayDollars: 1 }, off)).toHaveLength(1);
    expect(overBudget(nothingSpent, planned(0, { unpriced: 1 }), { dayDollars: 1 }, off)).toEqual([]);
    expect(overBudget({ todayDollars: 5, monthDollars: 5 }, planned(0), { dayDollars: 1 }, off)).toEqual([]);
  });

  it('brakes a single act by its sum and by its clips without a price', () => {
    expect(overBudget(nothingSpent, planned(5, { unpriced: 10 }), {}, usual)).toEqual([]);
    expect(overBudget(nothingSpent, planned(5.01, { unpriced: 8, inCredits: 3 }), {}, usual)).toEqual([
      { reason: 'act', limitDollars: 5, wouldBeDollars: 5.01 },
      { reason: 'unpriced', limitClips: 10, clips: 11 },
    ]);
    expect(overBudget(nothingSpent, planned(500, { unpriced: 500 }), {}, off)).toEqual([]);
  });

  it('asks about more whenever it asks about less', () => {
    const cents = fc.integer({ min: 0, max: 100_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(cents, cents, cents, cents, (spent, limit, one, more) => {
        const asks = (most: number): boolean =>
          overBudget({ todayDollars: spent, monthDollars: spent }, planned(most), { dayDollars: limit + 0.01 }, usual)
            .length > 0;
        if (asks(one)) expect(asks(one + more)).toBe(true);
      }),
    );
  });
});
