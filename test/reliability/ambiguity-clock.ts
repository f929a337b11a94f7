import type { Clock } from '../../src/main/host.ts';

/** Time that passes only when a test says so, while servers and disks answer in their own time. */
export interface JumpingClock extends Clock {
  /** Lets time jump and everything that falls due happen, naps of the engine included. */
  jump(ms: number): Promise<void>;
}

/** Rounds of callbacks after a jump; the engine naps and wakes a few times for each thing that it does. */
const rounds = 6;

export function createJumpingClock(): JumpingClock {
  let now = 1_795_262_400_000;
  const timers = new Map<symbol, { at: number; callback: () => void }>();

  async function ripen(): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const [timer, { at, callback }] of timers) {
        if (at > now || !timers.delete(timer)) continue;
        callback();
      }
    }
  }

  return {
    now: () => now,
    after(delayMs, callback) {
      const timer = Symbol('timer');
      timers.set(timer, { at: now + delayMs, callback });
      return () => timers.delete(timer);
    },
    async jump(ms) {
      now += ms;
      await ripen();
    },
  };
}
