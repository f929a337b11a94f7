import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { says } from '../../shared/sentence.ts';
import { createThrough } from '../network/connect-through.ts';
import { createNetworkPolicy, RefusedAddress } from './network-policy.ts';
import { openLink } from './open-link.ts';
import { isPublicAddress } from './public-address.ts';

const closed = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '0:0:0:0:0:ffff:c0a8:0101',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::808:808',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  '2002:7f00:1::1',
  '2002:808:808::1',
  '3fff::1',
  '5f00::1',
  '2606:4700::5efe:7f00:1',
  '2606:4700::200:5efe:a00:1',
  '',
  'localhost',
  '1.2.3',
  '0x7f000001',
  '1.2.3.4.5',
  'x::1',
];
const open = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.0.1.1',
  '198.17.0.1',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
  '2400:cb00::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
];

describe('isPublicAddress', () => {
  it.each(closed)('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(open)('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('judges an IPv4 address alike in each of its IPv6 dresses, and never throws', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const verdict = isPublicAddress(address);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(verdict);
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(verdict);
      }),
    );
    fc.assert(fc.property(fc.oneof(fc.ipV6(), fc.string()), (text) => typeof isPublicAddress(text) === 'boolean'));
  });
});

function resolvingTo(...addresses: string[]): LookupFunction {
  return (_host, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
}

async function listening(): Promise<{ port: number; connections: () => number; close(): void }> {
  let connections = 0;
  const server = createServer((_request, response) => response.end('reached'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections, close: () => server.close() };
}

describe('the policy', () => {
  it.each([
    ['http://cdn.example/clip.mp4', /https/],
    ['https://cdn.example:444/clip.mp4', /port 444/],
    ['https://user@cdn.example/clip.mp4', /name or password/],
    ['https://127.0.0.1/clip.mp4', /not a public address/],
    ['https://0x7f.1/clip.mp4', /not a public address/],
    ['https://017700000001/clip.mp4', /not a public address/],
    ['https://[::ffff:127.0.0.1]/clip.mp4', /not a public address/],
    ['https://127。0。0。1/clip.mp4', /not a public address/],
    ['ftp://cdn.example/clip.mp4', /https/],
    ['clip.mp4', /not an address/],
  ])('refuses %s', (url, why) => {
    expect(says(...(createNetworkPolicy().refusal(url) ?? [])).message).toMatch(why);
  });

  it.each([
    'https://cdn.example/clip.mp4',
    'https://cdn.example:443/x?y#z',
    'https://8.8.8.8/clip.mp4',
    'https://xn--bcher-kva.example/a',
  ])('lets %s be tried', (url) => {
    expect(createNetworkPolicy().refusal(url)).toBeUndefined();
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.7']],
    [['8.8.8.8', '127.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['64:ff9b::7f00:1']],
  ])('does not connect to a name that resolves to %j', async (addresses) => {
    const { dispatcher } = createNetworkPolicy({ lookup: resolvingTo(...addresses) });
    const request = dispatcher.request({ origin: 'https://cdn.example', path: '/', method: 'GET' });
    await expect(request).rejects.toBeInstanceOf(RefusedAddress);
  });

  it('says what may be going on when a proxy tool answers for every name', async () => {
    const { dispatcher } = createNetworkPolicy({ lookup: resolvingTo('198.18.0.42') });
    await expect(dispatcher.request({ origin: 'https://cdn.example', path: '/', method: 'GET' })).rejects.toThrow(
      /VPN or proxy/,
    );
  });

  it('checks again at connect time, whatever was judged before: nothing arrives at a decoy', async () => {
    const decoy = await listening();
    const { dispatcher } = createNetworkPolicy({ lookup: resolvingTo('127.0.0.1') });
    for (const origin of [
      `http://127.0.0.1:${decoy.port}`,
      `https://127.0.0.1:${decoy.port}`,
      `https://localhost:${decoy.port}`,
      `https://decoy.example:${decoy.port}`,
    ]) {
      await expect(dispatcher.request({ origin, path: '/', method: 'GET' })).rejects.toBeInstanceOf(RefusedAddress);
    }
    expect(decoy.connections()).toBe(0);
    decoy.close();
  });

  it('lets exactly the given loopback origin through, and no neighbour of it', async () => {
    const [own, other] = [await listening(), await listening()];
    const policy = createNetworkPolicy({ loopbackOrigin: `http://127.0.0.1:${own.port}` });
    const { body } = await policy.dispatcher.request({
      origin: `http://127.0.0.1:${own.port}`,
      path: '/',
      method: 'GET',
    });
    expect(await body.text()).toBe('reached');
    for (const url of [
      `http://127.0.0.1:${other.port}/`,
      `http://localhost:${own.port}/`,
      `https://127.0.0.1:${own.port}/`,
      'http://127.0.0.1/',
    ]) {
      expect(policy.refusal(url), url).toBeDefined();
    }
    expect(other.connections()).toBe(0);
    own.close();
    other.close();
  });

  it('makes no exception for an origin that is not plain http on this computer', () => {
    for (const loopbackOrigin of [
      'https://127.0.0.1:8443',
      'http://10.0.0.1:80',
      'http://127.evil.example:8080',
      'http://127.0.0.1.evil.example',
      'nonsense',
    ]) {
      const policy = createNetworkPolicy({ loopbackOrigin });
      expect(policy.refusal(`${loopbackOrigin}/clip.mp4`), loopbackOrigin).toBeDefined();
    }
  });

  it('does not let a name that only claims to be this computer through', async () => {
    const policy = createNetworkPolicy({ loopbackOrigin: 'http://localhost:8080', lookup: resolvingTo('10.0.0.1') });
    await expect(
      policy.dispatcher.request({ origin: 'http://localhost:8080', path: '/', method: 'GET' }),
    ).rejects.toBeInstanceOf(RefusedAddress);
  });
});

describe('through a proxy', () => {
  const url = 'https://clips.example.test/clip.mp4';

  /** A proxy that has no way to anywhere, and remembers what it was asked for. */
  function policyBehind(asked: string[]) {
    const through = createThrough(async () => ({ kind: 'http', host: '127.0.0.1', port: 1 }));
    return createNetworkPolicy({
      through: (straight, options) => (target, done) => {
        asked.push(target.hostname);
        through(straight, options)(target, done);
      },
      lookup: () => {
        throw new Error('nothing is looked up from here');
      },
    });
  }

  it.each(['https://10.0.0.7/clip.mp4', 'http://clips.example.test/', 'https://clips.example.test:8443/'])(
    'refuses %s before the proxy hears of it',
    async (link) => {
      const asked: string[] = [];
      const opened = await openLink(link, policyBehind(asked), new AbortController().signal, undefined);
      expect(opened).toMatchObject({ kind: 'refused' });
      expect(asked).toEqual([]);
    },
  );

  it.each(['https://intranet/clip.mp4', 'https://nas.local/clip.mp4', 'https://wiki.corp/x'])(
    'refuses %s, a name that only the proxy’s own network knows',
    async (link) => {
      const opened = await openLink(link, policyBehind([]), new AbortController().signal, undefined);
      expect(opened).toMatchObject({ kind: 'refused', failure: { kind: 'network', stage: 'download' } });
    },
  );

  it('says that the proxy stood in the way, and may try again', async () => {
    const opened = await openLink(url, policyBehind([]), new AbortController().signal, undefined);
    expect(opened).toMatchObject({ kind: 'trouble', failure: { kind: 'network', stage: 'download', proxy: true } });
  });
});
