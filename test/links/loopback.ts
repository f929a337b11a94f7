import type { Log } from '../../src/main/host.ts';

/** Trades the token of a printed address for the session's cookie, as the window does. */
export async function enterSession(printedUrl: string): Promise<string> {
  const { origin, hash } = new URL(printedUrl);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-conch': '1' },
    body: JSON.stringify({ token: new URLSearchParams(hash.slice(1)).get('token') }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 204 || cookie === undefined) throw new Error(`the token was not taken: ${answer.status}`);
  return cookie;
}

export const quietLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
