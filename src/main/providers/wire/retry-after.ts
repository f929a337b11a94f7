const longestMs = 60 * 60_000;

/** `Mon, 01 Jan 2026 00:00:00 GMT` and the two older forms of RFC 9110, all of which begin with a day's name. */
const httpDate = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;

/** Reads a `Retry-After` header: seconds or an HTTP date, from nothing to an hour. Anything else counts as absent. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text) * 1000, longestMs);
  if (!httpDate.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), longestMs);
}
