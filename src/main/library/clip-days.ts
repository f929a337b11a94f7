/** Days of a list of clips: what the window needs to lay out a list of which it has read one page. Pure. */

export interface DayCount {
  /** Epoch ms of the day's first moment in the time zone asked for. */
  startAt: number;
  count: number;
}

const hourMs = 3_600_000;

/**
 * How many clips each run of one day has, in the order of the list. The list may rise or fall, and a clock that jumped
 * makes a day come up twice. One look at the calendar per day, the rest by comparing numbers.
 *
 * @param timeZone IANA name; one that this computer does not know counts as UTC.
 */
export function countDays(createdAts: Iterable<number>, timeZone: string): DayCount[] {
  const dayOf = daysIn(timeZone);
  const days: DayCount[] = [];
  let span: DaySpan = { from: Infinity, to: -Infinity };
  let day: DayCount | undefined;
  for (const at of createdAts) {
    if (day === undefined || at < span.from || at >= span.to) {
      span = dayOf(at);
      day = { startAt: span.from, count: 0 };
      days.push(day);
    }
    day.count += 1;
  }
  return days;
}

/** From its first moment to that of the next day. */
interface DaySpan {
  from: number;
  to: number;
}

/** Each letter of a search asks for the same days again, and the calendar is slow: those of the latest zone are kept. */
let latest: { timeZone: string; dayOf: (at: number) => DaySpan } | undefined;

function daysIn(timeZone: string): (at: number) => DaySpan {
  if (latest?.timeZone !== timeZone) latest = { timeZone, dayOf: rememberedDays(calendar(timeZone)) };
  return latest.dayOf;
}

function rememberedDays(startOf: (at: number) => number): (at: number) => DaySpan {
  /** By the day of UTC, of which each holds parts of at most three days of any other zone. */
  const known = new Map<number, DaySpan[]>();
  return (at) => {
    const key = Math.floor(at / (24 * hourMs));
    const spans = known.get(key) ?? [];
    const found = spans.find(({ from, to }) => at >= from && at < to);
    if (found !== undefined) return found;
    const from = startOf(at);
    // 26 hours on it is the next day on any clock, also after a day of 25 hours, and not yet the one after it.
    const span = { from, to: startOf(from + 26 * hourMs) };
    known.set(key, [...spans, span]);
    return span;
  };
}

/** Finds the first moment of the day that a moment belongs to. */
export function calendar(timeZone: string): (at: number) => number {
  const clock = clockIn(timeZone);
  const known = new Map<number, number>();
  /** How far the clocks of the zone are ahead of UTC at a moment. */
  function aheadMs(at: number): number {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  }
  return (at) => {
    const ahead = aheadMs(at);
    const wall = Math.floor((at + ahead) / (24 * hourMs)) * 24 * hourMs;
    const found = known.get(wall);
    if (found !== undefined) return found;
    // The clocks may have been changed between midnight and now; where midnight itself is left out, the day begins later.
    const guess = wall - ahead;
    const start = guess + ahead - aheadMs(guess);
    known.set(wall, start);
    return start;
  };
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const form = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...form, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...form, timeZone: 'UTC' });
  }
}
