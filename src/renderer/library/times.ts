/**
 * Times in words. `locale` is for tests; in the window it stays undefined, so that clocks and dates look as they do
 * everywhere else on this computer.
 */

const minuteMs = 60_000;

/** `Today`, `Yesterday`, `Wednesday 12 November`, with the year where it is another one. */
export function dayName(at: number, now: number, locale?: string): string {
  const distance = daysBetween(at, now);
  if (distance === 0) return 'Today';
  if (distance === 1) return 'Yesterday';
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** `today 14:08`, `yesterday 18:20`, `12 Nov 2026, 18:20`. */
export function momentText(at: number, now: number, locale?: string): string {
  const distance = daysBetween(at, now);
  if (distance === 0) return `today ${clockText(at, locale)}`;
  if (distance === 1) return `yesterday ${clockText(at, locale)}`;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** `14:08`. */
export function clockText(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

/** `14:08:07`. */
export function exactClockText(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at);
}

/** `40 s`, `2 min 14 s`, `3 h 5 min`, `2 days`. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** `just now`, `40 s ago`, `12 min ago`: one unit only, because it goes on changing. */
export function agoText(at: number, now: number): string {
  const ms = now - at;
  if (ms < 5_000) return 'just now';
  return `${roughText(ms)} ago`;
}

/** One unit: `40 s`, `12 min`, `3 h`, `2 days`. Below a minute in steps of five seconds, so that it does not flicker. */
export function roughText(ms: number): string {
  if (ms < minuteMs) return `${Math.max(5, Math.floor(ms / 5_000) * 5)} s`;
  if (ms < 60 * minuteMs) return `${Math.floor(ms / minuteMs)} min`;
  const hours = Math.floor(ms / (60 * minuteMs));
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

/** Calendar days in this computer's time zone; 0 for the same day and for the future. */
export function daysBetween(at: number, now: number): number {
  // Rounded, because a day with a clock change has 23 or 25 hours.
  return Math.max(0, Math.round((startOfDay(now) - startOfDay(at)) / (24 * 60 * minuteMs)));
}

/** `October`, with the year where it is another one. */
export function monthName(at: number, now: number, locale?: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, { month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

export function startOfMonth(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), 1).getTime();
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
