import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { straightConnections } from './connections.ts';
import { createProviderHttp } from './create-http.ts';
import type { ProviderAnswer, ProviderCall } from './http.ts';

const key = 'sk-canary/1234+secret=';
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function httpAt(origin: string, more: { fresh?: boolean; signal?: AbortSignal; key?: string } = {}) {
  return createProviderHttp({
    origin,
    keyHeaders: { Authorization: `Bearer ${more.key ?? key}` },
    secrets: [key],
    signal: more.signal ?? new AbortController().signal,
    fresh: more.fresh ?? true,
    clock: { now: () => Date.UTC(2026, 10, 21) },
  });
}

async function answerTo(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  call: Partial<ProviderCall> = {},
): Promise<ProviderAnswer> {
  const origin = await serve(handle);
  return httpAt(origin).call({ method: 'POST', path: '/x', body: { prompt: 'a sea' }, ...call });
}

describe('what goes out', () => {
  it('a free call goes over a connection that is open, until these are renewed', async () => {
    const ports: unknown[] = [];
    const origin = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    });
    const look = async () => {
      await httpAt(origin, { fresh: false }).call({ method: 'GET', path: '/x' });
      // The connection is free for the next one a moment after its answer.
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await look();
    await look();
    straightConnections.renew();
    await look();
    expect(ports[1]).toBe(ports[0]);
    expect(ports[2]).not.toBe(ports[0]);
  });

  it('carries the key, the JSON body and nothing that asks for compression', async () => {
    const origin = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization, accept, connection } = request.headers;
        const seen = {
          authorization: authorization?.length,
          accept,
          connection,
          body: Buffer.concat(chunks).toString(),
        };
        response.end(
          JSON.stringify({ ...seen, version: request.httpVersion, encoding: request.headers['accept-encoding'] }),
        );
      });
    });
    const answer = await httpAt(origin).call({
      method: 'POST',
      path: '/x?y=1',
      body: { prompt: 'a sea' },
      headers: { Authorization: 'Bearer of another', 'X-Webhook-URL': 'https://a.example' },
    });
    expect(answer).toMatchObject({
      kind: 'json',
      status: 200,
      json: {
        authorization: `Bearer ${key}`.length,
        accept: 'application/json',
        connection: 'close',
        encoding: 'identity',
        version: '1.1',
        body: '{"prompt":"a sea"}',
      },
    });
  });

  it('opens one connection for each fresh call and closes it', async () => {
    const ports = new Set<number | undefined>();
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    for (let round = 0; round < 3; round += 1) await httpAt(origin).call({ method: 'GET', path: '/' });
    expect(ports.size).toBe(3);
  });

  it.each(['x', '//evil.example/x', '/\\evil.example/x', 'https://evil.example/x'])(
    'throws for the path %s instead of carrying the key elsewhere',
    async (path) => {
      await expect(httpAt('http://127.0.0.1:9').call({ method: 'GET', path })).rejects.toThrow(TypeError);
    },
  );

  it('does not send a key that no header can hold', async () => {
    const answer = await httpAt('http://127.0.0.1:9', { key: 'line\nbreak' }).call({ method: 'GET', path: '/' });
    expect(answer).toMatchObject({ kind: 'no-answer', sent: false, failure: { kind: 'key-rejected' } });
  });

  it('follows no redirect', async () => {
    let seen = 0;
    const answer = await answerTo((_request, response) => {
      seen += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(answer).toMatchObject({ kind: 'not-json', status: 307 });
    expect(seen).toBe(1);
  });
});

describe('what comes back', () => {
  it('keeps every digit of a large id', async () => {
    const answer = await answerTo((_request, response) =>
      response.end('{"file_id":405118446428479488,"bytes":0,"r":1.5}'),
    );
    expect(answer).toMatchObject({ json: { file_id: '405118446428479488', bytes: 0, r: 1.5 } });
  });

  it('lets no prototype and no deep nesting through', async () => {
    const tainted = await answerTo((_request, response) =>
      response.end('{"__proto__":{"status":"done"},"a":{"__proto__":1}}'),
    );
    expect(tainted.kind === 'json' && Object.getPrototypeOf(tainted.json)).toBe(Object.prototype);
    expect(tainted.kind === 'json' && (tainted.json as { status?: unknown }).status).toBeUndefined();
    const deep = await answerTo((_request, response) => response.end('['.repeat(200_000) + ']'.repeat(200_000)));
    expect(deep.kind).toBe('not-json');
  });

  it.each([
    [
      'HTML',
      (response: ServerResponse) =>
        response.end('<html><body><h1>502</h1> <script>x()</script>Bad&nbsp;gateway</body></html>'),
      '502 Bad gateway',
    ],
    ['an empty body', (response: ServerResponse) => response.end(), ''],
    ['cut JSON', (response: ServerResponse) => response.end('{"task_id": "1'), '{"task_id": "1'],
  ])('calls %s not JSON', async (_name, reply, text) => {
    expect(await answerTo((_request, response) => void reply(response))).toMatchObject({
      kind: 'not-json',
      status: 200,
      text,
    });
  });

  it('does not trust JSON whose body broke off before its declared end', async () => {
    const answer = await answerTo((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"task_id":"1"}', () => response.destroy());
    });
    expect(answer).toMatchObject({ kind: 'not-json', status: 200 });
    expect(answer.kind === 'not-json' && answer.text).toContain('[answer cut short]');
  });

  it('does not trust chunked JSON without its last chunk', async () => {
    const answer = await answerTo((_request, response) => {
      response.write('{"task_id":"1"}', () => response.destroy());
    });
    expect(answer).toMatchObject({ kind: 'not-json', status: 200 });
  });

  it('stops reading after 8 MiB', async () => {
    const answer = await answerTo((_request, response) => response.end(`"${'x'.repeat(9 * 1024 * 1024)}"`));
    expect(answer).toMatchObject({ kind: 'not-json', status: 200 });
    expect(answer.kind === 'not-json' && answer.text).toMatch(/\[answer too long\]$/);
    expect(answer.kind === 'not-json' && answer.text.length).toBeLessThanOrEqual(2000);
  });

  it('reads Retry-After on any status', async () => {
    const answer = await answerTo((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'));
    expect(answer).toMatchObject({ kind: 'json', status: 429, retryAfterMs: 7000, headers: { 'retry-after': '7' } });
    const twice = await answerTo((_request, response) =>
      response.setHeader('retry-after', ['7', '90']).writeHead(503).end('{}'),
    );
    expect(twice).toMatchObject({ status: 503, retryAfterMs: 90_000 });
  });

  it('leaves no part of a key at the end of an excerpt', async () => {
    for (let length = 1880; length < 2000; length += 5) {
      const answer = await answerTo((_request, response) => response.end(`${'x'.repeat(length)}${key}`));
      expect(JSON.stringify(answer)).not.toContain('sk-');
    }
  });

  it('repeats no key, in whatever spelling the vendor echoes it', async () => {
    const spellings = [
      key,
      encodeURIComponent(key),
      Buffer.from(key).toString('base64'),
      Buffer.from(`user:${key}`).toString('base64'),
    ];
    const answer = await answerTo((_request, response) => {
      response.setHeader('x-echo', key);
      response.end(JSON.stringify({ error: { message: `bad ${spellings.join(' ')}` } }));
    });
    const whole = JSON.stringify(answer);
    for (const spelling of spellings) expect(whole).not.toContain(spelling);
    expect(whole).not.toContain('canary');
    expect(whole).toContain('[key removed]');
  });
});
