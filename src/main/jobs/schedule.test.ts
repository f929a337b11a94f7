import { describe, expect, it } from 'vitest';
import { backoffMs, firstPollGapMs, pollGapMs } from './schedule.ts';

const pace = { concurrentClips: 3, submitGapMs: 1000, firstPollMs: 8000, pollMs: 10_000 };
const minute = 60_000;

describe('pollGapMs', () => {
  it('asks at the provider’s pace, then ever more calmly, and never stops', () => {
    const longAgo = 60 * minute;
    expect(pollGapMs(pace, 0, longAgo)).toBe(10_000);
    expect(pollGapMs(pace, 6 * minute, longAgo)).toBe(15_000);
    expect(pollGapMs(pace, 31 * minute, longAgo)).toBe(5 * minute);
    expect(pollGapMs(pace, 25 * 60 * minute, longAgo)).toBe(60 * minute);
    expect(pollGapMs(pace, 1e12, longAgo)).toBe(60 * minute);
  });

  it('grows calm step by step when a clip has become old all at once, or young', () => {
    expect(pollGapMs(pace, 1e12, 8000)).toBe(20_000);
    expect(pollGapMs(pace, 1e12, 20_000)).toBe(40_000);
    expect(pollGapMs(pace, -1e12, 20_000)).toBe(10_000);
    expect(pollGapMs(pace, 1e12, -1e12)).toBe(20_000);
  });

  it('does what CONCH_POLL_MS says, but never faster than 100 ms', () => {
    expect(pollGapMs(pace, 1e9, 8000, 200)).toBe(200);
    expect(pollGapMs(pace, 0, 8000, 1)).toBe(100);
    expect(firstPollGapMs(pace)).toBe(8000);
    expect(firstPollGapMs(pace, 250)).toBe(250);
  });
});

describe('backoffMs', () => {
  it('grows to a minute at most, wherever the dice fall', () => {
    for (const dice of [0, 0.5, 1]) {
      for (let troubles = 0; troubles < 5000; troubles += 7) {
        const wait = backoffMs(troubles, dice);
        expect(wait).toBeGreaterThanOrEqual(100);
        expect(wait).toBeLessThanOrEqual(minute);
      }
    }
    expect(backoffMs(3, 1)).toBe(8000);
  });

  it('never comes back earlier than the provider asked, and at most 10 % later', () => {
    for (const asked of [0, 500, 5000, minute, 60 * minute]) {
      for (const dice of [0, 0.3, 1]) {
        const wait = backoffMs(9, dice, asked);
        expect(wait).toBeGreaterThanOrEqual(asked);
        expect(wait).toBeLessThanOrEqual(asked * 1.1 + 1000);
        expect(wait, 'asked for nothing').toBeGreaterThanOrEqual(1000);
      }
    }
  });
});
