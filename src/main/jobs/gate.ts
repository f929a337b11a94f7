import type { Pace } from '../providers/provider.ts';

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
  pause(providerId: string, until: number): void;
  pausedUntil(providerId: string): number;
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
  const pauses = new Map<string, number>();
  return {
    opensAt(providerId, now, preparing) {
      if (options.inTheMaking(providerId) + preparing >= options.concurrentClips(providerId)) return undefined;
      const last = lastSentAt.get(providerId);
      // A clock that was set back must not shut the gate for hours.
      const gap = last === undefined || last > now ? 0 : last + options.pace(providerId).submitGapMs;
      return Math.max(now, gap, pauses.get(providerId) ?? 0);
    },
    sent(providerId, at) {
      lastSentAt.set(providerId, at);
    },
    pause(providerId, until) {
      pauses.set(providerId, Math.max(until, pauses.get(providerId) ?? 0));
    },
    pausedUntil(providerId) {
      return pauses.get(providerId) ?? 0;
    },
    lift(providerId) {
      pauses.delete(providerId);
    },
  };
}
