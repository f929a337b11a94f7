import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBench, type Bench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const left = {
  aimlapi: async (key?: string) =>
    (await bench.send('aimlapi', { method: 'GET', path: '/v2/billing', ...(key !== undefined && { key }) })).json[
      'current_balance'
    ],
  novita: async () =>
    (await bench.send('novita', { method: 'GET', path: '/openapi/v1/billing/balance/detail' })).json[
      'availableBalance'
    ],
};

function billed(provider: string): number {
  const own = bench.simulator.ledger.billed().filter((one) => one.provider === provider && !one.refunded);
  return own.reduce((sum, { billedDollars = 0 }) => sum + billedDollars, 0);
}

it('AI/ML API takes a clip off the account when it is completed, and a failed one never', async () => {
  bench.simulator.clock.setSpeed(100);
  const id = await bench.begin('aimlapi');
  expect(await left.aimlapi()).toBe(25.5);
  bench.simulator.clock.setSpeed(100_000);
  await expect.poll(async () => (await bench.poll('aimlapi', id)).json['status']).toBe('completed');
  expect(await left.aimlapi()).toBe(25.206);

  const failing = await bench.begin('aimlapi', { prompt: 'Mona Lisa #fail' });
  await expect.poll(async () => (await bench.poll('aimlapi', failing)).json['status']).toBe('error');
  await bench.finish('aimlapi', { duration: 10 });
  expect(await left.aimlapi()).toBe(24.618);
  expect(Number(await left.aimlapi())).toBeCloseTo(25.5 - billed('aimlapi'), 9);
});

it('Novita takes it off when it is accepted, in ten-thousandths of a dollar', async () => {
  expect(await left.novita()).toBe('255000');
  await bench.begin('novita');
  expect(await left.novita()).toBe(String(255_000 - 2800));
  await bench.begin('novita', { resolution: '1080P' });
  expect(Number(await left.novita())).toBe(Math.round((25.5 - billed('novita')) * 10_000));
});

it('every key has an account of its own', async () => {
  expect(await left.aimlapi('another-key')).toBe(25.5);
  expect(await left.aimlapi('poor-key-1')).toBe(0);
});
