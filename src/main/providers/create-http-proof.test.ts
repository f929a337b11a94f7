import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createProviderHttp } from './create-http.ts';
import type { ProviderAnswer } from './http.ts';

/** Self-signed, made for this file; nothing trusts it. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBgDCCASWgAwIBAgIUQqXZXqwTnTKljO8VntrZwyU4x9kwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA3NDcyM1oYDzIxMjYxMDI4
MDc0NzIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQmsgf3jRu1PY55YO1zDcW2aLXCrebtR5h6q25pGzpCOu28C0zfQRB+
PFuo/E7JxqU6vOH4ko01xFZPQFd55+NWo1MwUTAdBgNVHQ4EFgQUgaoTeID/s3C6
EJU55psULNIr5KUwHwYDVR0jBBgwFoAUgaoTeID/s3C6EJU55psULNIr5KUwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAsyWSLle+nv3KRqu4F3Lz
2DdYlMMzma+Mi/pi9rZlUDUCIQD4D3kSxzkEDThufcXgkaxmVIEixIfEkjgd9Pss
shg9eA==
-----END CERTIFICATE-----`;
const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB0JAyik+jwvHX9rl
e4RjAZ/26IEWGT0TVQ2ZieAmQ0qhRANCAAQmsgf3jRu1PY55YO1zDcW2aLXCrebt
R5h6q25pGzpCOu28C0zfQRB+PFuo/E7JxqU6vOH4ko01xFZPQFd55+NW
-----END PRIVATE KEY-----`;

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function serveRaw(handle: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      handle(socket);
    }),
  );
}

async function post(
  origin: string,
  more: { timeoutMs?: number; signal?: AbortSignal; connectTimeoutMs?: number } = {},
): Promise<ProviderAnswer> {
  const { timeoutMs = 5000, signal = new AbortController().signal, connectTimeoutMs = 10_000 } = more;
  const http = createProviderHttp({
    origin,
    keyHeaders: {},
    secrets: [],
    signal,
    fresh: true,
    clock: Date,
    connectTimeoutMs,
  });
  return http.call({ method: 'POST', path: '/paid', body: { prompt: 'x' }, timeoutMs });
}

/** Counts the requests that a raw server saw, so that a hidden second one would show. */
function countingReader(onRequest: (socket: Socket) => void): { handle: (socket: Socket) => void; seen: () => number } {
  let seen = 0;
  return {
    seen: () => seen,
    handle: (socket) =>
      socket.on('data', (bytes: Buffer) => {
        seen += bytes.toString().split('POST /paid').length - 1;
        onRequest(socket);
      }),
  };
}

describe('proven not sent', () => {
  it('a port where nobody listens', async () => {
    const port = await serveRaw(() => undefined);
    await new Promise<void>((resolve) => servers.pop()?.close(() => resolve()));
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({
      kind: 'no-answer',
      sent: false,
      failure: { kind: 'network' },
    });
  });

  it('a name that does not exist', async () => {
    expect(await post('https://conch-no-such-host.invalid')).toMatchObject({
      sent: false,
      failure: { kind: 'network' },
    });
  });

  it('a server that speaks no TLS', async () => {
    const port = await serveRaw((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await post(`https://127.0.0.1:${port}`)).toMatchObject({
      kind: 'no-answer',
      sent: false,
      failure: { kind: 'network' },
    });
  });

  it('a certificate that nobody vouches for', async () => {
    let seen = 0;
    const server = createTlsServer({ cert: certificate, key: certificateKey }, (socket) =>
      socket.on('data', () => (seen += 1)),
    );
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.on('tlsClientError', () => undefined);
    const answer = await post(`https://localhost:${await listen(server)}`);
    expect(answer).toMatchObject({ kind: 'no-answer', sent: false });
    expect(answer.kind === 'no-answer' && answer.failure.message).toContain('certificate');
    expect(seen).toBe(0);
  });

  it('a TLS handshake that never ends', async () => {
    const port = await serveRaw((socket) => socket.on('data', () => undefined));
    const answer = await post(`https://127.0.0.1:${port}`, { connectTimeoutMs: 300 });
    expect(answer).toMatchObject({ kind: 'no-answer', sent: false, failure: { kind: 'timeout' } });
  });
});

describe('counts as sent', () => {
  it('a server that accepts and closes before it reads', async () => {
    const port = await serveRaw((socket) => socket.destroy());
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'no-answer', sent: true });
  });

  it.each([
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
    ['closes', (socket: Socket) => socket.end()],
    ['answers with garbage', (socket: Socket) => socket.end('what is this\r\n\r\n')],
    ['closes inside the headers', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
  ])('a server that reads and then %s, and it is sent once', async (_name, act) => {
    const reader = countingReader((socket) => void act(socket));
    const port = await serveRaw(reader.handle);
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({
      kind: 'no-answer',
      sent: true,
      failure: { kind: 'network' },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reader.seen()).toBe(1);
  });

  it('a server that never answers', async () => {
    const reader = countingReader(() => undefined);
    const port = await serveRaw(reader.handle);
    const answer = await post(`http://127.0.0.1:${port}`, { timeoutMs: 300 });
    expect(answer).toMatchObject({ kind: 'no-answer', sent: true, failure: { kind: 'timeout' } });
    expect(reader.seen()).toBe(1);
  });

  it('a call that we break off', async () => {
    const port = await serveRaw((socket) => socket.on('data', () => undefined));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await post(`http://127.0.0.1:${port}`, { signal: stop.signal })).toMatchObject({
      kind: 'no-answer',
      sent: true,
    });
  });

  it('a body that we break off', async () => {
    const port = await serveRaw((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{')),
    );
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 150);
    expect(await post(`http://127.0.0.1:${port}`, { signal: stop.signal })).toMatchObject({
      kind: 'no-answer',
      sent: true,
    });
  });
});

describe('a connection that is not our own', () => {
  it.each([
    ['ECONNREFUSED', {}, false],
    ['ENOTFOUND', {}, false],
    ['UND_ERR_CONNECT_TIMEOUT', {}, false],
    ['CERT_HAS_EXPIRED', {}, false],
    ['EHOSTUNREACH', { syscall: 'connect' }, false],
    ['EHOSTUNREACH', { syscall: 'write' }, true],
    ['ECONNRESET', {}, true],
    ['UND_ERR_SOCKET', {}, true],
    ['EPIPE', {}, true],
  ])('%s %j: sent is %s', async (code, facts, sent) => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    dispatcher
      .get('https://api.example')
      .intercept({ path: '/paid', method: 'POST' })
      .replyWithError(Object.assign(new Error('no'), { code, ...facts }));
    const signal = new AbortController().signal;
    const http = createProviderHttp({
      origin: 'https://api.example',
      keyHeaders: {},
      secrets: [],
      signal,
      fresh: true,
      clock: Date,
      dispatcher,
    });
    expect(await http.call({ method: 'POST', path: '/paid', body: {} })).toMatchObject({ kind: 'no-answer', sent });
  });
});
