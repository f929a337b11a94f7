/**
 * Does each thing some while after it was handed in, one after the other. One timer at a time: of several that are
 * overdue, Node may run a later one first, and what a wire carries would come out in another order.
 */
export interface DelayLine {
  add(act: () => void): void;
  /** Forgets what has not been done. */
  clear(): void;
}

/** @param delayMs after it was handed in, or after the one before was due */
export function createDelayLine(delayMs: number): DelayLine {
  const waiting: { act: () => void; dueAt: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let busyUntil = 0;

  function next(): void {
    const [first] = waiting;
    timer = first && setTimeout(run, Math.max(0, first.dueAt - performance.now()));
  }

  function run(): void {
    waiting.shift()?.act();
    next();
  }

  return {
    add(act) {
      busyUntil = Math.max(performance.now(), busyUntil) + delayMs;
      waiting.push({ act, dueAt: busyUntil });
      if (timer === undefined) next();
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      waiting.length = 0;
    },
  };
}
