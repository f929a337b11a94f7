import type { Clock } from '../../src/main/host.ts';

/** Real time, but faster: pauses between two submits need not be sat out. */
export function createHastyClock(factor: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => Math.round(startedAt + (Date.now() - startedAt) * factor),
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs / factor);
      return () => clearTimeout(timer);
    },
  };
}
