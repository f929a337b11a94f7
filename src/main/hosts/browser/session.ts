import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: whoever brings the token from the printed address, once, gets a cookie that lasts as long as this
 * host runs. Both live in memory only.
 */
export interface BrowserSession {
  /** For the printed address. */
  readonly token: string;
  trade(token: string): Trade;
  /** Whether this `Cookie` header carries the session. */
  admits(cookie: string | undefined): boolean;
}

type Trade =
  | { verdict: 'admitted'; cookie: string }
  | { verdict: 'refused' }
  | { verdict: 'locked'; retryAfterMs: number };

const tokenBytes = 32;
const badTriesAllowed = 20;
const windowMs = 60_000;

export function createSession(port: number, now: () => number): BrowserSession {
  // The port is in the name because cookies ignore ports: two hosts must not overwrite each other's.
  const name = `conch-${port}`;
  const token = randomBytes(tokenBytes).toString('base64url');
  const secret = randomBytes(tokenBytes).toString('base64url');
  let used = false;
  let badTriesAt: number[] = [];

  return {
    token,
    trade(tried) {
      // A try in the future was made before the clock was set back; it must not shut the door for hours.
      badTriesAt = badTriesAt.filter((at) => now() >= at && now() - at < windowMs);
      const [oldestAt] = badTriesAt;
      if (oldestAt !== undefined && badTriesAt.length >= badTriesAllowed) {
        return { verdict: 'locked', retryAfterMs: oldestAt + windowMs - now() };
      }
      if (used || !isSame(tried, token)) {
        badTriesAt.push(now());
        return { verdict: 'refused' };
      }
      used = true;
      return { verdict: 'admitted', cookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    },
    admits: (cookie) => cookieValues(cookie, name).some((value) => isSame(value, secret)),
  };
}

function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Takes the same time whatever is different; the hash makes both the same length. */
function isSame(tried: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(tried).digest(), createHash('sha256').update(right).digest());
}
