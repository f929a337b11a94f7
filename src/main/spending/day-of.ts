import { calendar } from '../library/clip-days.ts';

/** Moments as days on the person's calendar, `2026-11-21`. Quick when the moments come in order. */
export interface DayFinder {
  dayOf(at: number): string;
  /** The first moment of the day, and of the month, that a moment belongs to. */
  dayStart(at: number): number;
  monthStart(at: number): number;
}

const hourMs = 3_600_000;

/** @param timeZone IANA name; one that this computer does not know counts as UTC. */
export function createDayFinder(timeZone: string): DayFinder {
  const startOf = calendar(timeZone);
  const words = dayWords(timeZone);
  let from = Infinity;
  let to = -Infinity;
  let day = '';
  return {
    dayOf(at) {
      if (at < from || at >= to) {
        from = startOf(at);
        // 26 hours on it is the next day on any clock, and not yet the one after it.
        to = startOf(from + 26 * hourMs);
        day = words.format(from);
      }
      return day;
    },
    dayStart: startOf,
    monthStart(at) {
      let start = startOf(at);
      while (!words.format(start).endsWith('-01')) start = startOf(start - hourMs);
      return start;
    },
  };
}

/** Swedish writes days as ISO 8601 does. */
function dayWords(timeZone: string): Intl.DateTimeFormat {
  const form = { calendar: 'gregory', numberingSystem: 'latn', dateStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('sv', { ...form, timeZone });
  } catch {
    return new Intl.DateTimeFormat('sv', { ...form, timeZone: 'UTC' });
  }
}
