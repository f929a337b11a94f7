import { describe, expect, it } from 'vitest';
import { failureFrom } from '../../shared/failure.ts';
import { proxySettingsSchema, proxyTroubles, tidyProxy, type ProxySettings } from '../../shared/proxy.ts';
import { createRoutes } from './routes.ts';

const origin = 'https://api.example.test';

async function routeOf(settings: Partial<ProxySettings>, system?: string, password?: string) {
  const route = createRoutes({
    settings: () => proxySettingsSchema.parse(settings),
    password: () => password,
    systemProxy: async () => system,
  });
  return route(origin);
}

describe('the way out', () => {
  it.each([
    ['none, whatever the system names', { mode: 'none' }, 'http://proxy:3128', undefined],
    ['straight, where the system names none', { mode: 'system' }, undefined, undefined],
    [
      'the system’s',
      { mode: 'system' },
      'http://ann:a%20b@proxy:3128',
      { kind: 'http', host: 'proxy', port: 3128, user: 'ann', password: 'a b' },
    ],
    ['the system’s without a scheme', { mode: 'system' }, 'proxy:3128', { kind: 'http', host: 'proxy', port: 3128 }],
    ['the system’s by SOCKS', { mode: 'system' }, 'socks5h://[::1]', { kind: 'socks5', host: '::1', port: 1080 }],
    [
      'one’s own',
      { mode: 'socks5', host: 'proxy', port: 1080 },
      'http://other:1',
      { kind: 'socks5', host: 'proxy', port: 1080 },
    ],
    [
      'one’s own with a login',
      { mode: 'https', host: 'proxy', port: 443, user: 'ann' },
      undefined,
      { kind: 'https', host: 'proxy', port: 443, user: 'ann', password: 'secret' },
    ],
  ] as const)('is %s', async (_name, settings, system, expected) => {
    expect(await routeOf(settings, system, 'secret')).toEqual(expected);
  });

  it.each([
    ['own settings that are not complete', { mode: 'http', host: 'proxy' }, undefined],
    ['a kind that is not known', { mode: 'system' }, 'socks4://proxy:1080'],
  ] as const)('does not go around %s', async (_name, settings, system) => {
    const thrown: unknown = await routeOf(settings, system).catch((why: unknown) => why);
    expect(failureFrom(thrown)).toMatchObject({ kind: 'network', proxy: true });
  });
});

describe('what is typed', () => {
  it.each([
    ['http://proxy.example:3128/', { host: 'proxy.example', port: 3128 }],
    [' 10.0.0.5 ', { host: '10.0.0.5' }],
    ['[::1]:1080', { host: '::1', port: 1080 }],
    ['socks5://proxy:99999', { host: 'proxy' }],
  ])('%s is tidied', (text, expected) => {
    expect(tidyProxy(proxySettingsSchema.parse({ mode: 'http', host: text }))).toEqual({
      mode: 'http',
      user: '',
      ...expected,
    });
  });

  it.each([
    [{ mode: 'http', port: 1 }, ['host']],
    [{ mode: 'http', host: 'a b', port: 1 }, ['host']],
    [{ mode: 'socks5', host: 'proxy' }, ['port']],
    [{ mode: 'http', host: 'proxy', port: 1, user: 'a:b' }, ['user']],
    [{ mode: 'socks5', host: 'proxy', port: 1, user: 'a:b' }, []],
    [{ mode: 'system', host: 'a b' }, []],
  ] as const)('%j has trouble with %j', (settings, fields) => {
    expect(Object.keys(proxyTroubles(proxySettingsSchema.parse(settings)))).toEqual(fields);
  });
});
