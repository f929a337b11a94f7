import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brakeSchema, type Brake, type Budget, type SpendingQuestion } from '../../shared/budget.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { PriceRow } from '../../shared/price.ts';
import type { Run } from '../library/run.ts';
import { createAdmit, type Admit, type Draft } from './admit.ts';
import { sampleRun } from './spending-rig.ts';

const now = Date.UTC(2026, 10, 21, 18);
const day = 24 * 3_600_000;
const row: PriceRow = {
  modelId: 'm',
  amount: 1,
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'Somebody',
  trust: 'low',
};

interface Situation {
  runs?: Run[];
  queued?: Job[];
  budget?: Budget;
  brake?: Brake;
  prices?: PriceRow[];
  stored?: string[];
}

function admit({
  runs = [],
  queued = [],
  budget = {},
  brake = { actDollars: null, unpricedClips: null },
  prices = [row],
  stored = [],
}: Situation): Admit {
  return createAdmit({
    runsSince: (at) => runs.filter(({ sentAt }) => sentAt >= at),
    queued: () => queued,
    isStored: (id) => stored.includes(id),
    prices: (id) => (id === 'sample' ? { prices, ownPrices: [] } : undefined),
    limits: () => ({ budget, brake }),
    now: () => now,
    timeZone: 'UTC',
  });
}

function draft(change: Partial<Draft['request']> = {}): Draft {
  return { intentId: randomUUID(), request: { providerId: 'sample', modelId: 'm', prompt: 'A calm sea', ...change } };
}

function questionOf(act: () => void): SpendingQuestion {
  try {
    act();
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.question === undefined) throw thrown;
    expect(thrown.failure).toMatchObject({ kind: 'confirm-spending', charged: 'no', stage: 'local' });
    expect(thrown.failure.said).toHaveLength(thrown.failure.question.reasons.length);
    return thrown.failure.question;
  }
  throw new Error('nothing was asked');
}

describe('admit', () => {
  it('asks nothing within the limits, and nothing where there are none', () => {
    expect(() => admit({})([draft(), draft({ modelId: 'unpriced' })])).not.toThrow();
    const limits = { budget: { dayDollars: 2 }, brake: brakeSchema.parse({}) };
    expect(() => admit(limits)([draft(), draft()])).not.toThrow();
    expect(() => admit(limits)([draft(), draft(), draft()])).toThrow('budget for a day');
  });

  it('counts what was sent today and this month, what may have been charged, and what is queued', () => {
    const runs = [
      sampleRun({ sentAt: now, cost: { amount: 1.5, unit: 'USD' } }),
      sampleRun({ sentAt: now, charged: 'unknown', outcome: 'unclear', estimate: { unit: 'USD', least: 1, most: 1 } }),
      sampleRun({ sentAt: now, charged: 'no', outcome: 'failed' }),
      sampleRun({ sentAt: now - day, cost: { amount: 10, unit: 'USD' } }),
      sampleRun({ sentAt: now - 30 * day, cost: { amount: 100, unit: 'USD' } }),
    ];
    const queued = [{ request: draft().request } as Job];
    const budget = { dayDollars: 4, monthDollars: 14 };
    const { reasons, planned } = questionOf(() => admit({ runs, queued, budget })([draft()]));
    expect(reasons).toEqual([
      { reason: 'day', limitDollars: 4, spentDollars: 3.5, wouldBeDollars: 4.5 },
      { reason: 'month', limitDollars: 14, spentDollars: 13.5, wouldBeDollars: 14.5 },
    ]);
    expect(planned).toMatchObject({ clips: 1, dollars: { least: 1, most: 1 } });
  });

  it('takes the clips of one act together', () => {
    const brake = { actDollars: 2, unpricedClips: 1 };
    const many = [draft(), draft(), draft(), draft({ modelId: 'x' }), draft({ providerId: 'nobody' })];
    expect(questionOf(() => admit({ brake })(many)).reasons).toEqual([
      { reason: 'act', limitDollars: 2, wouldBeDollars: 3 },
      { reason: 'unpriced', limitClips: 1, clips: 2 },
    ]);
    for (const one of many) admit({ brake })([one]);
  });

  it('lets through what was confirmed, and nothing else by that word', () => {
    const brake = { actDollars: 1, unpricedClips: null };
    const act = [draft(), draft()];
    const { token } = questionOf(() => admit({ brake })(act));
    admit({ brake })(act.toReversed(), token);
    const [first, second] = act;
    if (first === undefined || second === undefined) throw new Error('two drafts');
    const others: [Draft[], PriceRow[]][] = [
      [[first, draft()], [row]],
      [[...act, draft()], [row]],
      [[first, { ...second, request: { ...second.request, prompt: 'Another' } }], [row]],
      // The same clips at another price are another question.
      [act, [{ ...row, amount: 2 }]],
    ];
    for (const [drafts, prices] of others)
      expect(questionOf(() => admit({ brake, prices })(drafts, token)).token).not.toBe(token);
  });

  it('asks no second time about clips that are stored: that act was confirmed', () => {
    const known = draft();
    const brake = { actDollars: 0, unpricedClips: 0 };
    expect(() => admit({ brake, stored: [known.intentId] })([known])).not.toThrow();
    expect(() => admit({ brake })([known])).toThrow('Conch asks');
  });
});
