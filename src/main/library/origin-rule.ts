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

/** `hostname` as `URL` gives it. Compared whole: `127.evil.test` is a name like any other. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
