/**
 * An address as undici's dispatcher wants it, byte for byte: `new URL` would drop a lone `?` and tidy up what a
 * signature was made over. Pure. Undefined when it is no http address.
 */
export function splitUrl(text: string): { origin: string; path: string } | undefined {
  const match = /^https?:\/\/[^/?#\\\s]+([^#]*)/i.exec(text);
  if (match === null || !URL.canParse(text) || !text.isWellFormed()) return undefined;
  const [, rest = ''] = match;
  // What cannot stand in a request line at all is encoded, and nothing else.
  const path = rest.replaceAll(/[^\u0021-\u007e]+/g, encodeURIComponent);
  return { origin: new URL(text).origin, path: path.startsWith('/') ? path : `/${path}` };
}
