import { once } from 'node:events';
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { failure, FailureError } from '../../../shared/failure.ts';
import type { App } from '../../app.ts';
import type { Log } from '../../host.ts';
import { defectFacts } from '../log.ts';
import { enter, plain } from './entrance.ts';
import { judge, type Asked, type Verdict } from './guard.ts';
import { sendResponse, toRequest } from './http-bridge.ts';
import { createSession, type BrowserSession } from './session.ts';
import { createSockets, type Sockets } from './sockets.ts';

type ServedApp = Pick<App, 'handlers' | 'subscribe' | 'respond'>;

export interface BrowserServer {
  readonly port: number;
  /** With the one-time token in its fragment, which browsers send to nobody. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** 0 takes any free port. */
  port: number;
  /** Requests that come before it is there wait for it. */
  app: Promise<ServedApp>;
  log: Log;
  now: () => number;
}

interface Parts {
  session: BrowserSession;
  sockets: Sockets;
  port: number;
  app: Promise<ServedApp>;
  log: Log;
}

/** Other computers cannot reach it, whatever the firewall. */
const address = '127.0.0.1';
/** A person's browser opens a handful; the rest is somebody who wants to exhaust us. */
const mostConnections = 1000;

/** @throws {FailureError} when the port is taken or not allowed. */
export async function openServer({ port, app, log, now }: ServerOptions): Promise<BrowserServer> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 120_000, connectionsCheckingInterval: 1_000 });
  server.maxConnections = mostConnections;
  const taken = await listen(server, port);
  const session = createSession(taken, now);
  const parts: Parts = { session, sockets: createSockets(), port: taken, app, log };
  server.on('request', (incoming, outgoing) => {
    void answer(incoming, outgoing, parts);
  });
  server.on('upgrade', (incoming, socket, head) => {
    void openLink(incoming, socket, head, parts);
  });
  return {
    port: taken,
    url: `http://${address}:${taken}/#token=${session.token}`,
    async close() {
      parts.sockets.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: address, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
    const reason = isTaken ? 'is already in use' : 'cannot be used';
    throw new FailureError(
      failure('internal', `Port ${port} ${reason}. Choose another with --port, or leave it out.`, { stage: 'local' }),
    );
  }
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : port;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, parts: Parts): Promise<void> {
  // What the core did not read has to be read before the browser looks at the answer.
  outgoing.once('finish', () => incoming.resume());
  let response: Response;
  try {
    response = await respond(incoming, parts);
  } catch (thrown) {
    // A window that went away with half its request sent is no defect.
    if (outgoing.destroyed) return;
    parts.log.error('a request failed in an unexpected way', defectFacts(thrown));
    response = plain(500, 'Something went wrong inside Conch.');
  }
  addDefaults(response);
  try {
    await sendResponse(response, outgoing, incoming.method ?? 'GET');
  } catch (thrown) {
    parts.log.warn('an answer broke off', defectFacts(thrown));
    outgoing.destroy();
  }
}

async function respond(incoming: IncomingMessage, parts: Parts): Promise<Response> {
  const verdict = judgeIncoming(incoming, false, parts);
  if (!verdict.allowed) return plain(verdict.status, verdict.reason);
  if (verdict.url.pathname === '/session') {
    return incoming.method === 'POST' ? enter(incoming, parts.session) : plain(405, 'This address takes a token only.');
  }
  const app = await parts.app;
  return app.respond(toRequest(incoming, verdict.url));
}

/** For the answers of this server; what the core has set for its own stays. */
function addDefaults({ headers }: Response): void {
  const defaults = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value);
}

async function openLink(incoming: IncomingMessage, socket: Duplex, head: Buffer, parts: Parts): Promise<void> {
  socket.on('error', () => socket.destroy());
  const verdict = judgeIncoming(incoming, true, parts);
  if (!verdict.allowed) return refuseUpgrade(socket, verdict.status);
  if (verdict.url.pathname !== '/link') return refuseUpgrade(socket, 404);
  if (parts.sockets.full) return refuseUpgrade(socket, 503);
  try {
    const { handlers, subscribe } = await parts.app;
    const onDefect = (where: string, thrown: unknown): void => {
      parts.log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
    };
    parts.sockets.accept(incoming, socket, head, { handlers, subscribe, onDefect });
  } catch {
    // The core did not start; the host says why and ends.
    refuseUpgrade(socket, 503);
  }
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function judgeIncoming(incoming: IncomingMessage, upgrade: boolean, { port, session }: Parts): Verdict {
  const { headers, rawHeaders } = incoming;
  const asked: Asked = {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    hosts: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 && name.toLowerCase() === 'host' ? [rawHeaders[index + 1] ?? ''] : [],
    ),
    origin: headers.origin,
    fetchSite: one(headers['sec-fetch-site']),
    cookie: headers.cookie,
    upgrade,
  };
  return judge(asked, { port, admits: session.admits });
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
