import { z } from 'zod';
import { durationSchema, resolutionSchema } from './model.ts';
import type { GenerationRequest } from './request.ts';

/** What a clip is thought to cost, as data beside the models. Prices drift: each row has its date, and none blocks anything. */

export const priceRowSchema = z.object({
  modelId: z.string().min(1),
  /** Absent: the same for every length. */
  durationSeconds: durationSchema.optional(),
  /** Absent: the same for every resolution. */
  resolution: resolutionSchema.optional(),
  /** Of one clip. */
  amount: z.number().positive(),
  currency: z.literal('USD'),
  /** The day on which the price was read, `2026-07-10`. */
  asOf: z.iso.date(),
  /** Who said it, by public name. */
  source: z.string().min(1),
  /** `high`: the provider's own list. `medium`: seen on a bill. `low`: worked out from somebody else's. */
  trust: z.enum(['high', 'medium', 'low']),
});
export type PriceRow = z.infer<typeof priceRowSchema>;

export type Price = Pick<PriceRow, 'amount' | 'currency' | 'asOf' | 'trust'>;

/**
 * The estimate for one request: the row that names most of what was asked for. Undefined when nobody has published a
 * price for it, which is not the same as nothing.
 */
export function priceOf(request: GenerationRequest, prices: readonly PriceRow[]): Price | undefined {
  const [best] = prices
    .filter((row) => applies(row, request))
    .toSorted((one, other) => detailsIn(other) - detailsIn(one));
  if (best === undefined) return undefined;
  const { amount, currency, asOf, trust } = best;
  return { amount, currency, asOf, trust };
}

function applies(row: PriceRow, { modelId, durationSeconds, resolution }: GenerationRequest): boolean {
  return (
    row.modelId === modelId &&
    (row.durationSeconds === undefined || row.durationSeconds === durationSeconds) &&
    (row.resolution === undefined || row.resolution === resolution)
  );
}

function detailsIn({ durationSeconds, resolution }: PriceRow): number {
  return Number(durationSeconds !== undefined) + Number(resolution !== undefined);
}
