import { z } from 'zod';
import { addAmounts } from './amount.ts';
import { addSums, sumSchema, type Sum } from './estimate.ts';
import { providerIdSchema } from './request.ts';

/** What was spent, as far as anybody can tell. All of it outlives the clips. */

/** A day on the person's calendar, `2026-11-21`. */
export const daySchema = z.iso.date();

/** Requests that were sent, by what became of them and by what is known of their cost. */
export const tallySchema = z.object({
  sent: z.number(),
  running: z.number(),
  done: z.number(),
  failed: z.number(),
  /** Nobody knows what became of them: the answer was lost, or the person stopped watching. */
  unclear: z.number(),
  charged: z.number(),
  notCharged: z.number(),
  /** Nobody can tell yet, or at all, whether they were charged. */
  chargeUnknown: z.number(),
  /** What the provider itself named, of those that were or may have been charged. */
  told: sumSchema,
  /** What had been estimated for those same clips. */
  toldExpected: sumSchema,
  /** Estimates of clips that were charged and of which the provider named no cost. */
  estimated: sumSchema,
  /** Estimates of clips of which nobody knows whether they were charged, and named no cost. */
  doubtful: sumSchema,
});
export type Tally = z.infer<typeof tallySchema>;

export const spendingSchema = z.object({
  total: tallySchema,
  /** The day and the month that it is now, whatever days were asked for. */
  today: tallySchema,
  month: tallySchema,
  /** Newest first. */
  days: z.array(z.object({ day: daySchema, tally: tallySchema })),
  providers: z.array(z.object({ providerId: providerIdSchema, tally: tallySchema })),
  models: z.array(z.object({ providerId: providerIdSchema, modelId: z.string(), tally: tallySchema })),
  /** A clip with two tags counts in both. `null`: without a tag. */
  tags: z.array(z.object({ tag: z.string().nullable(), tally: tallySchema })),
  kept: z.object({
    /** Clips of these days that are favourites or have that many stars, and are neither in the trash nor deleted. */
    clips: z.number(),
    /** Everything spent on these days, by each clip that was kept. Absent: none was kept, or no figure in dollars is known. */
    perClipDollars: z.object({ least: z.number(), most: z.number() }).optional(),
  }),
});
export type Spending = z.infer<typeof spendingSchema>;

export const spendingInputSchema = z.strictObject({
  /** Both inclusive. Absent: from the first, to the last. */
  fromDay: daySchema.optional(),
  toDay: daySchema.optional(),
  /** IANA name; one that this computer does not know counts as UTC. */
  timeZone: z.string().max(100),
  /** From how many stars a clip counts as kept. A favourite always does. */
  keptStars: z.number().int().min(1).max(5).default(3),
});

/** What a tally comes to: the least without what is in doubt, the most with all of it. */
export function spentOf({ told, estimated, doubtful }: Pick<Tally, 'told' | 'estimated' | 'doubtful'>): Sum {
  const sure = addSums(told, estimated);
  return {
    clips: sure.clips + doubtful.clips,
    dollars: { least: sure.dollars.least, most: addAmounts(sure.dollars.most, doubtful.dollars.most) },
    credits: { least: sure.credits.least, most: addAmounts(sure.credits.most, doubtful.credits.most) },
    inCredits: sure.inCredits + doubtful.inCredits,
    unpriced: sure.unpriced + doubtful.unpriced,
  };
}
