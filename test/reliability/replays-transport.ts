import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createProviderHttp } from '../../src/main/providers/create-http.ts';
import { providers } from '../../src/main/providers/index.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';

type Way = readonly [title: string, wanted: 'accepted' | 'unclear', end: (socket: Socket, origin: string) => void];

const accepted = '{"task_id":"task-1","request_id":"task-1","generation_id":"task-1","id":"task-1","status":"QUEUED"}';
const whole = (extra = ''): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${accepted.length}\r\n${extra}\r\n${accepted}`;

/** What a server does once it has read the whole request. In several of these, browsers send a POST again. */
const ways: readonly [Way, ...Way[]] = [
  ['answers and keeps the line', 'accepted', (socket) => socket.write(whole('connection: keep-alive\r\n'))],
  ['closes without a byte', 'unclear', (socket) => socket.end()],
  ['resets', 'unclear', (socket) => socket.resetAndDestroy()],
  [
    'answers, then resets the line',
    'accepted',
    (socket) => socket.write(whole(), () => setTimeout(() => socket.resetAndDestroy(), 20)),
  ],
  ['closes in the middle of the head', 'unclear', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
  ['closes in the middle of the body', 'unclear', (socket) => socket.end(whole().slice(0, -10))],
  [
    'says “continue” and closes',
    'unclear',
    (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n', () => setTimeout(() => socket.end(), 5)),
  ],
  [
    'says that it waited too long',
    'unclear',
    (socket) => socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'),
  ],
  [
    'is about to shut down',
    'unclear',
    (socket) =>
      socket.end(
        'HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n',
      ),
  ],
  ['redirects with 307', 'unclear', (socket, origin) => redirect(socket, 307, origin)],
  ['redirects with 308', 'unclear', (socket, origin) => redirect(socket, 308, origin)],
  [
    'asks for another protocol',
    'unclear',
    (socket) =>
      socket.end('HTTP/1.1 426 Upgrade Required\r\nupgrade: h2c\r\nconnection: upgrade\r\ncontent-length: 0\r\n\r\n'),
  ],
];

/** Sends paid requests to a server that reads each whole and then does something unpleasant: one POST for each send. */
export async function runTransport(count: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const seen = { posts: 0, connections: 0 };
  let way: Way = ways[0];
  let origin = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    seen.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    readRequests(socket, () => {
      seen.posts += 1;
      way[2](socket, origin);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let index = 0; index < count; index += 1) {
    way = ways[index % ways.length] ?? ways[0];
    const provider = providers[Math.floor(index / ways.length) % providers.length];
    if (provider === undefined) continue;
    const before = { ...seen };
    const signal = new AbortController().signal;
    const keyHeaders = provider.authorize('a-key-of-nobody');
    const http = createProviderHttp({ origin, keyHeaders, secrets: [], signal, fresh: true, clock: { now: Date.now } });
    const request = { providerId: provider.id, modelId: provider.models[0].id, prompt: `A calm sea, ${index}` };
    const { outcome } = await provider.submit(request, { http, signal, now: Date.now() });
    findings.runs += 1;
    const what = `${provider.id}, a server that ${way[0]}`;
    if (outcome !== way[1]) findings.failures.push(`${what}: came to ${outcome}`);
    if (seen.posts !== before.posts + 1)
      findings.failures.push(`${what}: ${seen.posts - before.posts} requests for one send`);
    if (seen.connections !== before.connections + 1)
      findings.failures.push(`${what}: ${seen.connections - before.connections} lines`);
  }
  // What is sent again is sent a moment later.
  await new Promise((resolve) => setTimeout(resolve, 200));
  if (seen.posts !== count) findings.failures.push(`${seen.posts} requests for ${count} sends in the end`);
  Object.assign(findings.facts, seen);
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return findings;
}

/** Calls back for each whole request with a `content-length` that comes over the line. */
function readRequests(socket: Socket, read: () => void): void {
  let pending = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    pending += text;
    for (;;) {
      const headEnd = pending.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(pending)?.[1] ?? 0);
      if (headEnd < 0 || pending.length < headEnd + 4 + length) return;
      pending = pending.slice(headEnd + 4 + length);
      read();
    }
  });
}

function redirect(socket: Socket, status: number, origin: string): void {
  socket.end(`HTTP/1.1 ${status} Moved\r\nlocation: ${origin}/again\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
