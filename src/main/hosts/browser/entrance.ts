import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { BrowserSession } from './session.ts';

/** `POST /session`: trades the one-time token of the printed address for the session's cookie. */

const largestBodyBytes = 4096;
const bodySchema = z.strictObject({ token: z.string().max(200) });

export async function enter(incoming: IncomingMessage, session: BrowserSession): Promise<Response> {
  // A plain form of another page can send neither this header nor this content type without asking first.
  if (incoming.headers['x-conch'] === undefined)
    return plain(403, 'This request did not come from the window of Conch.');
  if (!/^application\/json\s*(;|$)/i.test(incoming.headers['content-type'] ?? '')) {
    return plain(415, 'The token is sent as JSON.');
  }
  const body = bodySchema.safeParse(await readJson(incoming));
  if (!body.success) return plain(400, 'This request was not understood.');
  const trade = session.trade(body.data.token);
  switch (trade.verdict) {
    case 'admitted':
      return new Response(null, { status: 204, headers: { 'set-cookie': trade.cookie } });
    case 'refused':
      return plain(401, 'This token is not valid, or it has been used. Start Conch again for a new address.');
    case 'locked': {
      const answer = plain(429, 'Too many wrong tokens. Wait a minute.');
      answer.headers.set('retry-after', String(Math.ceil(trade.retryAfterMs / 1000)));
      return answer;
    }
  }
}

/** Undefined when it is too long or no JSON. */
async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > largestBodyBytes) return undefined;
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

export function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
