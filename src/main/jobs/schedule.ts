import type { Pace } from '../providers/provider.ts';

/** When to look again. Pure: the clock and the dice are handed in. All times in milliseconds. */

const minute = 60_000;

/** Never sooner than this after anything, whatever a provider says. */
const shortestWaitMs = 100;
const backoffBaseMs = 1000;
const backoffCapMs = 60_000;
/** For a request that found nobody: it was not sent, and of all that wait only one at a time is tried. */
const knockCapMs = 10_000;
/** A key that is missing or refused is mended by a person; until then we hardly ask. Saving a key wakes the jobs. */
const keyPauseMs = 5 * minute;
/** How soon a full disk is tried again. */
const diskPauseMs = 5000;

/**
 * From look to look. The longer a clip takes the calmer we ask, but we never stop: a clip past its usual time is still
 * watched, because it may still be billed. No gap is more than twice the one before: a clock that was set forward, or a
 * night's sleep, makes a clip old that has hardly been looked at. `overrideMs` is `CONCH_POLL_MS`.
 */
export function pollGapMs(pace: Pace, waitedMs: number, lastGapMs: number, overrideMs?: number): number {
  if (overrideMs !== undefined) return Math.max(overrideMs, shortestWaitMs);
  return Math.min(calmGapMs(pace, waitedMs), 2 * Math.max(pace.pollMs, lastGapMs));
}

function calmGapMs(pace: Pace, waitedMs: number): number {
  if (waitedMs < 5 * minute) return pace.pollMs;
  if (waitedMs < 30 * minute) return Math.max(pace.pollMs, 15_000);
  if (waitedMs < 24 * 60 * minute) return 5 * minute;
  return 60 * minute;
}

export function firstPollGapMs(pace: Pace, overrideMs?: number): number {
  return Math.max(overrideMs ?? pace.firstPollMs, shortestWaitMs);
}

/**
 * Full jitter: anywhere between nothing and an exponential ceiling of at most a minute, so that many jobs that failed
 * together do not come back together. A wait that the provider asked for is a floor; the jitter comes on top of it. Asked
 * for nothing, we still wait a second: a provider that says 429 and `Retry-After: 0` must not be hammered.
 *
 * @param troubles failures in a row before this one
 * @param dice a number from 0 to 1
 */
export function backoffMs(troubles: number, dice: number, retryAfterMs?: number, capMs = backoffCapMs): number {
  const ceiling = Math.min(capMs, backoffBaseMs * 2 ** Math.min(troubles, 10));
  const own = Math.max(shortestWaitMs, Math.round(dice * ceiling));
  if (retryAfterMs === undefined) return own;
  return Math.max(backoffBaseMs, Math.round(retryAfterMs + dice * 0.1 * Math.min(retryAfterMs, minute)));
}

/** The same for a request that found nobody to take it. */
export function knockBackoffMs(troubles: number, dice: number): number {
  return backoffMs(troubles, dice, undefined, knockCapMs);
}

/** How long a link is thought to live where nobody says: the shortest life that a provider documents (Novita, 3600 s). */
export const usualLinkLifeMs = 60 * minute;

export function keyBackoffMs(): number {
  return keyPauseMs;
}

export function diskBackoffMs(): number {
  return diskPauseMs;
}
