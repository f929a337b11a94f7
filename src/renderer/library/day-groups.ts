import { daysBetween, startOfMonth } from './times.ts';
import type { ClipGroup } from './grid-layout.ts';

/** Days nearer than this stand by themselves, however few clips they have. */
const nearDays = 7;
/** Months with fewer clips than this on each of their days are one group: a head for every clip or two is noise. */
const fewPerDay = 4;

/**
 * The days of a list as they are headed: recent days one by one, older ones by the month where each had only few clips.
 * Clips only come and go at the near end, so nothing far away is gathered anew while somebody looks at it. Pure.
 */
export function dayGroups(days: readonly ClipGroup[], now: number): ClipGroup[] {
  const groups: ClipGroup[] = [];
  for (let from = 0; from < days.length;) {
    const month = monthOf(days[from], now);
    let to = from + 1;
    while (month !== undefined && to < days.length && monthOf(days[to], now) === month) to += 1;
    const run = days.slice(from, to);
    const count = run.reduce((sum, day) => sum + day.count, 0);
    if (month !== undefined && run.length > 1 && count < run.length * fewPerDay) {
      groups.push({ unit: 'month', startAt: month, count });
    } else {
      groups.push(...run);
    }
    from = to;
  }
  return groups;
}

/** Undefined for a day that stands by itself. */
function monthOf(day: ClipGroup | undefined, now: number): number | undefined {
  const startAt = day?.startAt;
  return startAt === undefined || daysBetween(startAt, now) < nearDays ? undefined : startOfMonth(startAt);
}
