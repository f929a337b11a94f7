import { z } from 'zod';
import { addRanges, fine, nothing, rangeSchema, unitSchema, type Range } from './amount.ts';
import { durationSchema, resolutionSchema } from './model.ts';
import { priceRowSchema, rowFor, type PricedRequest, type PriceRow, type Trust } from './price.ts';

/** What a request is thought to cost, before it is sent. Pure. "Not published" is never the same as nothing. */

/** An estimate as it is kept with a request that was sent: a later change of prices does not change it. */
export const keptEstimateSchema = z.object({
  unit: unitSchema,
  ...rangeSchema.shape,
  trust: priceRowSchema.shape.trust,
  /** The day of the oldest price that it rests on. */
  asOf: z.iso.date(),
});
export type KeptEstimate = z.infer<typeof keptEstimateSchema>;

export const estimateSchema = z.discriminatedUnion('priced', [
  /** Nobody has published a price. */
  z.object({ priced: z.literal(false) }),
  z.object({
    priced: z.literal(true),
    ...keptEstimateSchema.shape,
    /** The rows that it rests on; several where the price depends on something that was not named. */
    rows: z.array(priceRowSchema).min(1),
  }),
]);
export type Estimate = z.infer<typeof estimateSchema>;

/** A provider's prices as they are in force. */
export interface Prices {
  prices: readonly PriceRow[];
  /** The person's own, which go before. */
  ownPrices: readonly PriceRow[];
  /** Where the provider has published what a credit is worth. */
  creditsPerDollar?: number | undefined;
}

const unpriced: Estimate = { priced: false };

/**
 * What one request is thought to cost. Where it leaves open something that the price depends on, the estimate is a
 * range over everything that has a price.
 */
export function estimate(request: PricedRequest, { prices, ownPrices, creditsPerDollar }: Prices): Estimate {
  const all = [...ownPrices, ...prices];
  const rows = new Set<PriceRow>();
  for (const durationSeconds of among(request.durationSeconds, durations)) {
    for (const resolution of among(request.resolution, resolutions)) {
      const row = rowFor({ modelId: request.modelId, durationSeconds, resolution }, all);
      if (row !== undefined) rows.add(inDollars(row, creditsPerDollar));
    }
  }
  const [first, ...others] = rows;
  // One figure in dollars and one in credits make no range.
  if (first === undefined || others.some(({ currency }) => currency !== first.currency)) return unpriced;
  const amounts = [...rows].map(({ amount }) => amount);
  return {
    priced: true,
    unit: first.currency,
    least: Math.min(...amounts),
    most: Math.max(...amounts),
    trust: leastTrust([...rows].map(({ trust }) => trust)),
    asOf: [...rows].map(({ asOf }) => asOf).toSorted()[0] ?? first.asOf,
    rows: [...rows],
  };
}

/** What of it is kept with the request. */
export function kept(made: Estimate): KeptEstimate | undefined {
  if (!made.priced) return undefined;
  const { unit, least, most, trust, asOf } = made;
  return { unit, least, most, trust, asOf };
}

/** What several requests come to. Clips without a price are counted apart, and so are those with a price in credits. */
export const sumSchema = z.object({
  clips: z.number(),
  dollars: rangeSchema,
  credits: rangeSchema,
  /** How many of them are priced in credits, which nobody has told the worth of. */
  inCredits: z.number(),
  /** How many have no price. */
  unpriced: z.number(),
});
export type Sum = z.infer<typeof sumSchema>;

export const emptySum: Sum = { clips: 0, dollars: nothing, credits: nothing, inCredits: 0, unpriced: 0 };

/** The order does not matter; undefined is a clip without a price. */
export function sumEstimates(estimates: Iterable<Estimate | KeptEstimate | undefined>): Sum {
  const sum = createSum();
  for (const one of estimates) sum.add(one);
  return sum.read();
}

/** A sum that grows. */
export interface GrowingSum {
  add(one: Estimate | Pick<KeptEstimate, 'unit' | 'least' | 'most'> | undefined): void;
  read(): Sum;
}

export function createSum(): GrowingSum {
  let clips = 0;
  let inCredits = 0;
  let without = 0;
  const sums = { USD: { least: 0, most: 0 }, credits: { least: 0, most: 0 } };
  return {
    add(one) {
      clips += 1;
      if (one === undefined || ('priced' in one && !one.priced)) {
        without += 1;
        return;
      }
      if (one.unit === 'credits') inCredits += 1;
      sums[one.unit].least += Math.round(one.least * fine);
      sums[one.unit].most += Math.round(one.most * fine);
    },
    read: () => ({ clips, dollars: whole(sums.USD), credits: whole(sums.credits), inCredits, unpriced: without }),
  };
}

export function addSums(one: Sum, other: Sum): Sum {
  return {
    clips: one.clips + other.clips,
    dollars: addRanges(one.dollars, other.dollars),
    credits: addRanges(one.credits, other.credits),
    inCredits: one.inCredits + other.inCredits,
    unpriced: one.unpriced + other.unpriced,
  };
}

function whole({ least, most }: Range): Range {
  return { least: least / fine, most: most / fine };
}

/** Credits become dollars only where the provider has published what they are worth. */
function inDollars(row: PriceRow, creditsPerDollar: number | undefined): PriceRow {
  if (row.currency !== 'credits' || creditsPerDollar === undefined) return row;
  return { ...row, currency: 'USD', amount: row.amount / creditsPerDollar };
}

const durations = durationSchema.options.map(({ value }) => value);
const resolutions = resolutionSchema.options;

function among<T>(named: T | undefined, all: readonly T[]): readonly T[] {
  return named === undefined ? all : [named];
}

/** A chain is as strong as its weakest link; the person's own word is stronger than any other. */
function leastTrust(trusts: readonly Trust[]): Trust {
  const order: readonly Trust[] = ['low', 'medium', 'high', 'own'];
  return order.find((trust) => trusts.includes(trust)) ?? 'low';
}
