import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server on loopback that gives one clip, well or badly, for the tests of this folder. */

export const clipBytes = readFileSync(new URL('../../../resources/demo/pixazo-6s-768P.mp4', import.meta.url));

export interface ServerPlan {
  /** What is served; the clip by default. */
  content?: Uint8Array;
  /** Whether `Range` is honoured. */
  ranges?: boolean;
  etag?: string;
  /** Answers with this instead, e.g. 403. */
  status?: number;
  headers?: Record<string, string>;
  /** `length`: Content-Length. `chunked`. `close`: the end of the connection is the end of the body. */
  framing?: 'length' | 'chunked' | 'close';
  /** Breaks the connection after this many bytes of the body. */
  cutAfterBytes?: number;
  /** Sends this much and then nothing more. */
  stallAfterBytes?: number;
  /** Everything by hand. */
  answer?: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface ClipServer {
  origin: string;
  plan: ServerPlan;
  /** What came in: request line targets and headers. */
  requests: { target: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export async function startClipServer(): Promise<ClipServer> {
  const state: ClipServer = { origin: '', plan: {}, requests: [], close: async () => {} };
  const server = createServer((request, response) => {
    state.requests.push({ target: request.url ?? '', headers: request.headers });
    const { plan } = state;
    if (plan.answer === undefined) serve(request, response, plan);
    else plan.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return state;
}

function serve(request: IncomingMessage, response: ServerResponse, plan: ServerPlan): void {
  const { content = clipBytes, ranges = false, etag, framing = 'length' } = plan;
  if (etag !== undefined) response.setHeader('etag', etag);
  for (const [name, value] of Object.entries(plan.headers ?? {})) response.setHeader(name, value);
  if (plan.status !== undefined && plan.status !== 206) {
    response.writeHead(plan.status).end('<html>not the clip</html>');
    return;
  }
  const ifRange = request.headers['if-range'];
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const isPart = ranges && asked !== undefined && (ifRange === undefined || ifRange === etag);
  const start = isPart ? Number(asked) : 0;
  if (start >= content.length && isPart) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end('<html>416</html>');
    return;
  }
  const body = content.subarray(start);
  if (isPart) response.setHeader('content-range', `bytes ${start}-${content.length - 1}/${content.length}`);
  if (framing === 'length') response.setHeader('content-length', body.length);
  if (framing === 'close') {
    response.removeHeader('transfer-encoding');
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  response.writeHead(isPart ? 206 : 200);
  const stop = plan.cutAfterBytes ?? plan.stallAfterBytes;
  if (stop === undefined) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  response.write(body.subarray(0, stop), () => {
    // What was written must arrive before the connection breaks.
    if (plan.cutAfterBytes !== undefined) setTimeout(() => response.destroy(), 5);
  });
}
