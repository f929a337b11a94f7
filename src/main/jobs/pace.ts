import type { Bound, LearnedPace } from '../library/queue-file.ts';

/**
 * How many clips a provider makes at once and how fast they may be sent, learned from what it accepts and turns away.
 * Pure: the time is handed in. All times are epoch milliseconds or, ending in `Ms`, milliseconds.
 *
 * A 429 does not say which limit was met. What was accepted shortly before tells: the number of clips in the making and
 * the number of clips sent within a minute are each compared with what the provider took lately. When both are new
 * highs, both are lowered, and what happens next decides which of the two it was. The counts at the moment of the
 * refusal are the limit itself, so there is no need to halve and climb again.
 */

export const windowMs = 60_000;
/** What was accepted longer ago proves nothing any more. */
const proofMs = 5 * 60_000;
/** How soon more is tried above a limit that was met; twice as long after each try in vain. */
const shortestProbeMs = 60_000;
const longestProbeMs = 32 * 60_000;
/** A little below the count that was refused, so that no trembling of the clock makes it one more in a window. */
const rateMargin = 0.97;
const rateProbe = 1.05;
const rateGrowth = 1.5;
const sameLimit = 1.3;
/** Nobody sends less than one in ten minutes for good: the next acceptance is soon enough to see. */
const leastPerMinute = 0.1;

export interface PaceState extends LearnedPace {
  /** The most that was accepted lately. */
  readonly proven: { readonly clips: number; readonly clipsAt: number; readonly rate: number; readonly rateAt: number };
  /** Both limits were lowered for one refusal; `before`: as they were. */
  readonly doubt?: { readonly clips: number; readonly rate: number; readonly before: LearnedPace };
  /** Nothing was accepted since the last refusal. */
  readonly refusedLast: boolean;
}

/** What the documents or the person allow. */
export interface PaceLimits {
  readonly clips: number;
  readonly perMinute: number;
}

export interface PaceFacts {
  readonly at: number;
  /** Taken by the provider and not ready yet; after an acceptance that one included. */
  readonly inTheMaking: number;
  /** Accepted within the last minute; after an acceptance that one included. Undefined: not known, after a start. */
  readonly inWindow: number | undefined;
}

export function freshPace(learned: LearnedPace = {}): PaceState {
  return { ...learned, proven: { clips: 0, clipsAt: 0, rate: 0, rateAt: 0 }, refusedLast: false };
}

export function clipsAtOnce({ clips }: LearnedPace, limits: PaceLimits): number {
  return Math.max(1, Math.min(limits.clips, Math.floor(clips?.most ?? Infinity)));
}

export function perMinute({ rate }: LearnedPace, limits: PaceLimits): number {
  return Math.min(limits.perMinute, Math.max(leastPerMinute, rate?.most ?? Infinity));
}

/** Whether less is sent than would be allowed. */
export function isSlowed(learned: LearnedPace, limits: PaceLimits): boolean {
  return clipsAtOnce(learned, limits) < limits.clips || perMinute(learned, limits) < limits.perMinute;
}

export function accepted(state: PaceState, facts: PaceFacts, limits: PaceLimits): PaceState {
  const { at, inTheMaking, inWindow } = facts;
  const { doubt, ...certain } = state;
  // More clips in the making than when it was turned away: it was not their number.
  const settled =
    doubt !== undefined && inTheMaking > doubt.clips ? without({ ...certain, clips: doubt.before.clips }) : state;
  const clips = grown(settled.clips, { at, seen: inTheMaking, limit: limits.clips, step: (most) => most + 1 });
  const rate =
    inWindow === undefined
      ? settled.rate
      : grown(settled.rate, {
          at,
          seen: inWindow,
          limit: limits.perMinute,
          step: (most, isProbe) => most * (isProbe ? rateProbe : rateGrowth),
        });
  return without({ ...settled, clips, rate, refusedLast: false, proven: proof(settled.proven, facts) });
}

/** A clip was turned away because of too many. */
export function refused(state: PaceState, facts: PaceFacts, limits: PaceLimits): PaceState {
  const { at, inTheMaking: clips, inWindow: rate } = facts;
  if (rate === undefined || (clips === 0 && rate === 0)) return state;
  const { doubt } = state;
  const now = { ...state, refusedLast: true };
  if (state.refusedLast) {
    // Paused since the last refusal, so fewer were sent: if it was their pace, this one would have been taken.
    if (clips > 0 && (doubt === undefined ? rate === 0 : clips >= doubt.clips && rate < doubt.rate)) {
      const { doubt: _settled, ...certain } = now;
      const rateBefore = doubt === undefined ? state.rate : doubt.before.rate;
      return without({ ...certain, rate: rateBefore, clips: met(state.clips, clips, at) });
    }
    return now;
  }
  const isClipsNew = clips > 0 && clips + 1 > since(state.proven.clips, state.proven.clipsAt, at);
  const isRateNew = rate > 0 && rate + 1 > since(state.proven.rate, state.proven.rateAt, at);
  const slower = met(state.rate, rate, at, rateMargin);
  if (isRateNew && !isClipsNew) return { ...now, rate: slower };
  if (!isRateNew) return clips > 0 ? { ...now, clips: met(state.clips, clips, at) } : now;
  const before = doubt?.before ?? { clips: state.clips, rate: state.rate };
  // One more clip may be tried, to see whether it is their number after all.
  const allowed = Math.min(clipsAtOnce(state, limits), clips + 1);
  return { ...now, doubt: { clips, rate, before }, clips: met(state.clips, allowed, at), rate: slower };
}

interface Growth {
  at: number;
  /** What the provider has just taken. */
  seen: number;
  limit: number;
  step(most: number, isProbe: boolean): number;
}

function grown(bound: Bound | undefined, { at, seen, limit, step }: Growth): Bound | undefined {
  if (bound === undefined) return undefined;
  const current: Bound = seen > bound.met ? { ...bound, free: true } : bound;
  // More is only asked for where this is what held the next clip back.
  if (seen < Math.floor(current.most)) return current;
  const isFree = current.free === true;
  // A clock that was set back must not put off the next try.
  const isProbeDue = at >= current.probeAt || current.probeAt - at > current.probeWaitMs;
  if (!isFree && !isProbeDue) return current;
  const most = Math.max(seen, step(current.most, !isFree));
  return most >= limit ? undefined : { ...current, most, probeAt: at + shortestProbeMs };
}

function met(bound: Bound | undefined, count: number, at: number, margin = 1): Bound {
  // The limit that was known already, or nearly: clips that are finished and not yet noticed let one more through now and
  // then. The next try may wait longer.
  const inVain = bound !== undefined && count <= bound.met * sameLimit + 1;
  const probeWaitMs = inVain ? Math.min(longestProbeMs, 2 * bound.probeWaitMs) : shortestProbeMs;
  const most = Math.min(bound?.most ?? Infinity, count * margin);
  return { most, met: count, probeAt: at + probeWaitMs, probeWaitMs };
}

function proof(proven: PaceState['proven'], { at, inTheMaking, inWindow = 0 }: PaceFacts): PaceState['proven'] {
  const clips = inTheMaking >= since(proven.clips, proven.clipsAt, at);
  const rate = inWindow >= since(proven.rate, proven.rateAt, at);
  return {
    ...(clips ? { clips: inTheMaking, clipsAt: at } : { clips: proven.clips, clipsAt: proven.clipsAt }),
    ...(rate ? { rate: inWindow, rateAt: at } : { rate: proven.rate, rateAt: proven.rateAt }),
  };
}

function since(proven: number, provenAt: number, at: number): number {
  return Math.abs(at - provenAt) <= proofMs ? proven : 0;
}

/** Fields without a value are left out, as they are stored. */
function without<T extends object>(state: T): T {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as T;
}
