import type { Failure } from '../../shared/failure.ts';
import { begunAgain, type Wait } from './clock-watch.ts';
import { isNoAnswer } from './engine-reasons.ts';
import type { PaceBook } from './pace-book.ts';

/**
 * Whether a provider may be sent another clip now: how many are in the making, how long ago the last one left, whether it
 * asked for a pause, and whether something keeps every clip of it from being taken. Holds one provider and no other.
 */
export interface Gate {
  /**
   * Undefined: not until something finishes. Otherwise the earliest moment, which may be now.
   * `preparing`: clips already let through whose intent is not stored yet.
   */
  opensAt(providerId: string, now: number, preparing: number): number | undefined;
  sent(providerId: string, at: number): void;
  /** The provider wants to be left alone, by whoever asks for whatever. */
  pause(providerId: string, wait: Wait): void;
  pausedUntil(providerId: string): number;
  /** No clip would be taken: there is no key or no balance, or nobody answers. Looks and downloads go on. */
  hold(providerId: string, wait: Wait, failure: Failure): void;
  /** Also when its time is over, until one clip has gone through: that one goes ahead alone. */
  held(providerId: string): Held | undefined;
  /** A clip was taken. */
  wentThrough(providerId: string): void;
  /** Somebody is there: a hold because nobody answered is over. */
  answered(providerId: string, at: number): void;
  /** The clock was set back: what was reckoned by the one before begins again. */
  retime(now: number): void;
  /** A person wants the hold tried at once. A pause that the provider has asked for stays. */
  release(providerId: string): void;
  /** A person mended something: ask again at once. */
  lift(providerId: string): void;
}

export interface Held extends Wait {
  readonly failure: Failure;
  /** When the first clip was held back. */
  readonly sinceAt: number;
  /** It, or the one before it, was ended by the answer to a look; nothing has gone through since. */
  readonly endedByLook?: boolean;
}

export interface GateOptions {
  pace: Pick<PaceBook, 'clipsAtOnce' | 'gapMs'>;
  inTheMaking(providerId: string): number;
}

export function createGate({ pace, inTheMaking }: GateOptions): Gate {
  const lastSentAt = new Map<string, number>();
  const pauses = new Map<string, Wait>();
  const holds = new Map<string, Held>();

  const pausedUntil = (providerId: string): number => pauses.get(providerId)?.untilAt ?? 0;

  return {
    pausedUntil,
    opensAt(providerId, now, preparing) {
      if (inTheMaking(providerId) + preparing >= pace.clipsAtOnce(providerId)) return undefined;
      const last = lastSentAt.get(providerId);
      // A clock that was set back must not shut the gate for hours.
      const gap = last === undefined || last > now ? 0 : last + pace.gapMs(providerId);
      return Math.max(now, gap, pausedUntil(providerId), holds.get(providerId)?.untilAt ?? 0);
    },
    sent(providerId, at) {
      lastSentAt.set(providerId, at);
    },
    pause(providerId, wait) {
      if (wait.untilAt > pausedUntil(providerId)) pauses.set(providerId, wait);
    },
    hold(providerId, wait, failure) {
      const former = holds.get(providerId);
      const sinceAt = former?.failure.kind === failure.kind ? former.sinceAt : wait.fromAt;
      const endedByLook = former?.endedByLook === true;
      if (wait.untilAt > (former?.untilAt ?? 0)) holds.set(providerId, { ...wait, failure, sinceAt, endedByLook });
    },
    held: (providerId) => holds.get(providerId),
    wentThrough(providerId) {
      holds.delete(providerId);
    },
    answered(providerId, at) {
      const hold = holds.get(providerId);
      if (hold === undefined || hold.untilAt <= at || !isNoAnswer(hold.failure)) return;
      // Looks may get through where sending does not. Then they tell nothing of it, and the hold has its own time.
      if (hold.endedByLook !== true) holds.set(providerId, { ...hold, untilAt: at, endedByLook: true });
    },
    release(providerId) {
      holds.delete(providerId);
    },
    retime(now) {
      for (const [providerId, pause] of pauses) pauses.set(providerId, begunAgain(pause, now));
      for (const [providerId, hold] of holds) holds.set(providerId, { ...hold, ...begunAgain(hold, now) });
    },
    lift(providerId) {
      pauses.delete(providerId);
      holds.delete(providerId);
    },
  };
}
