import { stringify } from 'csv-stringify/sync';
import { spentOf, type Tally } from '../../shared/spending.ts';
import { guardCell } from '../exchange/csv-cell.ts';
import type { Run } from '../library/run.ts';
import type { DayFinder } from './day-of.ts';
import { createTally, type GrowingTally } from './tally.ts';

/** The spending as lines of CSV, quoted throughout, UTF-8 with a mark at the start. What is not known is empty. Pure. */

const runHead = [
  'id',
  'day',
  'sent',
  'provider',
  'model',
  'mode',
  'seconds',
  'resolution',
  'outcome',
  'charged',
  'estimate least',
  'estimate most',
  'estimate unit',
  'cost',
  'cost unit',
  'ready after seconds',
  'saved after seconds',
  'favourite',
  'rating',
  'deleted',
  'tags',
] as const;

export function* runLines(runs: Iterable<Run>, { dayOf }: DayFinder): Generator<string> {
  yield `\uFEFF${line(runHead)}`;
  for (const run of runs) {
    yield line([
      run.jobId,
      dayOf(run.sentAt),
      new Date(run.sentAt).toISOString(),
      run.providerId,
      run.modelId,
      run.mode,
      run.durationSeconds,
      run.resolution,
      run.outcome,
      run.charged,
      run.estimate?.least,
      run.estimate?.most,
      run.estimate?.unit,
      run.cost?.amount,
      run.cost?.unit,
      seconds(run.readyMs),
      seconds(run.savedMs),
      run.favourite ? 'yes' : 'no',
      run.rating,
      run.removed ? 'yes' : 'no',
      run.tags.join(', '),
    ]);
  }
}

const dayHead = [
  'day',
  'provider',
  'model',
  'sent',
  'running',
  'done',
  'failed',
  'unclear',
  'charged',
  'not charged',
  'charge unknown',
  'told USD',
  'estimated USD',
  'in doubt USD',
  'at least USD',
  'at most USD',
  'at least credits',
  'at most credits',
  'without a price',
] as const;

/** @param runs in the order of their sending */
export function* dayLines(
  runs: Iterable<Run>,
  { dayOf }: DayFinder,
  creditsPerDollar: (providerId: string) => number | undefined,
): Generator<string> {
  yield `\uFEFF${line(dayHead)}`;
  const groups = new Map<string, { names: string[]; tally: GrowingTally }>();
  for (const run of runs) {
    const names = [dayOf(run.sentAt), run.providerId, run.modelId];
    const key = names.join(' ');
    const group = groups.get(key) ?? { names, tally: createTally() };
    groups.set(key, group);
    group.tally.add(run, creditsPerDollar(run.providerId));
  }
  for (const { names, tally } of groups.values()) yield line([...names, ...tallyCells(tally.read())]);
}

function tallyCells(tally: Tally): number[] {
  const { dollars, credits, unpriced } = spentOf(tally);
  return [
    tally.sent,
    tally.running,
    tally.done,
    tally.failed,
    tally.unclear,
    tally.charged,
    tally.notCharged,
    tally.chargeUnknown,
    tally.told.dollars.most,
    tally.estimated.dollars.most,
    tally.doubtful.dollars.most,
    dollars.least,
    dollars.most,
    credits.least,
    credits.most,
    unpriced,
  ];
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 100) / 10;
}

function line(cells: readonly (string | number | null | undefined)[]): string {
  return stringify([cells.map((cell) => guardCell(String(cell ?? '')))], { quoted: true, record_delimiter: 'windows' });
}
