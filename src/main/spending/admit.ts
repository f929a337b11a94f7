import { createHash } from 'node:crypto';
import { addAmounts } from '../../shared/amount.ts';
import { overBudget, type Brake, type Budget, type SpendingReason } from '../../shared/budget.ts';
import { estimate, kept, sumEstimates, type Estimate, type Prices } from '../../shared/estimate.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { spentOf } from '../../shared/spending.ts';
import type { Run } from '../library/run.ts';
import { createDayFinder } from './day-of.ts';
import { createTally } from './tally.ts';

/** A request that is to be stored and sent. */
export interface Draft {
  intentId: string;
  request: GenerationRequest;
}

/**
 * Asked before anything that costs money is stored, once for all clips of one act.
 * @throws {FailureError} `confirm-spending` with a question, unless `confirmed` is that very question's token
 */
export type Admit = (drafts: readonly Draft[], confirmed?: string) => void;

export interface AdmitOptions {
  /** Runs that were sent since this moment (epoch ms). */
  runsSince(at: number): Run[];
  /** What waits to be sent: it was admitted already, and its price is as good as spent. */
  queued(): readonly Job[];
  isStored(jobId: string): boolean;
  /** Undefined for a provider that is not in the registry. */
  prices(providerId: string): Prices | undefined;
  limits(): { budget: Budget; brake: Brake };
  now(): number;
  timeZone: string;
}

export function createAdmit(options: AdmitOptions): Admit {
  const { prices, now } = options;
  const { dayStart, monthStart } = createDayFinder(options.timeZone);
  /** For one act: its prices are put together once, however many clips it makes. */
  function estimator(): (request: GenerationRequest) => Estimate {
    const byProvider = new Map<string, Prices | undefined>();
    return (request) => {
      const { providerId } = request;
      if (!byProvider.has(providerId)) byProvider.set(providerId, prices(providerId));
      const known = byProvider.get(providerId);
      return known === undefined ? { priced: false } : estimate(request, known);
    };
  }

  function spentDollars(runs: readonly Run[]): number {
    const tally = createTally();
    for (const run of runs) tally.add(run, prices(run.providerId)?.creditsPerDollar);
    return spentOf(tally.read()).dollars.most;
  }

  function soFar(
    budget: Budget,
    estimateOf: (request: GenerationRequest) => Estimate,
  ): { todayDollars: number; monthDollars: number } {
    if (budget.dayDollars === undefined && budget.monthDollars === undefined)
      return { todayDollars: 0, monthDollars: 0 };
    const today = dayStart(now());
    const runs = options.runsSince(Math.min(today, monthStart(now())));
    const queued = sumEstimates(options.queued().map(({ request }) => estimateOf(request))).dollars.most;
    return {
      todayDollars: addAmounts(spentDollars(runs.filter(({ sentAt }) => sentAt >= today)), queued),
      monthDollars: addAmounts(spentDollars(runs), queued),
    };
  }

  return (drafts, confirmed) => {
    const estimateOf = estimator();
    // The same click again: it was admitted when its clip was stored.
    const planned = drafts
      .filter(({ intentId }) => !options.isStored(intentId))
      .map((draft) => ({ ...draft, estimate: estimateOf(draft.request) }));
    if (planned.length === 0) return;
    const sum = sumEstimates(planned.map((one) => one.estimate));
    const { budget, brake } = options.limits();
    const reasons = overBudget(soFar(budget, estimateOf), sum, budget, brake);
    if (reasons.length === 0) return;
    const token = tokenOf(planned);
    if (confirmed === token) return;
    throw new FailureError(
      failure('confirm-spending', reasons.map(sentenceFor), {
        stage: 'local',
        charged: 'no',
        question: { token, planned: sum, reasons },
      }),
    );
  };
}

/** The same for the same clips at the same prices, and for nothing else. */
function tokenOf(planned: readonly (Draft & { estimate: Estimate })[]): string {
  const parts = planned
    .map(({ intentId, request, estimate: made }) => JSON.stringify([intentId, request, kept(made) ?? null]))
    .sort();
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

function sentenceFor(why: SpendingReason): Sentence {
  switch (why.reason) {
    case 'day':
      return sentence('With this, today comes to {{wouldBe, dollars}}; your budget for a day is {{limit, dollars}}.', {
        wouldBe: why.wouldBeDollars,
        limit: why.limitDollars,
      });
    case 'month':
      return sentence(
        'With this, the month comes to {{wouldBe, dollars}}; your budget for a month is {{limit, dollars}}.',
        { wouldBe: why.wouldBeDollars, limit: why.limitDollars },
      );
    case 'act':
      return sentence('This comes to about {{wouldBe, dollars}}; Conch asks from {{limit, dollars}} on.', {
        wouldBe: why.wouldBeDollars,
        limit: why.limitDollars,
      });
    case 'unpriced':
      return sentence('The price of {{clips, number}} of these clips is not published, so their sum is not known.', {
        clips: why.clips,
      });
  }
}
