import { describe, expect, it } from 'vitest';
import { priceRowSchema, rowFor, type PriceRow } from './price.ts';
import type { GenerationRequest } from './request.ts';

const common = { modelId: 'model-a', currency: 'USD', asOf: '2026-07-10', source: 'Somebody', trust: 'low' } as const;
const row = (facts: Partial<PriceRow> & { amount: number }): PriceRow => ({ ...common, ...facts });
const short: GenerationRequest = {
  providerId: 'sample',
  modelId: 'model-a',
  prompt: 'A calm sea',
  durationSeconds: 6,
  resolution: '768P',
};
const prices = [
  row({ durationSeconds: 6, resolution: '768P', amount: 0.28 }),
  row({ durationSeconds: 10, resolution: '768P', amount: 0.56 }),
  row({ durationSeconds: 6, resolution: '1080P', amount: 0.49 }),
];

describe('the price of a request', () => {
  it.each<[string, Partial<GenerationRequest>, number]>([
    ['the short clip', {}, 0.28],
    ['the long clip', { durationSeconds: 10 }, 0.56],
    ['the large clip', { resolution: '1080P' }, 0.49],
  ])('%s', (_name, change, amount) => {
    expect(rowFor({ ...short, ...change }, prices)?.amount).toBe(amount);
  });

  it('is the person’s own before any published one, also where that one says more', () => {
    const own = row({ amount: 0.1, trust: 'own' });
    expect(rowFor(short, [...prices, own])).toBe(own);
  });

  it('is not published for another model, another pair, or where the length was left to the provider', () => {
    expect(rowFor({ ...short, modelId: 'model-b' }, prices)).toBeUndefined();
    expect(rowFor({ ...short, durationSeconds: 10, resolution: '1080P' }, prices)).toBeUndefined();
    const { durationSeconds: _left, ...open } = short;
    expect(rowFor(open, prices)).toBeUndefined();
    expect(rowFor(short, [])).toBeUndefined();
  });

  it('may be the same for every length, and gives way to a row that says more', () => {
    const flat = row({ amount: 0.4 });
    expect(rowFor({ ...short, durationSeconds: 10, resolution: '1080P' }, [flat, ...prices])?.amount).toBe(0.4);
    expect(rowFor(short, [flat, ...prices])?.amount).toBe(0.28);
  });
});

it('a price is never nothing, and has a real date', () => {
  expect(priceRowSchema.safeParse(row({ amount: 0 })).success).toBe(false);
  expect(priceRowSchema.safeParse(row({ amount: 0.1, asOf: 'July' })).success).toBe(false);
  expect(priceRowSchema.safeParse(row({ amount: 0.1 })).success).toBe(true);
});
