import { afterEach, describe, expect, it } from 'vitest';
import { createConnections } from '../providers/connections.ts';
import { createProviderHttp } from '../providers/create-http.ts';
import type { ProviderAnswer } from '../providers/http.ts';
import { createThrough, type Through } from './connect-through.ts';
import { certificate, openRig, type ProxyAnswer, type Rig } from './network-rig.ts';
import type { Proxy } from './proxy.ts';

const key = 'sk-canary-through-the-proxy';
const rigs: Rig[] = [];

afterEach(() => {
  for (const rig of rigs.splice(0)) rig.close();
});

function trusting(proxy: Proxy | undefined): Through {
  const through = createThrough(async () => proxy);
  return (straight, options) => through(straight, { ...options, tls: { ca: certificate } });
}

async function submitBy(
  answer: ProxyAnswer,
  set: Partial<Proxy> = {},
  { fresh = true, origin = 'https://api.example.test' } = {},
) {
  const rig = await openRig();
  rigs.push(rig);
  const near = await rig.proxy(answer);
  const kind = answer.kind === 'socks' ? 'socks5' : 'http';
  const proxy: Proxy = { kind, host: '127.0.0.1', port: near.port, ...set };
  const http = createProviderHttp({
    origin,
    keyHeaders: { Authorization: `Bearer ${key}` },
    secrets: [key],
    signal: new AbortController().signal,
    fresh,
    clock: { now: () => 0 },
    connections: createConnections(trusting(proxy), 500),
    connectTimeoutMs: 500,
  });
  const call = (): Promise<ProviderAnswer> =>
    http.call({ method: 'POST', path: '/v1/make', body: { prompt: 'a calm sea' } });
  return { outcome: await call(), call, rig, near };
}

describe('a call through a proxy', () => {
  it.each([
    ['an HTTP proxy', { kind: 'connect', status: 200 } as const, {}],
    [
      'an HTTP proxy with a login',
      { kind: 'connect', status: 200, login: { user: 'ann', password: 'pässwort 1' } } as const,
      { user: 'ann', password: 'pässwort 1' },
    ],
    ['SOCKS5', { kind: 'socks', reply: 0 } as const, {}],
    [
      'SOCKS5 with a login',
      { kind: 'socks', reply: 0, login: { user: 'ann', password: 'pässwort 1' } } as const,
      { user: 'ann', password: 'pässwort 1' },
    ],
  ])('arrives by %s, and the proxy learns a name and a port', async (_name, answer, set) => {
    const { outcome, rig, near } = await submitBy(answer, set);
    expect(outcome).toMatchObject({ kind: 'json', status: 200, json: { ok: true } });
    expect(rig.far.seen.join('')).toContain(key);
    expect(near.asked.join('')).toContain('api.example.test');
    const all = near.asked.join('') + Buffer.concat(near.through).toString('latin1');
    expect(all).not.toContain(key);
    expect(all).not.toContain('calm sea');
    expect(all).not.toContain('/v1/make');
  });

  it('uses the way again for free calls', async () => {
    const { call, near, rig } = await submitBy({ kind: 'connect', status: 200 }, {}, { fresh: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call()).toMatchObject({ kind: 'json', status: 200 });
    expect(near.asked).toHaveLength(1);
    expect(rig.far.seen.length).toBeGreaterThan(1);
  });

  it.each([
    ['wants a login', { kind: 'connect', status: 407 } as const, {}, /asks for a user name and a password/],
    [
      'wants another login',
      { kind: 'connect', status: 200, login: { user: 'a', password: 'b' } } as const,
      { user: 'a', password: 'x' },
      /did not accept the user name/,
    ],
    [
      'forbids it',
      { kind: 'connect', status: 403 } as const,
      {},
      /did not open a way to api\.example\.test \(HTTP 403\)/,
    ],
    ['finds nobody', { kind: 'connect', status: 502 } as const, {}, /\(HTTP 502\)/],
    ['is silent', { kind: 'silent' } as const, {}, /did not answer in time/],
    ['speaks something else', { kind: 'says', text: '220 mail ready\r\n' } as const, {}, /not the kind of proxy/],
    ['hangs up', { kind: 'says', text: '' } as const, {}, /broke before a way was open/],
    ['is dead', { kind: 'silent' } as const, { port: 1 }, /refused the connection/],
    ['has no such name', { kind: 'silent' } as const, { host: 'proxy.invalid' }, /was not found/],
    ['refuses by SOCKS', { kind: 'socks', reply: 2 } as const, {}, /\(SOCKS 2\)/],
    [
      'wants a SOCKS login',
      { kind: 'socks', reply: 0, login: { user: 'a', password: 'b' } } as const,
      {},
      /asks for a user name and a password/,
    ],
    [
      'wants another SOCKS login',
      { kind: 'socks', reply: 0, login: { user: 'a', password: 'b' } } as const,
      { user: 'a', password: 'x' },
      /did not accept the user name/,
    ],
    [
      'is no SOCKS proxy',
      { kind: 'says', text: 'HTTP/1.1 400 Bad Request\r\n\r\n' } as const,
      { kind: 'socks5' as const },
      /not the kind of proxy/,
    ],
  ])('is proven unsent when the proxy %s', async (_name, answer, set, words) => {
    for (const fresh of [true, false]) {
      const { outcome, rig } = await submitBy(answer, set, { fresh });
      expect(outcome).toMatchObject({ kind: 'no-answer', sent: false, failure: { kind: 'network', proxy: true } });
      if (outcome.kind === 'no-answer') expect(outcome.failure.message).toMatch(words);
      expect(rig.far.seen).toEqual([]);
    }
  });

  it('sends nothing to a far end that cannot prove who it is', async () => {
    const { outcome, rig } = await submitBy(
      { kind: 'connect', status: 200 },
      {},
      { origin: 'https://other.example.test' },
    );
    expect(outcome).toMatchObject({ kind: 'no-answer', sent: false });
    if (outcome.kind === 'no-answer') expect(outcome.failure.message).toContain('certificate of other.example.test');
    expect(rig.far.seen).toEqual([]);
  });

  it('is not asked for what is on this computer', async () => {
    const { outcome, near } = await submitBy({ kind: 'connect', status: 200 }, {}, { origin: 'http://127.0.0.1:1' });
    expect(outcome).toMatchObject({ kind: 'no-answer', sent: false });
    expect(near.asked).toEqual([]);
  });
});
