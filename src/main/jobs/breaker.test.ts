import { describe, expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';

function failing(times: number) {
  const breaker = createBreaker(() => 0.5);
  for (let time = 0; time < times; time += 1) breaker.failed('a', 1000);
  return breaker;
}

describe('breaker', () => {
  it('opens after five failures in a row and holds no other provider', () => {
    expect(failing(4).allows('a', 1000, 'clip')).toBe(true);
    const open = failing(5);
    expect(open.allows('a', 1000, 'clip')).toBe(false);
    expect(open.allows('b', 1000, 'clip')).toBe(true);
    expect(open.restsUntil('a')).toBeGreaterThanOrEqual(6000);
  });

  it('one failure in ten answers never opens it', () => {
    const breaker = createBreaker(() => 0.5);
    for (let answer = 0; answer < 1000; answer += 1) {
      if (answer % 10 === 0) breaker.failed('a', answer);
      else breaker.succeeded('a');
      expect(breaker.allows('a', answer, 'clip')).toBe(true);
    }
  });

  it('after the rest one question goes ahead, and the others wait for it', () => {
    const breaker = failing(5);
    const later = breaker.restsUntil('a');
    expect([
      breaker.allows('a', later, 'clip'),
      breaker.allows('a', later, 'clip'),
      breaker.allows('a', later + 60_000, 'clip'),
    ]).toEqual([true, false, false]);
    expect(breaker.allows('a', later + 7 * 60_000, 'clip'), 'a scout that never came back').toBe(true);
    breaker.succeeded('a');
    expect([breaker.allows('a', later, 'clip'), breaker.allows('a', later, 'clip')]).toEqual([true, true]);
  });

  it('a question that ends without an answer leaves its turn to the next one', () => {
    const breaker = failing(5);
    const later = breaker.restsUntil('a');
    expect(breaker.allows('a', later, 'scout')).toBe(true);
    breaker.over('a', 'another');
    expect(breaker.allows('a', later, 'next'), 'one that was under way before').toBe(false);
    breaker.over('a', 'scout');
    expect(breaker.allows('a', later, 'next')).toBe(true);
    breaker.failed('a', later);
    breaker.over('a', 'next');
    expect(breaker.allows('a', later, 'third'), 'the one that failed has lengthened the rest').toBe(false);
  });

  it('rests longer each time, up to a minute, and knocks for ever', () => {
    const breaker = failing(5);
    let now = breaker.restsUntil('a');
    let last = 0;
    for (let round = 0; round < 50; round += 1) {
      expect(breaker.allows('a', now, 'clip')).toBe(true);
      breaker.failed('a', now);
      const rest = breaker.restsUntil('a') - now;
      expect(rest).toBeGreaterThanOrEqual(Math.min(last, 45_000));
      expect(rest).toBeLessThanOrEqual(60_000);
      last = rest;
      now = breaker.restsUntil('a');
    }
  });

  it('answers that come late do not lengthen the rest', () => {
    const breaker = failing(5);
    const until = breaker.restsUntil('a');
    for (let late = 0; late < 20; late += 1) breaker.failed('a', 1500);
    expect(breaker.restsUntil('a')).toBe(until);
  });

  it('a clock that was set back by a day does not shut it for a day', () => {
    const breaker = createBreaker(() => 0.5);
    const now = 1_800_000_000_000;
    for (let time = 0; time < 5; time += 1) breaker.failed('a', now);
    expect(breaker.allows('a', now, 'clip')).toBe(false);
    expect(breaker.allows('a', now - 24 * 3_600_000, 'clip')).toBe(true);
    // That one was the scout; it never comes back, and the clock is set back once more.
    expect(breaker.allows('a', now - 48 * 3_600_000, 'clip')).toBe(true);
  });

  it('a mended key or address opens it', () => {
    const breaker = failing(9);
    breaker.lift('a');
    expect(breaker.allows('a', 1000, 'clip')).toBe(true);
  });
});
