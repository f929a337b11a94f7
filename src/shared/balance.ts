import { z } from 'zod';
import { sumSchema } from './estimate.ts';
import { providerIdSchema } from './request.ts';

/**
 * What lies on a person's account, as a provider tells it. A hint and no more: others may spend from the same account,
 * money may be added, and charges post late. It is part of no sum and is never called a cost.
 */

/** `own`: a number whose unit is not known for sure; it is shown without a currency. */
const balanceUnitSchema = z.enum(['USD', 'own']);

/** Below zero where the account owes. */
export const balanceSchema = z.object({ amount: z.number(), unit: balanceUnitSchema });
export type Balance = z.infer<typeof balanceSchema>;

export const balanceReadingSchema = balanceSchema.extend({
  /** When it was asked for, epoch ms. */
  at: z.number(),
});
export type BalanceReading = z.infer<typeof balanceReadingSchema>;

export const balanceViewSchema = z.object({
  providerId: providerIdSchema,
  latest: balanceReadingSchema,
  /**
   * From before clips were sent until `latest`. Absent while clips are being made there, and where there is nothing
   * before to compare with.
   */
  change: z
    .object({
      from: balanceReadingSchema,
      /** At some time in between it was more than before, so the difference says nothing of what was spent. */
      wentUp: z.boolean(),
      /** The estimates of the clips that were sent there in between; without those that are known not to be charged. */
      sent: sumSchema,
    })
    .optional(),
});
export type BalanceView = z.infer<typeof balanceViewSchema>;
