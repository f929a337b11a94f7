import type { Readable } from 'node:stream';
import { failure, type Failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { networkFailure } from './network-failure.ts';
import type { NetworkPolicy } from './network-policy.ts';
import type { PartStamp } from './part-file.ts';
import { splitUrl } from './raw-url.ts';

/** An answer whose body has not been read yet. Either read it to the end or discard it. */
export interface OpenedLink {
  kind: 'open';
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
  /** Whether the end of the body can be told from a broken connection: a length, or chunks. */
  isFramed: boolean;
  discard(): void;
}

const mostRedirects = 5;
/** No key ever: a signed link opens itself, and any other server must not see one. */
const plainHeaders = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Conch' };

/**
 * One GET, following redirects as far as the policy allows. Throws only on an abort, with the signal's reason.
 *
 * @param kept what there is already, to be gone on with if it is still the same file
 */
export async function openLink(
  url: string,
  policy: NetworkPolicy,
  signal: AbortSignal,
  kept: PartStamp | undefined,
): Promise<OpenedLink | { kind: 'trouble' | 'refused'; failure: Failure }> {
  let address = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const why = policy.refusal(address);
    if (why !== undefined) return refused(why);
    const parts = splitUrl(address);
    if (parts === undefined) return refused(sentence('The link to the clip is not an address.'));
    const range = kept && { range: `bytes=${kept.flushedBytes}-`, 'if-range': kept.etag };
    let answer;
    try {
      answer = await policy.dispatcher.request({
        ...parts,
        method: 'GET',
        headers: { ...plainHeaders, ...range },
        signal,
        // Ends the connection afterwards: links of one clip are asked once, and a clip's server has no others for us.
        reset: true,
      });
    } catch (error) {
      signal.throwIfAborted();
      return networkFailure(error);
    }
    const { statusCode: status, headers, body } = answer;
    const discard = (): void => {
      body.on('error', () => {}).destroy();
    };
    const location = redirectTarget(status, headers['location'], address);
    if (location === undefined) {
      const isFramed = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
      return { kind: 'open', status, headers, body, isFramed, discard };
    }
    discard();
    if (/^https:/i.test(address) && !/^https:/i.test(location)) {
      return refused(
        sentence('The link to the clip leads from https to an address without it, so it was not followed.'),
      );
    }
    address = location;
  }
  return refused(sentence('The link to the clip was redirected more than {{most}} times.', { most: mostRedirects }));
}

function redirectTarget(status: number, location: string | string[] | undefined, from: string): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = Array.isArray(location) ? location[0] : location;
  if (target === undefined || !URL.canParse(target, from)) return undefined;
  // A full address is kept as it was sent, because it may be signed.
  return /^https?:\/\//i.test(target) ? target : new URL(target, from).href;
}

function refused(words: Sentence | Sentence[]): { kind: 'refused'; failure: Failure } {
  return { kind: 'refused', failure: failure('network', words, { stage: 'download' }) };
}
