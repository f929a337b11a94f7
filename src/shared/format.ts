import { dateFormat, numberFormat } from './intl.ts';

/** Sizes, waits, times and sums as people read them, by language (a BCP 47 tag). Pure; no words of ours. */

const bytesUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `4.1 MB`, `812 bytes`. Decimal units, as file managers and providers count. */
export function formatBytes(bytes: number, language: string): string {
  return formatBytesPair(bytes, bytes, language).whole;
}

/** A part and its whole in the unit of the whole, for "2.9 of 4.1 MB": only the whole carries the unit. */
export function formatBytesPair(bytes: number, of: number, language: string): { part: string; whole: string } {
  const power = Math.min(bytesUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(of))) / 3)));
  const digits = {
    useGrouping: false,
    minimumFractionDigits: power === 0 ? 0 : 1,
    maximumFractionDigits: power === 0 ? 0 : 1,
  } as const;
  const whole = numberFormat(language, {
    ...digits,
    style: 'unit',
    unit: bytesUnits[power],
    unitDisplay: power === 0 ? 'long' : 'short',
  });
  const part = numberFormat(language, digits);
  return { part: part.format(bytes / 1000 ** power), whole: spaced(whole.format(of / 1000 ** power)) };
}

/** `40 s`, `2 min 14 s`, `3 h 5 min`, `2 days`: at most two units, seconds rounded. */
export function formatDuration(ms: number, language: string): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 60) return inUnits(language, [seconds, 'second']);
  if (minutes < 60) return inUnits(language, [minutes, 'minute'], [seconds % 60, 'second']);
  if (hours < 48) return inUnits(language, [hours, 'hour'], [minutes % 60, 'minute']);
  return inUnits(language, [Math.floor(hours / 24), 'day']);
}

/** `6 s`; a measured length keeps one digit where it is not whole. */
export function formatSeconds(seconds: number, language: string): string {
  return inUnit(language, Number(seconds.toFixed(1)), 'second');
}

/** Date and time of an epoch in milliseconds, in this computer's time zone. */
export function formatMoment(at: number, language: string): string {
  return dateFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** `14:08`. */
export function formatClock(at: number, language: string): string {
  return dateFormat(language, { timeStyle: 'short' }).format(at);
}

export function formatNumber(value: number, language: string): string {
  return numberFormat(language).format(value);
}

/** `$0.29`, rounded to the cent; a sum below a cent keeps its first digit, so that it never reads as nothing. */
export function formatDollars(amount: number, language: string): string {
  const isTiny = amount !== 0 && Math.abs(amount) < 0.01;
  return inDollars(amount, language, isTiny ? { maximumSignificantDigits: 1 } : {});
}

/** `$0.294`: every digit that a provider has told, up to a millionth. */
export function formatExactDollars(amount: number, language: string): string {
  return inDollars(amount, language, { minimumFractionDigits: 0, maximumFractionDigits: 6 });
}

/** The formatters that a template may name: `{{freeBytes, bytes}}`. */
export const formatters = {
  bytes: formatBytes,
  duration: formatDuration,
  seconds: formatSeconds,
  moment: formatMoment,
  clock: formatClock,
  number: formatNumber,
  dollars: formatDollars,
} as const satisfies Record<string, (value: number, language: string) => string>;

function inDollars(amount: number, language: string, digits: Intl.NumberFormatOptions): string {
  return numberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    ...digits,
  }).format(amount);
}

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** The first always, the others where they are not zero. */
function inUnits(language: string, ...parts: [number, Unit][]): string {
  return parts
    .filter(([amount], index) => index === 0 || amount > 0)
    .map(([amount, unit]) => inUnit(language, amount, unit))
    .join(' ');
}

/** The signs of the SI, which Intl has not for English: its short forms are "sec" and "hr". */
const signs: Partial<Record<Unit, string>> = { second: 's', minute: 'min', hour: 'h' };

function inUnit(language: string, amount: number, unit: Unit): string {
  const sign = /^en\b/.test(language) ? signs[unit] : undefined;
  if (sign !== undefined) return `${formatNumber(amount, language)} ${sign}`;
  return spaced(numberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(amount));
}

/** A space between a digit and a Chinese sign, as everywhere in Conch; Intl sets none. */
function spaced(text: string): string {
  return text.replaceAll(/(?<=\d)(?=\p{Script=Han})/gu, ' ');
}
