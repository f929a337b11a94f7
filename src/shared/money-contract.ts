import { z } from 'zod';
import { balanceViewSchema } from './balance.ts';
import { ownPriceSchema, priceKeySchema } from './price.ts';
import { providerIdSchema } from './request.ts';
import { daySchema, spendingInputSchema, spendingSchema } from './spending.ts';
import { waitsSchema } from './wait.ts';

/** The part of the contract about prices, spending, waits and balances. */

const empty = z.strictObject({});
const balances = z.object({ balances: z.array(balanceViewSchema) });

export const moneyMethods = {
  /** Writes down a price of the person's own, dated today; it goes before the published one. */
  'price.set': {
    input: z.strictObject({
      ...priceKeySchema.shape,
      amount: ownPriceSchema.shape.amount,
      currency: ownPriceSchema.shape.currency,
    }),
    output: ownPriceSchema,
  },
  /** The published price, if there is one, is in force again. */
  'price.remove': { input: priceKeySchema, output: empty },

  'spending.read': { input: spendingInputSchema, output: spendingSchema },
  /**
   * The spending as CSV: a line for each request that was sent, or for each day, provider and model. Without a folder
   * the file waits at `${mediaBase}/exports/<archiveId>`; with one it becomes a new file there.
   */
  'spending.export': {
    input: z.strictObject({
      by: z.enum(['clips', 'days']),
      fromDay: daySchema.optional(),
      toDay: daySchema.optional(),
      timeZone: z.string().max(100),
      /** A full path on the computer that runs the core. */
      folder: z.string().min(1).max(4096).optional(),
    }),
    output: z.object({
      name: z.string(),
      sizeBytes: z.number(),
      archiveId: z.string().optional(),
      path: z.string().optional(),
    }),
  },
  /** How long clips usually take, from the person's own runs, and when the queue will be through. */
  'waits.read': { input: empty, output: waitsSchema },

  /** The balances that were read with the keys in force. Asks nobody. */
  'balances.list': { input: empty, output: balances },
  /** Asks every provider that tells a balance and has a key, unless it was asked a moment ago. What fails is left out. */
  'balances.renew': { input: empty, output: balances },
  /** Asks one provider now, and says why where it does not tell. Costs nothing. */
  'balance.read': { input: z.strictObject({ providerId: providerIdSchema }), output: balanceViewSchema },
} as const;

export const moneyEvents = {
  /** Something was sent, came to an end or was marked: ask again. At most once a second. */
  'spending.changed': empty,
  /** There are new waits, or the queue is another one: ask again. At most once a second. */
  'waits.changed': empty,
  'balances.changed': balances,
} as const;
