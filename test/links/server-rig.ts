import { once } from 'node:events';
import { connect } from 'node:net';
import type { Announcement, Handlers } from '../../src/shared/contract.ts';
import type { Log } from '../../src/main/host.ts';
import { openServer, type BrowserServer } from '../../src/main/hosts/browser/server.ts';
import { createFakeCore } from './fake-core.ts';
import { enterSession } from './loopback.ts';

/** The real server around an app that only echoes. */
export interface ServerRig {
  server: BrowserServer;
  base: string;
  /** What the log was told, as text. */
  logged: string[];
  /** Headers of a window that has come in. */
  signedIn(): Promise<Record<string, string>>;
  announce(announcement: Announcement): void;
  close(): Promise<void>;
}

export async function openRig(
  respond: (request: Request) => Promise<Response> = echo,
  answers: Partial<Handlers> = {},
  now: () => number = Date.now,
): Promise<ServerRig> {
  const core = createFakeCore(answers);
  const logged: string[] = [];
  const note = (message: string, facts?: Record<string, unknown>) =>
    void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const app = Promise.resolve({ handlers: core.handlers, subscribe: core.subscribe, respond });
  const server = await openServer({ port: 0, app, log, now });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    server,
    base,
    logged,
    announce: core.announce,
    close: () => server.close(),
    signedIn: async () => ({ cookie: await enterSession(server.url), origin: base }),
  };
}

async function echo(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const text = await request.text();
  return Response.json({ method: request.method, pathname, text, headers: Object.fromEntries(request.headers) });
}

/** Sends bytes as they are and gives back the first line of the answer; empty when the server just hung up. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  socket.on('error', () => {});
  socket.write(text);
  await Promise.race([once(socket, 'end'), once(socket, 'close'), once(socket, 'data')]);
  socket.destroy();
  return answer.split('\r\n')[0] ?? '';
}
