import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import { environmentFor } from './index.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

async function ask(method: string, path: string, body?: unknown, type = 'application/json') {
  const init =
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': type } };
  const answer = await fetch(bench.simulator.control + path, init);
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

describe('the control server', () => {
  it('tells the origins and the ledger', async () => {
    await bench.submit('novita');
    expect((await ask('GET', '/origins')).json).toEqual(bench.simulator.origins);
    const { json } = await ask('GET', '/ledger');
    expect(json).toMatchObject({ billed: 1, submissions: [{ provider: 'novita', billed: true }], leaks: [] });
  });

  it('sets faults, one or several, and takes them back', async () => {
    expect((await ask('POST', '/faults', { stage: 'submit', kind: 'no-balance' })).status).toBe(200);
    expect((await bench.submit('pixazo')).status).toBe(402);
    await ask('POST', '/faults', [
      { stage: 'poll', kind: 'html', times: 3 },
      { stage: 'poll', kind: 'timeout' },
    ]);
    expect((await ask('GET', '/faults')).json).toHaveLength(2);
    await ask('DELETE', '/faults');
    expect(bench.simulator.faults.list()).toEqual([]);
  });

  it('forgets everything on reset', async () => {
    const id = await bench.begin('novita');
    await ask('POST', '/reset', {});
    expect((await ask('GET', '/ledger')).json).toMatchObject({ billed: 0, submissions: [] });
    expect((await bench.poll('novita', id)).status).toBe(404);
  });

  it('changes the pace', async () => {
    await ask('POST', '/speed', { speed: 3 });
    expect(bench.simulator.clock.speed()).toBe(3);
  });

  it('refuses what it does not understand, and what a web page could send', async () => {
    expect((await ask('POST', '/faults', { stage: 'submit', kind: 'meteor' })).status).toBe(400);
    expect((await ask('POST', '/speed', { speed: -1 })).status).toBe(400);
    expect((await ask('POST', '/reset', {}, 'text/plain')).status).toBe(415);
    expect((await ask('GET', '/keys')).status).toBe(404);
  });

  it('looks for a key that it was told of', async () => {
    await ask('POST', '/watch', { key: 'canary-88' });
    await bench.submit('novita', { prompt: 'canary-88' });
    expect(bench.simulator.ledger.leaks()).toMatchObject([{ provider: 'novita', stage: 'submit', where: 'body' }]);
  });
});

describe('environmentFor', () => {
  it('names a URL and a key for each provider', () => {
    const environment = environmentFor(bench.simulator.origins);
    expect(Object.keys(environment)).toHaveLength(10);
    expect(environment).toMatchObject({
      CONCH_AIMLAPI_URL: bench.simulator.origins.aimlapi,
      CONCH_AIMLAPI_KEY: 'sim-key',
    });
  });
});
