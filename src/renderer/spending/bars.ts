import { addAmounts } from '../../shared/amount.ts';
import { spentOf, type Spending } from '../../shared/spending.ts';
import { dayAfter, dayText, startOfNamedDay } from '../library/named-day.ts';
import type { SpendingDays } from './ranges.ts';

/** What the chart draws: one bar for each day, or for each month where there are too many days. Pure. */

export interface Bar {
  /** `2026-11-21`, or `2026-11`. */
  period: string;
  /** Surely spent, and perhaps besides, in the unit of the chart. */
  sure: number;
  doubtful: number;
}

export interface Bars {
  unit: 'dollars' | 'clips';
  per: 'day' | 'month';
  bars: Bar[];
}

/** More bars than this are no picture any more. */
const mostDays = 92;

/** While a year is being typed it is 0002, 0020 and 0202, and nobody has spent anything in those. */
const firstDay = '2020-01-01';
/** What is to come brings no bars without end. */
const mostCounted = 366 * 20;

/** Clips are counted where nobody has told a price in dollars. */
export function barsOf(days: Spending['days'], range: SpendingDays): Bars {
  const named = days.map(({ day }) => day).toSorted();
  const from = later(range.fromDay ?? named[0], firstDay);
  const to = range.toDay ?? named.at(-1);
  const spent = days.map(({ day, tally }) => ({ day, sent: tally.sent, ...spentOf(tally).dollars }));
  const unit = spent.some(({ most }) => most > 0) ? 'dollars' : 'clips';
  if (from === undefined || to === undefined) return { unit, per: 'day', bars: [] };
  const periods = daysBetween(from, to);
  const per = periods.length > mostDays ? 'month' : 'day';
  const cut = (day: string): string => (per === 'day' ? day : day.slice(0, 7));
  const bars = new Map([...new Set(periods.map(cut))].map((period) => [period, { period, sure: 0, doubtful: 0 }]));
  for (const { day, sent, least, most } of spent) {
    const bar = bars.get(cut(day));
    if (bar === undefined) continue;
    bar.sure = addAmounts(bar.sure, unit === 'clips' ? sent : least);
    if (unit === 'dollars') bar.doubtful = addAmounts(bar.doubtful, most - least);
  }
  return { unit, per, bars: [...bars.values()] };
}

function later(day: string | undefined, than: string): string | undefined {
  return day !== undefined && day < than ? than : day;
}

/** Both included, on this computer's calendar. */
function daysBetween(from: string, to: string): string[] {
  const all: string[] = [];
  const end = startOfNamedDay(to) ?? 0;
  for (let at = startOfNamedDay(from); at !== undefined && at <= end && all.length < mostCounted; at = dayAfter(at))
    all.push(dayText(at));
  return all;
}

/** A round number at or above the greatest bar, for the top of the chart; 1 for an empty one. */
export function ceilingOf(bars: readonly Bar[]): number {
  const greatest = Math.max(0, ...bars.map(({ sure, doubtful }) => sure + doubtful));
  if (greatest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= greatest) ?? 10;
  return Number((step * power).toPrecision(6));
}
