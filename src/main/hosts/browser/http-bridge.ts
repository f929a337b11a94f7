import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Between `node:http` and the `Request → Response` function of the core. Bytes stream both ways, as fast as they are read. */

/** Headers that the core has no business with. */
const keptBack = new Set(['cookie', 'authorization', 'connection', 'upgrade', 'transfer-encoding', 'keep-alive', 'te']);

/**
 * Carries no abort signal: a window that goes away cancels the body of the answer (`sendResponse`), and what came
 * before the answer is short.
 */
export function toRequest(incoming: IncomingMessage, url: URL): Request {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (keptBack.has(name) || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  return new Request(url, { method, headers, body: bodyOf(incoming), duplex: 'half' });
}

/**
 * Reads only as fast as the core does. A body that the core does not want is read to its end all the same, because a
 * browser looks at the answer only after it has sent everything; the server's time limit ends what never ends.
 */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return?.();
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Resolves when the answer is out or the window has gone; rejects when the core's own bytes end in an error. */
export async function sendResponse(response: Response, outgoing: ServerResponse, method: string): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || method === 'HEAD') {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch (thrown) {
    // The window went away: a video that was closed, a search that moved on.
    if (!isPrematureClose(thrown)) throw thrown;
  }
}

function isPrematureClose(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
