/** The window's address. A scheme of our own instead of `file:`, so that the window has one exact origin. */
export const scheme = 'conch';
export const ownOrigin = `${scheme}://app`;
export const startPage = `${ownOrigin}/`;

/** Parsed, because `conch://app.evil/` begins like ours. */
export function isOwnUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.protocol === `${scheme}:` && url.host === 'app' && url.username === '' && url.password === ''
  );
}
