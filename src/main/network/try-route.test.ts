import { afterEach, describe, expect, it } from 'vitest';
import { createThrough } from './connect-through.ts';
import { certificate, openRig, type ProxyAnswer, type Rig } from './network-rig.ts';
import { tryRoute } from './try-route.ts';

const rigs: Rig[] = [];

afterEach(() => {
  for (const rig of rigs.splice(0)) rig.close();
});

async function tryBy(answer: ProxyAnswer, { ca, origins }: { ca: string | undefined; origins: string[] }) {
  const rig = await openRig();
  rigs.push(rig);
  const { port, asked } = await rig.proxy(answer);
  const proxyFor = async () => ({ kind: 'http', host: '127.0.0.1', port }) as const;
  const tls = ca === undefined ? undefined : { ca };
  const test = await tryRoute({
    proxyFor,
    through: createThrough(proxyFor),
    origins,
    now: () => 0,
    timeoutMs: 500,
    tls,
  });
  return { test, asked, seen: rig.far.seen };
}

const origins = ['http://127.0.0.1:9', 'https://api.example.test'];
const open: ProxyAnswer = { kind: 'connect', status: 200 };

describe('Test proxy', () => {
  it('opens a secured connection to the first provider outside, and sends nothing', async () => {
    const { test, asked, seen } = await tryBy(open, { ca: certificate, origins });
    expect(test).toMatchObject({ works: true });
    expect(test.message).toMatch(/api\.example\.test was reached through 127\.0\.0\.1:\d+/);
    expect(asked.join('')).toContain('CONNECT api.example.test:443');
    expect(seen).toEqual([]);
  });

  it('tells what the proxy said', async () => {
    const { test } = await tryBy({ kind: 'connect', status: 407 }, { ca: certificate, origins });
    expect(test).toMatchObject({ works: false });
    expect(test.message).toContain('asks for a user name and a password');
  });

  it('does not call it working when something else answers in the provider’s place', async () => {
    const { test } = await tryBy(open, { ca: undefined, origins });
    expect(test).toMatchObject({ works: false });
    expect(test.message).toContain('No secure connection to api.example.test');
  });

  it('has nobody to reach when all providers are on this computer', async () => {
    const { test, asked } = await tryBy(open, { ca: certificate, origins: ['http://localhost:9'] });
    expect(test.works).toBe(false);
    expect(asked).toEqual([]);
  });
});
