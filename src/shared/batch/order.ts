import { z } from 'zod';
import { groupSchema } from '../group.ts';
import { foldTag, mostTags, tagSchema } from '../keeping.ts';
import { generationRequestSchema } from '../request.ts';

/** More clips than anybody looks through; one act stores at most so many. */
export const mostOrders = 10_000;

/** One clip of an act that makes many. */
export const orderSchema = z.strictObject({
  /** Minted by whoever asks: the same id again is the same clip, and nothing new is sent. */
  intentId: z.uuid(),
  request: generationRequestSchema,
  group: groupSchema.optional(),
  /** Put on the clip at once; never sent. */
  tags: z
    .array(tagSchema)
    .max(mostTags)
    .refine((tags) => new Set(tags.map(foldTag)).size === tags.length)
    .optional(),
});
export type Order = z.infer<typeof orderSchema>;

export const ordersSchema = z
  .array(orderSchema)
  .min(1)
  .max(mostOrders)
  .refine((orders) => new Set(orders.map(({ intentId }) => intentId)).size === orders.length, {
    error: 'two clips have the same id',
  });
