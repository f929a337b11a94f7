import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSums, estimate, kept, sumEstimates, type Estimate } from './estimate.ts';
import type { PriceRow } from './price.ts';

const published = {
  modelId: 'model-a',
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'Somebody',
  trust: 'low',
} as const;
const short: PriceRow = { ...published, durationSeconds: 6, resolution: '768P', amount: 0.28 };
const long: PriceRow = { ...published, durationSeconds: 10, resolution: '768P', amount: 0.56, asOf: '2026-06-01' };
const large: PriceRow = { ...published, durationSeconds: 6, resolution: '1080P', amount: 0.49, trust: 'medium' };
const prices = [short, long, large];
const own = (change: Partial<PriceRow>): PriceRow => ({
  ...published,
  trust: 'own',
  source: '',
  amount: 0.2,
  ...change,
});

describe('estimate', () => {
  it('is one price where everything that it depends on is named', () => {
    const request = { modelId: 'model-a', durationSeconds: 6, resolution: '1080P' } as const;
    expect(estimate(request, { prices, ownPrices: [] })).toEqual({
      priced: true,
      unit: 'USD',
      least: 0.49,
      most: 0.49,
      trust: 'medium',
      asOf: '2026-07-10',
      rows: [large],
    });
  });

  it('is a range, as old and as doubtful as its worst row, where something is left open', () => {
    expect(estimate({ modelId: 'model-a', resolution: '768P' }, { prices, ownPrices: [] })).toMatchObject({
      least: 0.28,
      most: 0.56,
      trust: 'low',
      asOf: '2026-06-01',
      rows: [short, long],
    });
    expect(estimate({ modelId: 'model-a', durationSeconds: 6 }, { prices, ownPrices: [] })).toMatchObject({
      least: 0.28,
      most: 0.49,
    });
  });

  it('is "not published" and never nothing where no row fits', () => {
    expect(estimate({ modelId: 'another' }, { prices, ownPrices: [] })).toEqual({ priced: false });
    expect(estimate({ modelId: 'model-a' }, { prices: [], ownPrices: [] })).toEqual({ priced: false });
    const refused = { modelId: 'model-a', durationSeconds: 10, resolution: '1080P' } as const;
    expect(estimate(refused, { prices, ownPrices: [] })).toEqual({ priced: false });
  });

  it('takes the person’s own row before a published one that says more, and a free one as free', () => {
    const request = { modelId: 'model-a', durationSeconds: 6, resolution: '768P' } as const;
    expect(estimate(request, { prices, ownPrices: [own({})] })).toMatchObject({ least: 0.2, trust: 'own' });
    const both = [own({}), own({ durationSeconds: 6, amount: 0 })];
    expect(estimate(request, { prices, ownPrices: both })).toMatchObject({ priced: true, least: 0, most: 0 });
    expect(estimate({ ...request, modelId: 'b' }, { prices, ownPrices: both })).toEqual({ priced: false });
  });

  it('makes dollars of credits only where their worth is published, and no range of both', () => {
    const request = { modelId: 'model-a', durationSeconds: 6, resolution: '768P' } as const;
    const credits = [own({ durationSeconds: 6, currency: 'credits', amount: 600_000 })];
    expect(estimate(request, { prices, ownPrices: credits })).toMatchObject({ unit: 'credits', most: 600_000 });
    expect(estimate(request, { prices, ownPrices: credits, creditsPerDollar: 2_000_000 })).toMatchObject({
      unit: 'USD',
      most: 0.3,
    });
    expect(estimate({ modelId: 'model-a', resolution: '768P' }, { prices, ownPrices: credits })).toEqual({
      priced: false,
    });
  });
});

const amount = fc.integer({ min: 0, max: 50_000_000 }).map((millionths) => millionths / 1_000_000);
const anyEstimate: fc.Arbitrary<Estimate> = fc.oneof(
  fc.constant<Estimate>({ priced: false }),
  fc.tuple(amount, amount, fc.constantFrom('USD' as const, 'credits' as const)).map(([one, other, unit]): Estimate => ({
    priced: true,
    unit,
    least: Math.min(one, other),
    most: Math.max(one, other),
    trust: 'low',
    asOf: '2026-07-10',
    rows: [short],
  })),
);

describe('sums', () => {
  it('counts apart what has no price', () => {
    const priced = estimate({ modelId: 'model-a', durationSeconds: 6, resolution: '768P' }, { prices, ownPrices: [] });
    expect(sumEstimates([priced, { priced: false }, priced, undefined])).toEqual({
      clips: 4,
      dollars: { least: 0.56, most: 0.56 },
      credits: { least: 0, most: 0 },
      inCredits: 0,
      unpriced: 2,
    });
  });

  it('leaves no rest of binary fractions', () => {
    const tenth = { unit: 'USD', least: 0.1, most: 0.2, trust: 'low', asOf: '2026-07-10' } as const;
    expect(sumEstimates([tenth, tenth, tenth]).dollars).toEqual({ least: 0.3, most: 0.6 });
  });

  it('comes to the same in any order and in any parts', () => {
    fc.assert(
      fc.property(fc.array(anyEstimate), fc.nat(), (all, cut) => {
        const whole = sumEstimates(all);
        expect(sumEstimates(all.toReversed())).toEqual(whole);
        const place = all.length === 0 ? 0 : cut % all.length;
        expect(addSums(sumEstimates(all.slice(0, place)), sumEstimates(all.slice(place)))).toEqual(whole);
        expect(sumEstimates(all.map(kept))).toEqual(whole);
      }),
    );
  });

  it('keeps every clip in one count, and the least below the most', () => {
    fc.assert(
      fc.property(fc.array(anyEstimate), (all) => {
        const { clips, unpriced, inCredits, dollars, credits } = sumEstimates(all);
        expect(clips).toBe(all.length);
        expect(unpriced).toBe(all.filter((one) => !one.priced).length);
        expect(inCredits).toBe(all.filter((one) => one.priced && one.unit === 'credits').length);
        expect(dollars.least).toBeLessThanOrEqual(dollars.most);
        expect(credits.least).toBeLessThanOrEqual(credits.most);
        if (inCredits === 0) expect(credits.most).toBe(0);
      }),
    );
  });
});
