import { dateFormat } from '../../shared/intl.ts';
import { clock, duration, moment } from '../texts/format.ts';
import { locale, t } from '../texts/index.ts';

/** Times in words, in this computer's time zone. */

const minuteMs = 60_000;

/** `Today`, `Yesterday`, `Wednesday 12 November`, with the year where it is another one. */
export function dayName(at: number, now: number): string {
  const distance = daysBetween(at, now);
  if (distance === 0) return t('Today');
  if (distance === 1) return t('Yesterday');
  return dateFormat(locale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isSameYear(at, now) ? {} : { year: 'numeric' }),
  }).format(at);
}

/** `today 14:08`, `yesterday 18:20`, `12 Nov 2026, 18:20`. */
export function momentText(at: number, now: number): string {
  const distance = daysBetween(at, now);
  if (distance === 0) return t('today {{clock}}', { clock: clock(at) });
  if (distance === 1) return t('yesterday {{clock}}', { clock: clock(at) });
  return moment(at);
}

/** `14:08:07`. */
export function exactClockText(at: number): string {
  return dateFormat(locale(), { timeStyle: 'medium' }).format(at);
}

/** `just now`, `40 s ago`, `12 min ago`: one unit only, because it goes on changing. */
export function agoText(at: number, now: number): string {
  const ms = now - at;
  return ms < 5_000 ? t('just now') : t('{{time}} ago', { time: roughText(ms) });
}

/** One unit: `40 s`, `12 min`, `3 h`, `2 days`. Below a minute in steps of five seconds, so that it does not flicker. */
export function roughText(ms: number): string {
  const stepMs = ms < minuteMs ? 5_000 : ms < 60 * minuteMs ? minuteMs : 60 * minuteMs;
  return duration(Math.max(5_000, Math.floor(ms / stepMs) * stepMs));
}

/** Calendar days in this computer's time zone; 0 for the same day and for the future. */
export function daysBetween(at: number, now: number): number {
  // Rounded, because a day with a clock change has 23 or 25 hours.
  return Math.max(0, Math.round((startOfDay(now) - startOfDay(at)) / (24 * 60 * minuteMs)));
}

/** `October`, with the year where it is another one. */
export function monthName(at: number, now: number): string {
  return dateFormat(locale(), {
    month: 'long',
    ...(isSameYear(at, now) ? {} : { year: 'numeric' }),
  }).format(at);
}

export function startOfMonth(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), 1).getTime();
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function isSameYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}
