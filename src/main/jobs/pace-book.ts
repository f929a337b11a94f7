import type { LearnedPace } from '../library/queue-file.ts';
import {
  accepted,
  clipsAtOnce,
  freshPace,
  isSlowed,
  perMinute,
  refused,
  windowMs,
  type PaceLimits,
  type PaceState,
} from './pace.ts';

/** Keeps each provider's pace, with the counts that it is learned from. What was learned outlives a restart. */
export interface PaceBook {
  clipsAtOnce(providerId: string): number;
  /** Least time between two sends, in milliseconds. */
  gapMs(providerId: string): number;
  perMinute(providerId: string): number;
  limits(providerId: string): PaceLimits;
  isSlowed(providerId: string): boolean;
  /** @param at when it was sent; its answer may have taken its time @param inTheMaking that one included */
  accepted(providerId: string, at: number, inTheMaking: number): void;
  /** The provider has turned a clip away because of too many. @param inTheMaking without that one */
  refused(providerId: string, at: number, inTheMaking: number): void;
}

export interface PaceBookOptions {
  limits(providerId: string): PaceLimits;
  learned(providerId: string): LearnedPace | undefined;
  /** To be stored. */
  learn(providerId: string, learned: LearnedPace): void;
  now(): number;
}

interface Page {
  state: PaceState;
  /** Since when acceptances are noted. */
  notedFrom: number;
  acceptedAts: number[];
}

export function createPaceBook({ limits, learned, learn, now }: PaceBookOptions): PaceBook {
  const pages = new Map<string, Page>();

  function pageOf(providerId: string): Page {
    const page = pages.get(providerId) ?? {
      state: freshPace(learned(providerId)),
      notedFrom: now(),
      acceptedAts: [],
    };
    pages.set(providerId, page);
    return page;
  }

  function inWindow(page: Page, at: number): number | undefined {
    // A clock that was set back: what was noted before it counts for nothing.
    if (page.notedFrom > at) Object.assign(page, { notedFrom: at, acceptedAts: [] });
    // Answers may overtake one another, so a later one may be noted already.
    page.acceptedAts = page.acceptedAts.filter((sentAt) => sentAt > at - 2 * windowMs);
    const recent = page.acceptedAts.filter((sentAt) => sentAt > at - windowMs && sentAt <= at);
    const isKnown = at - page.notedFrom >= windowMs || recent.length > 0;
    return isKnown ? recent.length : undefined;
  }

  function keep(providerId: string, page: Page, state: PaceState): void {
    const { clips, rate } = page.state;
    page.state = state;
    if (clips !== state.clips || rate !== state.rate) {
      learn(providerId, { ...(state.clips && { clips: state.clips }), ...(state.rate && { rate: state.rate }) });
    }
  }

  return {
    limits,
    clipsAtOnce: (id) => clipsAtOnce(pageOf(id).state, limits(id)),
    gapMs: (id) => windowMs / perMinute(pageOf(id).state, limits(id)),
    perMinute: (id) => perMinute(pageOf(id).state, limits(id)),
    isSlowed: (id) => isSlowed(pageOf(id).state, limits(id)),
    accepted(id, at, inTheMaking) {
      const page = pageOf(id);
      page.acceptedAts.push(at);
      const facts = { at, inTheMaking, inWindow: inWindow(page, at) };
      keep(id, page, accepted(page.state, facts, limits(id)));
    },
    refused(id, at, inTheMaking) {
      const page = pageOf(id);
      keep(id, page, refused(page.state, { at, inTheMaking, inWindow: inWindow(page, at) }, limits(id)));
    },
  };
}
