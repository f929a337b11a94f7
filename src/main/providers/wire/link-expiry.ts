/**
 * When a result link dies, by the link itself: `Expires` (Alibaba OSS and older S3, seconds since 1970) or
 * `X-Amz-Date` with `X-Amz-Expires` (S3). Undefined where the link does not tell.
 */
export function expiryOfLink(url: string): number | undefined {
  const query = URL.canParse(url) ? new URL(url).searchParams : undefined;
  if (query === undefined) return undefined;
  const expires = query.get('Expires') ?? '';
  if (/^\d{9,11}$/.test(expires)) return Number(expires) * 1000;
  const signedAt = readAmazonDate(query.get('X-Amz-Date') ?? '');
  const lifeSeconds = query.get('X-Amz-Expires') ?? '';
  return signedAt !== undefined && /^\d{1,8}$/.test(lifeSeconds) ? signedAt + Number(lifeSeconds) * 1000 : undefined;
}

/** Ten years: what claims to live longer says nothing. */
const longestLifeSeconds = 10 * 365 * 24 * 60 * 60;

/**
 * When a link dies for which the vendor also names a lifetime: a number or a text of seconds, counted from now; where
 * that is missing or senseless, what the link tells; else `fallbackSeconds`.
 */
export function expiryWithTtl(url: string, ttl: unknown, now: number, fallbackSeconds: number): number {
  const seconds = typeof ttl === 'string' || typeof ttl === 'number' ? Number(ttl) : Number.NaN;
  if (seconds > 0 && seconds <= longestLifeSeconds) return now + seconds * 1000;
  return expiryOfLink(url) ?? now + fallbackSeconds * 1000;
}

/** `20261121T073000Z` */
function readAmazonDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
