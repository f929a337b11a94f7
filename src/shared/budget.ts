import { z } from 'zod';
import { addAmounts } from './amount.ts';
import { sumSchema, type Sum } from './estimate.ts';

/** What the person wants to spend at most without being asked. It asks; it never stops what has been paid for. Pure. */

export const budgetSchema = z.object({
  /** Of a day and of a calendar month on this computer. Absent: no limit. */
  dayDollars: z.number().positive().max(1_000_000).optional(),
  monthDollars: z.number().positive().max(1_000_000).optional(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** What a single act may come to without a question. `null`: anything. */
export const brakeSchema = z.object({
  actDollars: z.number().nonnegative().max(1_000_000).nullable().default(5),
  /** Clips whose price in dollars nobody has published. */
  unpricedClips: z.number().int().nonnegative().max(100_000).nullable().default(10),
});
export type Brake = z.infer<typeof brakeSchema>;

export const spendingReasonSchema = z.discriminatedUnion('reason', [
  z.object({
    reason: z.enum(['day', 'month']),
    limitDollars: z.number(),
    /** Spent in it so far, with what is queued already. */
    spentDollars: z.number(),
    /** With this act, at the most. */
    wouldBeDollars: z.number(),
  }),
  z.object({ reason: z.literal('act'), limitDollars: z.number(), wouldBeDollars: z.number() }),
  z.object({ reason: z.literal('unpriced'), limitClips: z.number(), clips: z.number() }),
]);
export type SpendingReason = z.infer<typeof spendingReasonSchema>;

/** What the core asks instead of taking an order: the same order with this token as `confirmed` goes through. */
export const spendingQuestionSchema = z.object({
  /** Good for this very act alone. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  planned: sumSchema,
  reasons: z.array(spendingReasonSchema).min(1),
});
export type SpendingQuestion = z.infer<typeof spendingQuestionSchema>;

export interface SpentSoFar {
  todayDollars: number;
  monthDollars: number;
}

/** Why an act should be asked about; empty: it need not be. The dearest that the estimates leave open counts. */
export function overBudget(spent: SpentSoFar, planned: Sum, budget: Budget, brake: Brake): SpendingReason[] {
  const more = planned.dollars.most;
  const withoutDollars = planned.unpriced + planned.inCredits;
  const reasons: SpendingReason[] = [];
  const periods = [
    { reason: 'day', limitDollars: budget.dayDollars, spentDollars: spent.todayDollars },
    { reason: 'month', limitDollars: budget.monthDollars, spentDollars: spent.monthDollars },
  ] as const;
  for (const { reason, limitDollars, spentDollars } of periods) {
    const wouldBeDollars = addAmounts(spentDollars, more);
    // What surely costs nothing is no matter of a budget, not even of one that is used up.
    if (limitDollars === undefined || (more === 0 && withoutDollars === 0)) continue;
    if (wouldBeDollars > limitDollars || (withoutDollars > 0 && spentDollars >= limitDollars))
      reasons.push({ reason, limitDollars, spentDollars, wouldBeDollars });
  }
  if (brake.actDollars !== null && more > brake.actDollars)
    reasons.push({ reason: 'act', limitDollars: brake.actDollars, wouldBeDollars: more });
  if (brake.unpricedClips !== null && withoutDollars > brake.unpricedClips)
    reasons.push({ reason: 'unpriced', limitClips: brake.unpricedClips, clips: withoutDollars });
  return reasons;
}
