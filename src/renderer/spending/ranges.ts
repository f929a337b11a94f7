import type { Input } from '../../shared/contract.ts';
import { dayText } from '../library/named-day.ts';
import { key } from '../texts/index.ts';

/** Ranges of days that are often looked at. Pure. */

/** Which days the spending is about; without them all of them. */
export type SpendingDays = Pick<Input<'spending.read'>, 'fromDay' | 'toDay'>;

export const rangeNames = {
  week: key('7 days'),
  days30: key('30 days'),
  month: key('This month'),
  all: key('All time'),
} as const;
export type RangeName = keyof typeof rangeNames;

/** Today included. */
export function daysOf(range: RangeName, now: number): SpendingDays {
  const toDay = dayText(now);
  const today = new Date(now);
  const before = (days: number): string =>
    dayText(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime());
  switch (range) {
    case 'week':
      return { fromDay: before(6), toDay };
    case 'days30':
      return { fromDay: before(29), toDay };
    case 'month':
      return { fromDay: dayText(new Date(today.getFullYear(), today.getMonth(), 1).getTime()), toDay };
    case 'all':
      return {};
  }
}
