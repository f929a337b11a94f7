import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepted, clipsAtOnce, freshPace, isSlowed, perMinute, refused, type PaceState } from './pace.ts';

/** A provider with limits, and a sender that goes as fast as the pace allows: minutes of it in no time. */
interface Trial {
  /** Of the provider. */
  limit: { clips?: number; perMinute?: number };
  /** Of the documents or the person. */
  most: { clips: number; perMinute: number };
  state?: PaceState;
  clipMs?: number;
  minutes: number;
  /** How much later than it happens a finished clip is noticed. */
  lagMs?: number;
  dice?: () => number;
}

function run({ limit, most, state = freshPace(), clipMs = 75_000, minutes, lagMs = 0, dice = () => 0.5 }: Trial) {
  let now = 10_000_000;
  const until = now + minutes * 60_000;
  const measureFrom = until - Math.min(30, minutes / 2) * 60_000;
  let endsAts: number[] = [];
  let seenEnds: number[] = [];
  let acceptedAts: number[] = [];
  let pausedUntil = 0;
  let lastAt = -Infinity;
  let troubles = 0;
  let sent = 0;
  let turnedAway = 0;
  let steps = 0;
  let clipsSum = 0;
  for (; now < until; now += 50) {
    endsAts = endsAts.filter((at) => at > now);
    seenEnds = seenEnds.filter((at) => at > now);
    acceptedAts = acceptedAts.filter((at) => at > now - 60_000);
    if (now >= measureFrom) {
      steps += 1;
      clipsSum += clipsAtOnce(state, most);
    }
    if (now < pausedUntil || seenEnds.length >= clipsAtOnce(state, most)) continue;
    if (now < lastAt + 60_000 / perMinute(state, most)) continue;
    lastAt = now;
    const isTaken = endsAts.length < (limit.clips ?? Infinity) && acceptedAts.length < (limit.perMinute ?? Infinity);
    if (isTaken) {
      const endsAt = now + clipMs * (0.8 + 0.4 * dice());
      endsAts.push(endsAt);
      seenEnds.push(endsAt + lagMs * dice());
      acceptedAts.push(now);
      troubles = 0;
      state = accepted(state, { at: now, inTheMaking: seenEnds.length, inWindow: acceptedAts.length }, most);
    } else {
      state = refused(state, { at: now, inTheMaking: seenEnds.length, inWindow: acceptedAts.length }, most);
      pausedUntil = now + Math.min(60_000, 500 * 2 ** troubles);
      troubles += 1;
    }
    if (now < measureFrom) continue;
    if (isTaken) sent += 1;
    else turnedAway += 1;
  }
  const measuredMinutes = (until - measureFrom) / 60_000;
  return {
    state,
    perMinute: sent / measuredMinutes,
    refusedPerMinute: turnedAway / measuredMinutes,
    meanClips: clipsSum / steps,
  };
}

const slow: PaceState = freshPace({
  clips: { most: 1, met: 1, probeAt: 0, probeWaitMs: 60_000 },
  rate: { most: 1, met: 1, probeAt: 0, probeWaitMs: 60_000 },
});

function dices(seed: number): () => number {
  let value = seed;
  return () => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    return value / 4_294_967_296;
  };
}

describe('the learned pace', () => {
  for (const clips of [4, 10, 20]) {
    for (const [from, state] of [['above', freshPace()] as const, ['below', slow] as const]) {
      it(`settles at ${clips} clips at once, from ${from}`, () => {
        const most = { clips: 50, perMinute: 60 };
        const { state: learned, refusedPerMinute } = run({
          limit: { clips },
          most,
          state,
          minutes: 40,
          dice: dices(7),
        });
        expect(clipsAtOnce(learned, most)).toBeGreaterThanOrEqual(Math.floor(clips * 0.9));
        expect(clipsAtOnce(learned, most)).toBeLessThanOrEqual(Math.ceil(clips * 1.1));
        expect(refusedPerMinute).toBeLessThan(1);
      });
    }
  }

  for (const rate of [10, 20, 40]) {
    for (const [from, state] of [['above', freshPace()] as const, ['below', slow] as const]) {
      it(`settles at ${rate} sends a minute, from ${from}`, () => {
        const most = { clips: 100, perMinute: 60 };
        const { perMinute: measured, state: learned } = run({
          limit: { perMinute: rate },
          most,
          state,
          minutes: 40,
          dice: dices(7),
        });
        expect(measured / rate).toBeGreaterThan(0.9);
        expect(measured / rate).toBeLessThanOrEqual(1.001);
        expect(perMinute(learned, most) / rate).toBeGreaterThan(0.9);
        expect(perMinute(learned, most) / rate).toBeLessThan(1.1);
      });
    }
  }

  for (const [from, state] of [['above', freshPace()] as const, ['below', slow] as const]) {
    it(`settles from ${from} also where finished clips are noticed late`, () => {
      const most = { clips: 50, perMinute: 60 };
      const { meanClips } = run({ limit: { clips: 10 }, most, state, minutes: 90, lagMs: 12_000, dice: dices(3) });
      expect(meanClips).toBeGreaterThanOrEqual(9);
      expect(meanClips).toBeLessThanOrEqual(11);
    });
  }

  it('settles whatever the limits are, and however late a finished clip is noticed', () => {
    const trial = fc.record({
      clips: fc.integer({ min: 3, max: 40 }),
      rate: fc.integer({ min: 8, max: 55 }),
      clipMs: fc.integer({ min: 30_000, max: 200_000 }),
      lagMs: fc.integer({ min: 0, max: 8000 }),
      seed: fc.integer({ min: 1, max: 1e9 }),
      isBelow: fc.boolean(),
    });
    fc.assert(
      fc.property(trial, ({ clips, rate, clipMs, lagMs, seed, isBelow }) => {
        const { perMinute: measured } = run({
          limit: { clips, perMinute: rate },
          most: { clips: 50, perMinute: 60 },
          state: isBelow ? slow : freshPace(),
          clipMs,
          lagMs,
          minutes: 120,
          dice: dices(seed),
        });
        // What can be made at all: the tighter of the two limits.
        const possible = Math.min(rate, (clips * 60_000) / (clipMs + lagMs / 2));
        expect(measured / possible).toBeGreaterThan(0.85);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('is forgotten where the provider takes everything again', () => {
    const most = { clips: 20, perMinute: 60 };
    const { state } = run({ limit: { clips: 5 }, most, minutes: 30 });
    expect(isSlowed(state, most)).toBe(true);
    const after = run({ limit: {}, most, state, minutes: 40 });
    expect(isSlowed(after.state, most)).toBe(false);
  });

  it('does not fall further while nothing at all is taken, and is back soon afterwards', () => {
    const most = { clips: 20, perMinute: 60 };
    const steady = run({ limit: {}, most, minutes: 10 });
    const storm = run({ limit: { clips: 0 }, most, state: steady.state, minutes: 20 });
    const after = run({ limit: {}, most, state: storm.state, minutes: 10 });
    expect(after.perMinute / steady.perMinute).toBeGreaterThan(0.8);
  });

  it('never goes beyond what the documents or the person allow', () => {
    const most = { clips: 3, perMinute: 6 };
    const { state, perMinute: measured } = run({ limit: {}, most, state: slow, minutes: 60 });
    expect(clipsAtOnce(state, most)).toBeLessThanOrEqual(3);
    expect(measured).toBeLessThanOrEqual(6);
  });
});
