import { backoffMs } from './schedule.ts';

/**
 * Leaves a provider alone that does not answer. Each provider has a small budget of failures that successes refill; when
 * it is spent, nothing more is asked for a while, then one question goes ahead alone, and only its success lets the
 * others follow. A thousand waiting clips are then one knock at the door a minute, not a thousand.
 */
export interface Breaker {
  /** May this provider be asked now? A `true` while resting is the one question that goes ahead: about that clip. */
  allows(providerId: string, now: number, jobId: string): boolean;
  /** Whatever was asked about this clip has ended; if it went ahead and brought no answer, another one may go. */
  over(providerId: string, jobId: string): void;
  /** Until when nothing is asked; 0 when it is open for all. */
  restsUntil(providerId: string): number;
  succeeded(providerId: string): void;
  failed(providerId: string, now: number): void;
  /** A person mended something: ask again at once. */
  lift(providerId: string): void;
}

interface State {
  budget: number;
  /** How often in a row the rest did not help. */
  rests: number;
  restsUntil: number;
  /** The clip that went ahead; undefined: none is out. */
  scout: { readonly jobId: string; readonly untilAt: number } | undefined;
}

const fullBudget = 10;
const failurePrice = 2;
const successRefund = 1;
const shortestRestMs = 5000;
/** Longer than the longest call: a scout that is neither answered nor over by then hangs. */
const scoutPatienceMs = 6 * 60_000;

export function createBreaker(dice: () => number): Breaker {
  const states = new Map<string, State>();

  function stateOf(providerId: string): State {
    const state = states.get(providerId) ?? { budget: fullBudget, rests: 0, restsUntil: 0, scout: undefined };
    states.set(providerId, state);
    return state;
  }

  return {
    allows(providerId, now, jobId) {
      const state = stateOf(providerId);
      if (state.restsUntil === 0) return true;
      // A clock that was set back must not make the rest longer than it was meant to be.
      if (now < state.restsUntil && state.restsUntil - now <= 2 * 60_000) return false;
      const outUntil = state.scout?.untilAt ?? 0;
      if (now < outUntil && outUntil - now <= scoutPatienceMs) return false;
      state.scout = { jobId, untilAt: now + scoutPatienceMs };
      return true;
    },
    over(providerId, jobId) {
      const state = stateOf(providerId);
      if (state.scout?.jobId === jobId) state.scout = undefined;
    },
    restsUntil: (providerId) => stateOf(providerId).restsUntil,
    succeeded(providerId) {
      const state = stateOf(providerId);
      state.budget = Math.min(fullBudget, state.budget + successRefund);
      state.rests = 0;
      state.restsUntil = 0;
      state.scout = undefined;
    },
    failed(providerId, now) {
      const state = stateOf(providerId);
      state.budget = Math.max(0, state.budget - failurePrice);
      if (state.budget > 0 && state.restsUntil === 0) return;
      // Questions that were under way when the rest began do not lengthen it; the scout does.
      if (state.restsUntil > now && state.scout === undefined) return;
      state.restsUntil = now + Math.max(shortestRestMs, backoffMs(3 + state.rests, 0.5 + dice() / 2));
      state.rests += 1;
      state.scout = undefined;
    },
    lift(providerId) {
      states.delete(providerId);
    },
  };
}
