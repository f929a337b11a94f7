import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openServer } from '../../src/main/hosts/browser/server.ts';
import { quietLog } from './loopback.ts';
import { openRig, sendRaw, type ServerRig } from './server-rig.ts';

const json = { 'content-type': 'application/json', 'x-conch': '1' };

describe('the browser host’s server', () => {
  let rig: ServerRig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const enter = (token: unknown, headers: Record<string, string> = {}) =>
    fetch(`${rig.base}/session`, {
      method: 'POST',
      headers: { origin: rig.base, ...json, ...headers },
      body: typeof token === 'string' ? JSON.stringify({ token }) : JSON.stringify(token),
    });
  const token = () => new URLSearchParams(new URL(rig.server.url).hash.slice(1)).get('token') ?? '';

  it('shows the empty window to anybody and everything else to the session only', async () => {
    expect((await fetch(`${rig.base}/`)).status).toBe(200);
    expect((await fetch(`${rig.base}/assets/index.js`)).status).toBe(200);
    const refused = await fetch(`${rig.base}/media/clips/1`);
    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain('Open the address that Conch printed');
    const headers = await rig.signedIn();
    expect((await fetch(`${rig.base}/media/clips/1`, { headers })).status).toBe(200);
  });

  it('lets a token in once', async () => {
    const first = await enter(token());
    expect(first.status).toBe(204);
    expect(first.headers.get('set-cookie')).toMatch(
      new RegExp(`^conch-${rig.server.port}=[\\w-]+; HttpOnly; SameSite=Strict; Path=/$`),
    );
    const second = await enter(token());
    expect(second.status).toBe(401);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('wants the token as JSON from its own page', async () => {
    expect((await enter(token(), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await enter(token(), { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await enter(token(), { origin: 'http://evil.test' })).status).toBe(403);
    const { 'x-conch': _none, ...plain } = json;
    const bare = { method: 'POST', headers: { origin: rig.base, ...plain }, body: JSON.stringify({ token: token() }) };
    expect((await fetch(`${rig.base}/session`, bare)).status).toBe(403);
    expect((await enter({ token: 5 })).status).toBe(400);
    expect((await enter({ token: token(), more: 1 })).status).toBe(400);
    expect((await enter('x'.repeat(5000))).status).toBe(400);
    // None of these used it up.
    expect((await enter(token())).status).toBe(204);
  });

  it('locks the door after twenty wrong tokens', async () => {
    for (let count = 0; count < 20; count += 1) expect((await enter('wrong')).status).toBe(401);
    const locked = await enter(token());
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('keeps the token out of its log and its answers', async () => {
    const secret = token();
    await enter('wrong');
    const answer = await enter(secret);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain(secret);
    expect(rig.logged.join()).not.toContain(secret);
    expect(new URL(rig.server.url).search).toBe('');
  });

  it('never sends a header that lets another page read', async () => {
    const headers = await rig.signedIn();
    for (const path of ['/', '/media/clips/1', '/nothing']) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await fetch(rig.base + path, { method, headers });
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      }
    }
  });

  it('keeps cookies and connection headers from the core', async () => {
    const headers = { ...(await rig.signedIn()), authorization: 'Basic x', 'x-file-name': 'a.jpg' };
    const answer = await fetch(`${rig.base}/media/pictures`, { method: 'POST', headers, body: 'bytes' });
    const seen = (await answer.json()) as { text: string; headers: Record<string, string> };
    expect(seen.text).toBe('bytes');
    expect(seen.headers['x-file-name']).toBe('a.jpg');
    expect(Object.keys(seen.headers)).not.toContain('cookie');
    expect(Object.keys(seen.headers)).not.toContain('authorization');
  });

  it.each([
    ['a foreign name', 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n', '421'],
    ['two names', 'GET / HTTP/1.1\r\nHost: OWN\r\nHost: evil.test\r\n\r\n', '4'],
    ['two names, ours last', 'GET / HTTP/1.1\r\nHost: evil.test\r\nHost: OWN\r\n\r\n', '4'],
    ['no name', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['no name, old protocol', 'GET / HTTP/1.0\r\n\r\n', '421'],
    ['another server’s address', 'GET http://evil.test/ HTTP/1.1\r\nHost: OWN\r\n\r\n', '400'],
    ['a detour', 'GET /assets/../media/clips/1 HTTP/1.1\r\nHost: OWN\r\n\r\n', '401'],
    ['a tunnel', 'CONNECT evil.test:443 HTTP/1.1\r\nHost: OWN\r\n\r\n', ''],
    ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n', '400'],
  ])('refuses %s', async (_what, text, status) => {
    const line = await sendRaw(rig.server.port, text.replaceAll('OWN', `127.0.0.1:${rig.server.port}`));
    expect(line).toMatch(status === '' ? /^$/ : new RegExp(`^HTTP/1\\.[01] ${status}`));
  });

  it('listens on this computer’s loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((place) => place !== undefined && !place.internal && place.family === 'IPv4')
      .map((place) => place?.address ?? '');
    for (const address of [...outside, '[::1]']) {
      await expect(fetch(`http://${address}:${rig.server.port}/`)).rejects.toThrow('fetch failed');
    }
    expect((await fetch(`${rig.base}/`)).status).toBe(200);
  });

  it('hangs up on those who dawdle over their headers', { timeout: 20_000 }, async () => {
    const startedAt = Date.now();
    const line = await sendRaw(rig.server.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${rig.server.port}\r\nX-Slow: `);
    expect(line).toMatch(/^HTTP\/1\.1 408/);
    expect(Date.now() - startedAt).toBeLessThan(9_000);
  });
});

describe('answers of the core', () => {
  it('says nothing of what went wrong inside, and logs it without its message', async () => {
    const rig = await openRig(() => Promise.reject(new TypeError('secret in the message')));
    const answer = await fetch(`${rig.base}/`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('Something went wrong inside Conch.\n');
    expect(rig.logged.join()).toContain('TypeError');
    expect(rig.logged.join()).not.toContain('secret');
    await rig.close();
  });

  it('stops reading the core’s bytes when the window goes away', async () => {
    let pulled = 0;
    const cancelled = Promise.withResolvers<void>();
    const rig = await openRig(async () => {
      const body = new ReadableStream({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(65_536));
        },
        cancel: () => cancelled.resolve(),
      });
      return new Response(body);
    });
    const gone = new AbortController();
    const answer = await fetch(`${rig.base}/`, { signal: gone.signal });
    await answer.body?.getReader().read();
    await vi.waitFor(() => expect(pulled).toBeGreaterThan(5));
    const { promise: settled, resolve } = Promise.withResolvers<number>();
    setTimeout(() => resolve(pulled), 300);
    const before = await settled;
    // Nobody reads, so nothing more is made: the bytes wait at the source.
    expect(before).toBeLessThan(500);
    gone.abort();
    await cancelled.promise;
    expect(rig.logged).toEqual([]);
    await rig.close();
  });

  it('takes an upload that was broken off half way for no defect', async () => {
    const broken = Promise.withResolvers<unknown>();
    const rig = await openRig(async (request) => {
      const body = request.text();
      body.catch(broken.resolve);
      return new Response(await body);
    });
    const { cookie, origin } = await rig.signedIn();
    const socket = connect(rig.server.port, '127.0.0.1');
    const head = `POST /media/pictures HTTP/1.1\r\nHost: 127.0.0.1:${rig.server.port}\r\n`;
    socket.write(`${head}Origin: ${origin}\r\nCookie: ${cookie}\r\nContent-Length: 1000\r\n\r\nhalf`);
    setTimeout(() => socket.destroy(), 100);
    await broken.promise;
    await rig.close();
    expect(rig.logged).toEqual([]);
  });

  it('breaks off an answer whose source fails, so that half a clip is not taken for a whole one', async () => {
    const rig = await openRig(async () => {
      let sent = 0;
      const body = new ReadableStream({
        pull(controller) {
          sent += 1;
          if (sent < 3) controller.enqueue(new Uint8Array(1000));
          else controller.error(new Error('the disk is gone'));
        },
      });
      return new Response(body, { headers: { 'content-length': '9000' } });
    });
    await expect(fetch(`${rig.base}/`).then((answer) => answer.arrayBuffer())).rejects.toThrow('terminated');
    expect(rig.logged.join()).toContain('an answer broke off');
    await rig.close();
  });

  it('carries a large upload whole, and an early refusal of one', async () => {
    const rig = await openRig(async (request) => {
      if (new URL(request.url).pathname === '/media/refused') {
        const reader = request.body?.getReader();
        await reader?.read();
        await reader?.cancel();
        return Response.json({ ok: false }, { status: 413 });
      }
      return Response.json({ sizeBytes: (await request.arrayBuffer()).byteLength });
    });
    const headers = await rig.signedIn();
    const body = new Uint8Array(25 * 1024 * 1024).fill(7);
    const kept = await fetch(`${rig.base}/media/pictures`, { method: 'POST', headers, body });
    expect(await kept.json()).toEqual({ sizeBytes: body.length });
    const refused = await fetch(`${rig.base}/media/refused`, { method: 'POST', headers, body });
    expect(refused.status).toBe(413);
    expect(await refused.json()).toEqual({ ok: false });
    await rig.close();
  });

  it('sends no body for HEAD', async () => {
    const rig = await openRig(async () => new Response('twelve bytes', { headers: { 'content-length': '12' } }));
    const answer = await fetch(`${rig.base}/`, { method: 'HEAD' });
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['12', '']);
    await rig.close();
  });
});

describe('opening the server', () => {
  it('says in plain words that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const app = new Promise<never>(() => {});
    await expect(openServer({ port, app, log: quietLog, now: Date.now })).rejects.toThrow(
      `Port ${port} is already in use. Choose another with --port, or leave it out.`,
    );
    other.close();
  });
});
