import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSums, emptySum, type Sum } from '../../shared/estimate.ts';
import { spentOf, type Tally } from '../../shared/spending.ts';
import type { Run } from '../library/run.ts';
import { readSpending, type SpendingInput } from './read-spending.ts';
import { sampleRun } from './spending-rig.ts';

const now = Date.UTC(2026, 10, 21, 18);
const hour = 3_600_000;
const input: SpendingInput = { timeZone: 'UTC', keptStars: 3 };
const read = (runs: Run[], change: Partial<SpendingInput> = {}) =>
  readSpending(runs, { ...input, ...change }, { now, creditsPerDollar: () => undefined });

describe('spending', () => {
  it('keeps apart what the provider named, what was estimated, what is in doubt and what was free', () => {
    const { total } = read([
      sampleRun({ cost: { amount: 0.294, unit: 'USD' } }),
      sampleRun(),
      sampleRun({ outcome: 'unclear', charged: 'unknown' }),
      sampleRun({ outcome: 'failed', charged: 'no', cost: { amount: 0.294, unit: 'USD' } }),
      sampleRun({ estimate: null }),
      sampleRun({ outcome: 'running', charged: 'unknown', estimate: { unit: 'USD', least: 0.28, most: 0.57 } }),
    ]);
    expect(total).toMatchObject({ sent: 6, done: 3, failed: 1, unclear: 1, running: 1 });
    expect(total).toMatchObject({ charged: 3, notCharged: 1, chargeUnknown: 2 });
    expect(total.told).toMatchObject({ clips: 1, dollars: { least: 0.294, most: 0.294 } });
    expect(total.toldExpected).toMatchObject({ clips: 1, dollars: { least: 0.28, most: 0.28 } });
    expect(total.estimated).toMatchObject({ clips: 2, unpriced: 1, dollars: { least: 0.28, most: 0.28 } });
    expect(total.doubtful).toMatchObject({ clips: 2, dollars: { least: 0.56, most: 0.85 } });
    expect(spentOf(total)).toMatchObject({ clips: 5, unpriced: 1, dollars: { least: 0.574, most: 1.424 } });
  });

  it('makes dollars of credits where their worth is published, and nowhere else', () => {
    const runs = [
      sampleRun({ providerId: 'open', cost: { amount: 588_000, unit: 'credits' } }),
      sampleRun({ providerId: 'silent', cost: { amount: 588_000, unit: 'credits' } }),
    ];
    const { total } = readSpending(runs, input, {
      now,
      creditsPerDollar: (id) => (id === 'open' ? 2_000_000 : undefined),
    });
    expect(total.told).toMatchObject({
      dollars: { least: 0.294, most: 0.294 },
      credits: { least: 588_000, most: 588_000 },
      inCredits: 1,
    });
  });

  it('tells of the days that were asked for, newest first, and of today and the month whatever was asked for', () => {
    const runs = [
      sampleRun({ sentAt: now }),
      sampleRun({ sentAt: now - 24 * hour }),
      sampleRun({ sentAt: now - 24 * hour }),
      sampleRun({ sentAt: now - 40 * 24 * hour }),
    ];
    const all = read(runs);
    expect(all.days.map(({ day, tally }) => [day, tally.sent])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-20', 2],
      ['2026-10-12', 1],
    ]);
    const some = read(runs, { fromDay: '2026-10-01', toDay: '2026-11-20' });
    expect(some.days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-10-12']);
    expect([some.total.sent, some.today.sent, some.month.sent]).toEqual([3, 1, 3]);
    // In Shanghai it is the next day already.
    expect(read(runs, { timeZone: 'Asia/Shanghai' }).days[0]?.day).toBe('2026-11-22');
  });

  it('counts a clip with two tags in both, whatever their case, and those without one apart', () => {
    const { tags } = read([sampleRun({ tags: ['Sea', 'dawn'] }), sampleRun({ tags: ['sea'] }), sampleRun()]);
    expect(tags.map(({ tag, tally }) => [tag, tally.sent])).toEqual([
      ['Sea', 2],
      ['dawn', 1],
      [null, 1],
    ]);
  });

  it('shares everything spent among the clips that were kept', () => {
    const runs = [
      sampleRun({ favourite: true }),
      sampleRun({ rating: 3 }),
      sampleRun({ rating: 2 }),
      sampleRun({ rating: 5, trashed: true }),
      sampleRun({ favourite: true, removed: true }),
    ];
    expect(read(runs).kept).toEqual({ clips: 2, perClipDollars: { least: 0.7, most: 0.7 } });
    expect(read(runs, { keptStars: 2 }).kept.clips).toBe(3);
    expect(read([sampleRun()]).kept).toEqual({ clips: 0 });
    expect(read([sampleRun({ favourite: true, estimate: null })]).kept).toEqual({ clips: 1 });
  });

  it('comes to the same by day, by model and in whole', () => {
    const amount = fc.integer({ min: 0, max: 3_000_000 }).map((millionths) => millionths / 1_000_000);
    const unit = fc.constantFrom('USD' as const, 'credits' as const);
    const run = fc
      .record({
        sentAt: fc.integer({ min: now - 70 * 24 * hour, max: now }),
        providerId: fc.constantFrom('one', 'two', 'three'),
        modelId: fc.constantFrom('a', 'b'),
        outcome: fc.constantFrom('running', 'done', 'failed', 'unclear'),
        charged: fc.constantFrom('yes', 'no', 'unknown'),
        estimate: fc.option(fc.record({ unit, least: amount, most: amount })),
        cost: fc.option(fc.record({ unit, amount })),
      })
      .map((change) => sampleRun(change as Partial<Run>));
    const sums = (tallies: { tally: Tally }[], of: (tally: Tally) => Sum): Sum =>
      tallies.reduce((sum, { tally }) => addSums(sum, of(tally)), emptySum);
    fc.assert(
      fc.property(fc.array(run), (runs) => {
        const spending = read(runs);
        for (const parts of [spending.days, spending.providers, spending.models, spending.tags]) {
          for (const name of ['told', 'toldExpected', 'estimated', 'doubtful'] as const)
            expect(sums(parts, (tally) => tally[name])).toEqual(spending.total[name]);
          expect(parts.reduce((sum, { tally }) => sum + tally.sent, 0)).toBe(runs.length);
        }
        const { sent, charged, notCharged, chargeUnknown, told, estimated, doubtful } = spending.total;
        expect(charged + notCharged + chargeUnknown).toBe(sent);
        expect(told.clips + estimated.clips + doubtful.clips).toBe(sent - notCharged);
      }),
    );
  });

  it('is quick at 100,000 clips', () => {
    const runs = Array.from({ length: 100_000 }, (_, place) =>
      sampleRun({ sentAt: now - (place % 500) * 13 * hour, tags: place % 3 === 0 ? ['sea'] : [] }),
    );
    const from = performance.now();
    const { total } = read(runs);
    // Some 300 ms at most on a slow machine; a pass over the calendar for each clip would take seconds.
    expect(performance.now() - from).toBeLessThan(3000);
    expect(total.sent).toBe(100_000);
  });
});
