import { isFacts } from './facts.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The first usable link among whatever a vendor put there: a text, a list of texts, objects with `url` or `video_url`.
 * `https:` first; `http:` only from this computer, where a simulated provider may run. Which hosts may be fetched is
 * decided at the download. The text is given back untouched: a signed link must not be normalised.
 */
export function pickVideoUrl(...candidates: unknown[]): string | undefined {
  const links = candidates.flatMap((candidate) => linksIn(candidate, 3));
  return links.find((link) => new URL(link).protocol === 'https:') ?? links[0];
}

function linksIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return isLink(value) ? [value] : [];
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => linksIn(item, depth - 1));
  if (isFacts(value)) return [value['video_url'], value['url']].flatMap((item) => linksIn(item, depth - 1));
  return [];
}

function isLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}
