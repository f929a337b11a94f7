import type { Clock } from '../../src/main/host.ts';

/** When all screenshots are taken: a Saturday, early in the afternoon, in London. */
export const takenAt = Date.UTC(2026, 10, 21, 14, 8);
export const timeZone = 'Europe/London';

/** The core's clock: it begins at that moment and goes on from there. */
export function clockFromThen(): Clock {
  const startedAt = Date.now();
  return {
    now: () => takenAt + Date.now() - startedAt,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
