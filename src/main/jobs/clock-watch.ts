/**
 * Notices that time did not pass as planned. The computer slept, or its clock was set: neither tells anybody, and events
 * of the system that should tell are known to be missing. Pure: the time is handed in.
 */
export interface ClockWatch {
  /** Call whenever the time is read. */
  see(now: number): void;
  /** By when the next look was planned. */
  plan(at: number): void;
  /** Whether there is something to take. */
  hasNoticed(): boolean;
  /** What has been noticed since this was asked last. */
  take(): Passage;
}

export interface Passage {
  /** Much later than planned. What was on its way then may hang on a connection that nobody else knows any more. */
  leapt: boolean;
  /** What was planned by the clock before lies too far ahead now. */
  setBack: boolean;
}

/** A busy computer is late as well; this late it has stood still. */
const standstillMs = 5000;
/** A computer that is late all the time is not asleep: what it does must come to an end in between. */
const restMs = 30_000;
/** So late is nobody who is only busy, however soon it comes after the last time. */
const surelySleptMs = 8000;
/** Clocks are put right by less than this all the time. */
const adjustmentMs = 1000;

export function createClockWatch(): ClockWatch {
  let seenAt = -Infinity;
  let plannedAt = Infinity;
  let leaptAt = -Infinity;
  let noticed: Passage = { leapt: false, setBack: false };
  return {
    see(now) {
      if (now < seenAt - adjustmentMs) {
        noticed.setBack = true;
        leaptAt = -Infinity;
      }
      const lateMs = now - plannedAt;
      if (lateMs > surelySleptMs || (lateMs > standstillMs && now > leaptAt + restMs)) {
        noticed.leapt = true;
        leaptAt = now;
      }
      seenAt = now;
      // What is done until the next plan takes no time to speak of: a sleep in the middle of it shows as well.
      plannedAt = now;
    },
    plan(at) {
      plannedAt = at;
    },
    hasNoticed: () => noticed.leapt || noticed.setBack,
    take() {
      const taken = noticed;
      noticed = { leapt: false, setBack: false };
      return taken;
    },
  };
}

/** A wait by the clock of the computer, in epoch milliseconds. */
export interface Wait {
  fromAt: number;
  untilAt: number;
}

/**
 * A wait that begins in the future was begun before the clock was set back, and nobody knows how much of it has passed:
 * it begins again, as long as it was meant to be. So it ends neither too early nor hours too late.
 */
export function begunAgain({ fromAt, untilAt }: Wait, now: number): Wait {
  return fromAt > now ? { fromAt: now, untilAt: now + Math.max(0, untilAt - fromAt) } : { fromAt, untilAt };
}
