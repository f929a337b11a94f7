import { isLoopbackName } from '../../shared/public-url.ts';

/**
 * What may stand in as a provider's origin: `https://host[:port]`, or plain `http:` on this computer only. Pure.
 * Gives back the normalised origin, or undefined.
 */
export function normaliseOrigin(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return undefined;
  }
  const isBare =
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    url.pathname === '/' &&
    !/[?#@]/.test(text);
  if (!isBare || url.hostname === '') return undefined;
  if (url.protocol === 'https:') return url.origin;
  return url.protocol === 'http:' && isLoopbackName(url.hostname) ? url.origin : undefined;
}
