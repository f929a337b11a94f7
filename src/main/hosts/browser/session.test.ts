import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';

function sessionAt(port = 4321) {
  let now = 1_000_000;
  return { session: createSession(port, () => now), pass: (ms: number) => (now += ms) };
}

function cookieOf(session: ReturnType<typeof createSession>): string {
  const trade = session.trade(session.token);
  if (trade.verdict !== 'admitted') throw new Error(trade.verdict);
  return trade.cookie;
}

describe('the session', () => {
  it('trades its token once for a cookie that only this server sees', () => {
    const { session } = sessionAt();
    const cookie = cookieOf(session);
    expect(cookie).toMatch(/^conch-4321=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(session.token);
    expect(session.trade(session.token)).toEqual({ verdict: 'refused' });
    const [pair = ''] = cookie.split(';');
    expect(session.admits(pair)).toBe(true);
    expect(session.admits(`other=1; ${pair}; more=2`)).toBe(true);
  });

  it('is not locked for hours when the clock is set back', () => {
    const { session, pass } = sessionAt();
    for (let bad = 0; bad < 20; bad += 1) session.trade('wrong');
    expect(session.trade(session.token).verdict).toBe('locked');
    pass(-5 * 3_600_000);
    expect(session.trade(session.token).verdict).toBe('admitted');
  });

  it('admits nobody by anything else', () => {
    const { session } = sessionAt();
    const [pair = ''] = cookieOf(session).split(';');
    const value = pair.split('=')[1] ?? '';
    const foreign = [
      undefined,
      '',
      'conch-4321=',
      'conch-4321',
      `conch-4322=${value}`,
      `x-${pair}`,
      pair.slice(0, -1),
      `${pair}x`,
    ];
    for (const cookie of foreign) expect(session.admits(cookie), cookie).toBe(false);
    expect(session.admits(`conch-4321=${session.token}`)).toBe(false);
  });

  it('makes tokens that nobody guesses', () => {
    const tokens = new Set(Array.from({ length: 100 }, () => sessionAt().session.token));
    expect(tokens.size).toBe(100);
    // 256 bits in base64url.
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('locks for a minute after twenty wrong tokens, the right one too', () => {
    const { session, pass } = sessionAt();
    for (let count = 0; count < 20; count += 1) {
      expect(session.trade(`wrong ${count}`)).toEqual({ verdict: 'refused' });
      pass(100);
    }
    expect(session.trade(session.token)).toEqual({ verdict: 'locked', retryAfterMs: 58_000 });
    pass(58_000);
    expect(session.trade(session.token).verdict).toBe('admitted');
  });

  it('does not let a hundred thousand tries through', () => {
    const { session, pass } = sessionAt();
    let refused = 0;
    for (let count = 0; count < 100_000; count += 1) {
      if (session.trade(String(count)).verdict === 'refused') refused += 1;
      pass(6);
    }
    // Ten minutes at twenty a minute.
    expect(refused).toBeLessThanOrEqual(200);
  });
});
