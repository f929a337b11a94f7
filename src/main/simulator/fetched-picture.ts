import { isPictureProblem, readBytes } from './picture.ts';
import type { PictureProblem, PictureRules, ReceivedPicture } from './picture.ts';
import type { Call } from './vendor.ts';

/**
 * Real providers fetch a picture that is given by its address. The simulator calls nobody, with one exception for tests: plain
 * http origins on this computer that it was told of. They count as if they were on the internet.
 */

/** Stands in for a told origin while an order is read, because the vendors' own rules take only public addresses. */
const standIn = 'https://pictures.provider.example';
const fetchTimeoutMs = 5000;
const largestBytes = 32_000_000;

/** What MiniMax asks of every picture, with the formats that it names (checked 2026-11-21). */
const rules: PictureRules = {
  formats: ['image/jpeg', 'image/png', 'image/webp'],
  limitIncluded: false,
  ratioExclusive: true,
};

/** The call as a vendor's rules may read it, and the address that was really given, if there is one to fetch. */
export function asIfPublic(call: Call, origins: ReadonlySet<string>): { call: Call; address: string | undefined } {
  const { body } = call;
  if (typeof body !== 'object' || body === null || origins.size === 0) return { call, address: undefined };
  let address: string | undefined;
  const fields = Object.entries(body).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'string' || !URL.canParse(value) || !origins.has(new URL(value).origin)) return [name, value];
    address = value;
    return [name, standIn + value.slice(new URL(value).origin.length)];
  });
  return { call: { ...call, body: Object.fromEntries(fields) }, address };
}

/** One GET, no redirect followed. What comes is judged like bytes that were sent. */
export async function fetchPicture(address: string): Promise<ReceivedPicture | PictureProblem> {
  let bytes: Buffer;
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(fetchTimeoutMs) });
    if (!answer.ok) return { problem: 'url', words: `the image could not be fetched: HTTP ${answer.status}` };
    bytes = Buffer.from(await answer.arrayBuffer());
  } catch {
    return { problem: 'url', words: 'the image could not be fetched' };
  }
  if (bytes.length > largestBytes) return { problem: 'size', words: 'must be smaller than 20MB' };
  const picture = readBytes(bytes, rules);
  return isPictureProblem(picture) ? picture : { ...picture, kind: 'url', url: address };
}
