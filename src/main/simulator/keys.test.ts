import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ acceptedKeys: { pixazo: ['only-this'] } });
});
afterAll(() => bench[Symbol.asyncDispose]());

const paths = {
  acedata: '/hailuo/videos',
  appypie: '/minimax-hailuo-ai/v1/generate',
  pixazo: '/minimax-hailuo-ai/v1/generate',
  aimlapi: '/v2/generate/video/minimax/generation',
  novita: '/v3/async/minimax-hailuo-02',
} as const;
const bodies = {
  acedata: { action: 'generate', prompt: 'x', async: true },
  appypie: { prompt: 'x' },
  pixazo: { prompt: 'x' },
  aimlapi: { model: 'minimax/hailuo-02', prompt: 'x' },
  novita: { prompt: 'x' },
} as const;

describe('keys', () => {
  it.each([
    ['acedata', 400, { error: { code: 'no_token' } }],
    ['appypie', 401, { error: 'Invalid or missing authentication' }],
    ['pixazo', 401, { statusCode: 401 }],
    ['aimlapi', 401, { statusCode: 401 }],
    ['novita', 400, { reason: 'MISSING_API_KEY' }],
  ] as const)('%s misses a key with %i', async (provider, status, body) => {
    const answer = await bench.send(provider, { path: paths[provider], body: bodies[provider], key: null });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(body);
  });

  it.each([
    ['acedata', 401, { error: { code: 'invalid_token' } }],
    ['appypie', 401, { error: 'Invalid or missing authentication' }],
    ['pixazo', 401, { statusCode: 401 }],
    ['aimlapi', 401, { statusCode: 401 }],
    ['novita', 403, { reason: 'INVALID_API_KEY' }],
  ] as const)('%s refuses a bad key with %i', async (provider, status, body) => {
    const answer = await bench.send(provider, { path: paths[provider], body: bodies[provider], key: 'bad-key-1' });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(body);
  });

  it.each([
    ['acedata', 403, { error: { code: 'used_up' } }],
    ['appypie', 403, { error: 'Access denied for this operation' }],
    ['aimlapi', 403, { message: expect.stringContaining('top up') }],
    ['novita', 400, { reason: 'BILLING_BALANCE_NOT_ENOUGH' }],
  ] as const)('%s says that a poor key has no balance with %i', async (provider, status, body) => {
    const answer = await bench.send(provider, { path: paths[provider], body: bodies[provider], key: 'poor-key-1' });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(body);
    expect(bench.simulator.ledger.billed()).toHaveLength(0);
  });

  it('takes only the accepted keys where some are named', async () => {
    const call = { path: paths.pixazo, body: bodies.pixazo };
    expect((await bench.send('pixazo', { ...call, key: 'another' })).status).toBe(401);
    expect((await bench.send('pixazo', { ...call, key: 'only-this' })).status).toBe(202);
  });

  it('tests a key without cost where the provider can', async () => {
    const billing = { method: 'GET', path: '/v2/billing' };
    expect((await bench.send('aimlapi', billing)).json).toEqual({ current_balance: 25.5, currency: 'USD' });
    expect((await bench.send('aimlapi', { ...billing, key: 'bad-key' })).status).toBe(401);
    const balance = { method: 'GET', path: '/openapi/v1/billing/balance/detail' };
    expect((await bench.send('novita', balance)).json).toMatchObject({ availableBalance: '255000' });
    expect((await bench.send('novita', { ...balance, key: 'poor-key' })).json).toMatchObject({ availableBalance: '0' });
  });

  it('notices a key outside of its own header', async () => {
    const { ledger } = bench.simulator;
    const before = ledger.leaks().length;
    const key = 'canary-7c1f';
    await bench.send('novita', { path: paths.novita, body: { prompt: 'x' }, key });
    expect(ledger.leaks()).toHaveLength(before);
    await bench.send('aimlapi', { method: 'GET', path: `/v2/billing?key=${key}` });
    await bench.send('acedata', { path: paths.acedata, body: { ...bodies.acedata, prompt: `my key is ${key}` } });
    await bench.download(`${bench.simulator.origins.pixazo}/v1/x/output.ext`, { authorization: `Bearer ${key}` });
    const where = ledger.leaks().map((leak) => `${leak.provider} ${leak.stage} ${leak.where}`);
    expect(where).toEqual(['aimlapi account url', 'acedata submit body', 'pixazo download authorization']);
  });
});
