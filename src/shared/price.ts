import { z } from 'zod';
import { unitSchema } from './amount.ts';
import { durationSchema, resolutionSchema } from './model.ts';
import { providerIdSchema, type GenerationRequest } from './request.ts';

/** What a clip is thought to cost, as data beside the models. Prices drift: each row has its date, and none blocks anything. */

const priced = {
  modelId: z.string().min(1).max(100),
  /** Absent: the same for every length. */
  durationSeconds: durationSchema.optional(),
  /** Absent: the same for every resolution. */
  resolution: resolutionSchema.optional(),
};

export const priceRowSchema = z
  .object({
    ...priced,
    /** Of one clip. Nothing only in a row of the person's own. */
    amount: z.number().nonnegative(),
    currency: unitSchema,
    /** The day on which the price was read, `2026-07-10`. */
    asOf: z.iso.date(),
    /** Who said it, by public name. Empty in a row of the person's own. */
    source: z.string(),
    /** `own`: the person's. `high`: the provider's own list. `medium`: seen on a bill. `low`: worked out from somebody else's. */
    trust: z.enum(['own', 'high', 'medium', 'low']),
  })
  .refine(({ amount, trust }) => amount > 0 || trust === 'own', { message: 'A published price is never nothing.' });
export type PriceRow = z.infer<typeof priceRowSchema>;
export type Trust = PriceRow['trust'];

/** What a price is of. One row of the person's own for each. */
export const priceKeySchema = z.strictObject({ providerId: providerIdSchema, ...priced });
export type PriceKey = z.infer<typeof priceKeySchema>;

/** A price that the person wrote down: it goes before every other one. */
export const ownPriceSchema = z.object({
  ...priceKeySchema.shape,
  amount: z.number().nonnegative().max(1_000_000_000),
  currency: unitSchema,
  /** The day on which it was written down. */
  asOf: z.iso.date(),
});
export type OwnPrice = z.infer<typeof ownPriceSchema>;

/** The person's rows for one provider, in the form of all others. */
export function ownRowsFor(providerId: string, own: readonly OwnPrice[]): PriceRow[] {
  return own.flatMap(({ providerId: of, ...row }) =>
    of === providerId ? [{ ...row, source: '', trust: 'own' as const }] : [],
  );
}

export function isSamePriceKey(one: PriceKey, other: PriceKey): boolean {
  return (
    one.providerId === other.providerId &&
    one.modelId === other.modelId &&
    one.durationSeconds === other.durationSeconds &&
    one.resolution === other.resolution
  );
}

/** What decides about the price of a request. */
export type PricedRequest = Pick<GenerationRequest, 'modelId' | 'durationSeconds' | 'resolution'>;

/**
 * The row in force: the person's own before a published one, then the one that names most of what was asked for.
 * Undefined when nobody has published a price for it, which is not the same as nothing.
 */
export function rowFor(request: PricedRequest, rows: readonly PriceRow[]): PriceRow | undefined {
  const rank = (row: PriceRow): number => Number(row.trust === 'own') * 4 + detailsIn(row);
  return rows.filter((row) => applies(row, request)).toSorted((one, other) => rank(other) - rank(one))[0];
}

function applies(row: PriceRow, { modelId, durationSeconds, resolution }: PricedRequest): boolean {
  return (
    row.modelId === modelId &&
    (row.durationSeconds === undefined || row.durationSeconds === durationSeconds) &&
    (row.resolution === undefined || row.resolution === resolution)
  );
}

function detailsIn({ durationSeconds, resolution }: PriceRow): number {
  return Number(durationSeconds !== undefined) + Number(resolution !== undefined);
}
