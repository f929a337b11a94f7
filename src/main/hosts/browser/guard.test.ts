import { describe, expect, it } from 'vitest';
import { judge, type Asked } from './guard.ts';

const port = 4321;
const rules = { port, admits: (cookie: string | undefined) => cookie === 'the session' };
const own = `127.0.0.1:${port}`;

function asked(change: Partial<Asked> = {}): Asked {
  return {
    method: 'GET',
    target: '/media/clips/1',
    hosts: [own],
    origin: undefined,
    fetchSite: undefined,
    cookie: 'the session',
    upgrade: false,
    ...change,
  };
}

function statusOf(change: Partial<Asked>): number {
  const verdict = judge(asked(change), rules);
  return verdict.allowed ? 200 : verdict.status;
}

/** What looks like this server to a careless comparison, and is not. */
const badHosts = [
  '',
  'evil.test',
  `evil.test:${port}`,
  '127.0.0.1',
  'localhost',
  `127.0.0.1:${port + 1}`,
  `127.0.0.1:0${port}`,
  `127.0.0.1:${port} `,
  `127.evil.test:${port}`,
  `127.0.0.1.evil.test:${port}`,
  `127.0.0.1:${port}.evil.test`,
  `localhost.evil.test:${port}`,
  `localhost.:${port}`,
  `127.0.0.1.:${port}`,
  `evil.test#127.0.0.1:${port}`,
  `me@127.0.0.1:${port}`,
  `127.0.0.1:${port}@evil.test`,
  `0.0.0.0:${port}`,
  `[::]:${port}`,
  `[::ffff:7f00:1]:${port}`,
  `[::ffff:127.0.0.1]:${port}`,
  `127.1:${port}`,
  `2130706433:${port}`,
  `0x7f.0.0.1:${port}`,
  `127.0.0.2:${port}`,
  `http://127.0.0.1:${port}`,
  `127.0.0.1:${port},evil.test`,
  'null',
];
const badOrigins = [
  'null',
  '',
  'http://evil.test',
  `https://127.0.0.1:${port}`,
  'http://127.0.0.1',
  `http://127.0.0.1:${port + 1}`,
  `http://127.0.0.1:${port}.evil.test`,
  `http://127.0.0.1:${port}@evil.test`,
  `http://127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}, http://evil.test`,
  `http://localhost.evil.test:${port}`,
  `http://evil.test:${port}`,
  'file://',
  'conch://app',
  'chrome-extension://abcdef',
];
const badSites = ['cross-site', 'same-site', 'Same-Origin', '', 'same-origin, cross-site'];
const targets = ['/', '/assets/index.js', '/session', '/link', '/media/clips/1', '/media/pictures', '/nothing'];
const manners = [
  { method: 'GET', upgrade: false },
  { method: 'HEAD', upgrade: false },
  { method: 'POST', upgrade: false },
  { method: 'PUT', upgrade: false },
  { method: 'DELETE', upgrade: false },
  { method: 'OPTIONS', upgrade: false },
  { method: 'GET', upgrade: true },
];

describe('the guard', () => {
  const places = targets.flatMap((target) => manners.map((manner) => ({ target, ...manner })));

  it('refuses every foreign name, wherever it knocks', () => {
    const corpus = places.flatMap((place) =>
      badHosts.map((host) => ({ ...place, hosts: [host], origin: `http://${host}` })),
    );
    expect(corpus.length).toBeGreaterThan(1300);
    expect(corpus.filter((change) => statusOf(change) !== 421)).toEqual([]);
    // The same with the honest origin of the real page.
    expect(corpus.filter((change) => statusOf({ ...change, origin: `http://${own}` }) !== 421)).toEqual([]);
  });

  it('refuses two names and none', () => {
    expect(statusOf({ hosts: [] })).toBe(421);
    expect(statusOf({ hosts: [own, own] })).toBe(421);
    expect(statusOf({ hosts: ['evil.test', own] })).toBe(421);
  });

  it('refuses every foreign origin, wherever it knocks', () => {
    const corpus = places.flatMap((place) => badOrigins.map((origin) => ({ ...place, origin })));
    expect(corpus.length).toBeGreaterThan(700);
    expect(corpus.filter((change) => statusOf(change) !== 403)).toEqual([]);
  });

  it('wants an origin for everything that could change something, and for the upgrade', () => {
    for (const place of places) {
      const reads = !place.upgrade && ['GET', 'HEAD'].includes(place.method);
      expect(statusOf({ ...place, origin: undefined }), JSON.stringify(place)).toBe(reads ? 200 : 403);
    }
  });

  it('takes an origin only together with the name that it was asked by', () => {
    expect(statusOf({ hosts: [`localhost:${port}`], origin: `http://${own}` })).toBe(403);
  });

  it('refuses what another page led here', () => {
    for (const place of places) {
      for (const fetchSite of badSites) expect(statusOf({ ...place, origin: `http://${own}`, fetchSite })).toBe(403);
    }
  });

  it('refuses without the session all but the empty window and the way in', () => {
    for (const place of places) {
      const { target, method, upgrade } = place;
      const reads = !upgrade && ['GET', 'HEAD'].includes(method);
      const isOpen = reads
        ? target === '/' || target.startsWith('/assets/')
        : !upgrade && method === 'POST' && target === '/session';
      const status = statusOf({ ...place, origin: `http://${own}`, cookie: undefined });
      expect(status, JSON.stringify(place)).toBe(isOpen ? 200 : 401);
    }
  });

  it.each([
    '/assets/../media/clips/1',
    '/assets/%2e%2e/media/clips/1',
    '/assets/.%2E/media/clips/1',
    '/assets\\..\\media\\clips\\1',
    '/media/clips/1?/assets/',
    '/media/clips/1#/assets/',
    '//assets/x',
  ])('does not take %s for a file of the window', (target) => {
    expect(statusOf({ target, cookie: undefined })).toBe(401);
  });

  it.each(['http://evil.test/', 'evil.test:80', '*', '', '?', `http://${own}/`, '/\\evil.test/x', '//evil.test/x'])(
    'never follows the target %s to another server',
    (target) => {
      const verdict = judge(asked({ target }), rules);
      if (verdict.allowed) expect(verdict.url.host).toBe(own);
      else expect(verdict.status).toBe(400);
    },
  );

  it('lets the window in by each of its names', () => {
    const names = [own, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`];
    for (const host of names) {
      for (const fetchSite of [undefined, 'same-origin', 'none']) {
        for (const place of places) {
          const verdict = judge(
            asked({ ...place, hosts: [host], origin: `http://${host.toLowerCase()}`, fetchSite }),
            rules,
          );
          expect(verdict, JSON.stringify({ place, host })).toMatchObject({ allowed: true });
        }
      }
    }
  });

  it('knows that browsers leave port 80 out', () => {
    const verdict = judge(asked({ hosts: ['localhost'], origin: 'http://localhost' }), { ...rules, port: 80 });
    expect(verdict.allowed).toBe(true);
  });
});
