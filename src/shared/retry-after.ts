const longestMs = 60 * 60_000;

/** `Mon, 01 Jan 2026 00:00:00 GMT` and the two older forms of RFC 9110, all of which begin with a day's name. */
const httpDate = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;

/** The headers of an answer, names in lower case; one that came several times is a list. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * How long an answer asks to be left alone, in milliseconds: `Retry-After` in seconds or as an HTTP date, from nothing
 * to an hour. Anything else counts as absent; of several the longest holds. A date is held against the answer's own
 * `Date` where it has one, because the clock of this computer may be wrong.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const [sentAt = now] = valuesOf(headers['date']).flatMap((text) => readDate(text) ?? []);
  const waits = valuesOf(headers['retry-after']).flatMap((text) => readWait(text.trim(), sentAt) ?? []);
  return waits.length === 0 ? undefined : Math.min(Math.max(...waits, 0), longestMs);
}

function readWait(text: string, sentAt: number): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1000;
  const at = readDate(text);
  return at === undefined ? undefined : at - sentAt;
}

function readDate(text: string): number | undefined {
  const at = httpDate.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}
