import type { Pace } from '../providers/provider.ts';
import { begunAgain, type Wait } from './clock-watch.ts';

/**
 * Whether a provider may be sent another clip now: how many are in the making, how long ago the last one left, and
 * whether it asked for a pause. A pause holds the whole provider and no other one.
 */
export interface Gate {
  /**
   * Undefined: not until something finishes. Otherwise the earliest moment, which may be now.
   * `preparing`: clips already let through whose intent is not stored yet.
   */
  opensAt(providerId: string, now: number, preparing: number): number | undefined;
  sent(providerId: string, at: number): void;
  pause(providerId: string, wait: Wait): void;
  pausedUntil(providerId: string): number;
  /** The clock was set back: what was reckoned by the one before begins again. */
  retime(now: number): void;
  /** A person mended something: ask again at once. */
  lift(providerId: string): void;
}

export interface GateOptions {
  pace(providerId: string): Pace;
  concurrentClips(providerId: string): number;
  inTheMaking(providerId: string): number;
}

export function createGate(options: GateOptions): Gate {
  const lastSentAt = new Map<string, number>();
  const pauses = new Map<string, Wait>();

  const pausedUntil = (providerId: string): number => pauses.get(providerId)?.untilAt ?? 0;

  return {
    pausedUntil,
    opensAt(providerId, now, preparing) {
      if (options.inTheMaking(providerId) + preparing >= options.concurrentClips(providerId)) return undefined;
      const last = lastSentAt.get(providerId);
      // A clock that was set back must not shut the gate for hours.
      const gap = last === undefined || last > now ? 0 : last + options.pace(providerId).submitGapMs;
      return Math.max(now, gap, pausedUntil(providerId));
    },
    sent(providerId, at) {
      lastSentAt.set(providerId, at);
    },
    pause(providerId, wait) {
      if (wait.untilAt > pausedUntil(providerId)) pauses.set(providerId, wait);
    },
    retime(now) {
      for (const [providerId, pause] of pauses) pauses.set(providerId, begunAgain(pause, now));
    },
    lift(providerId) {
      pauses.delete(providerId);
    },
  };
}
