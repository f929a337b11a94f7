import { locale } from '../texts/index.ts';

/** A day (`2026-11-21`) or a month (`2026-11`) as people write it, in the language in force. */

export function periodName(period: string): string {
  return named(period, { day: 'numeric', month: 'long', year: 'numeric' });
}

export function shortPeriodName(period: string): string {
  return named(period, { day: 'numeric', month: 'short' });
}

function named(period: string, { day, ...rest }: Intl.DateTimeFormatOptions): string {
  const [year, month, ofMonth] = period.split('-').map(Number);
  const isDay = ofMonth !== undefined;
  const date = new Date(year ?? 0, (month ?? 1) - 1, ofMonth ?? 1);
  return new Intl.DateTimeFormat(locale(), isDay ? { ...rest, day } : { ...rest, year: 'numeric' }).format(date);
}
