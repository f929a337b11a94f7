import type { Range, Unit } from '../../shared/amount.ts';
import { createSum } from '../../shared/estimate.ts';
import type { Tally } from '../../shared/spending.ts';
import type { Run } from '../library/run.ts';

/** Counts runs and what they cost. Pure but for its own sums. */
export interface GrowingTally {
  /** `creditsPerDollar`: where the provider of this run has published it. */
  add(run: Run, creditsPerDollar: number | undefined): void;
  read(): Tally;
}

export function createTally(): GrowingTally {
  const counts = { sent: 0, running: 0, done: 0, failed: 0, unclear: 0, charged: 0, notCharged: 0, chargeUnknown: 0 };
  const told = createSum();
  const toldExpected = createSum();
  const estimated = createSum();
  const doubtful = createSum();
  return {
    add(run, creditsPerDollar) {
      counts.sent += 1;
      counts[run.outcome] += 1;
      counts[chargeCounts[run.charged]] += 1;
      // A figure that was named before the clip failed free of charge was not paid.
      if (run.charged === 'no') return;
      const estimate = run.estimate === null ? undefined : inDollars(run.estimate, creditsPerDollar);
      if (run.cost !== null) {
        const { unit, amount } = run.cost;
        told.add(inDollars({ unit, least: amount, most: amount }, creditsPerDollar));
        toldExpected.add(estimate);
      } else if (run.charged === 'yes') estimated.add(estimate);
      else doubtful.add(estimate);
    },
    read: () => ({
      ...counts,
      told: told.read(),
      toldExpected: toldExpected.read(),
      estimated: estimated.read(),
      doubtful: doubtful.read(),
    }),
  };
}

const chargeCounts = { yes: 'charged', no: 'notCharged', unknown: 'chargeUnknown' } as const;

type Amount = Range & { unit: Unit };

/** Credits become dollars only where the provider has published what they are worth. */
function inDollars(amount: Amount, creditsPerDollar: number | undefined): Amount {
  if (amount.unit === 'USD' || creditsPerDollar === undefined) return amount;
  return { unit: 'USD', least: amount.least / creditsPerDollar, most: amount.most / creditsPerDollar };
}
