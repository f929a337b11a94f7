import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import type { ProviderName } from './vendor.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const refusals: Record<ProviderName, object> = {
  acedata: { success: false, error: { code: 'bad_request' } },
  appypie: { error: 'Invalid request parameters' },
  pixazo: { error: 'Bad Request' },
  aimlapi: { message: 'Body validation error', statusCode: 400 },
  novita: { code: 400, reason: 'INVALID_REQUEST_BODY' },
};

const providers = Object.keys(refusals) as ProviderName[];
const picture = 'https://images.example.com/first.jpg';

const wrong: [ProviderName, string, Record<string, unknown>][] = [
  ...providers.flatMap((provider): [ProviderName, string, Record<string, unknown>][] => [
    [provider, 'an unknown field', { seed: 4 }],
    [provider, 'no prompt', { prompt: undefined }],
    [provider, 'an empty prompt', { prompt: ' ' }],
    [provider, 'a prompt over 2,000', { prompt: 'x'.repeat(2001) }],
    [provider, 'a prompt that is no text', { prompt: ['x'] }],
  ]),
  ['acedata', 'another action', { action: 'extend' }],
  ['acedata', 'no action', { action: undefined }],
  ['acedata', 'an unknown model', { model: 'minimax-t2v-director' }],
  ['acedata', 'a duration', { duration: 6 }],
  ['acedata', 'a picture model without a picture', { model: 'minimax-i2v' }],
  ['acedata', 'a text model with a picture', { first_image_url: picture }],
  ['acedata', 'a data URL', { model: 'minimax-i2v', first_image_url: 'data:image/jpeg;base64,/9j/' }],
  ['acedata', 'a private picture address', { model: 'minimax-i2v', first_image_url: 'https://192.168.1.4/a.jpg' }],
  ['acedata', 'async as text', { async: 'true' }],
  ['appypie', 'a picture', { first_frame_image: picture }],
  ['appypie', 'a resolution', { resolution: '768P' }],
  ['appypie', 'the optimizer as text', { prompt_optimizer: 'true' }],
  ['pixazo', 'a model', { model: 'minimax-hailuo-ai' }],
  ['pixazo', 'a picture on the text path', { first_frame_image: picture }],
  ['pixazo', '7 seconds', { duration: 7 }],
  ['pixazo', 'a duration as text', { duration: '6' }],
  ['pixazo', '720P', { resolution: '720P' }],
  ['pixazo', '10 s at 1080P', { duration: 10, resolution: '1080P' }],
  ['pixazo', 'a private callback', { callback_url: 'http://localhost:3000/done' }],
  ['aimlapi', 'no model', { model: undefined }],
  ['aimlapi', 'a model of the newer path', { model: 'minimax/hailuo-2.3' }],
  ['aimlapi', 'a field of the newer path', { enhance_prompt: true }],
  ['aimlapi', '10 s at 1080P', { duration: 10, resolution: '1080P' }],
  ['novita', 'the optimizer by another name', { prompt_optimizer: true }],
  ['novita', '10 s at 1080P', { duration: 10, resolution: '1080P' }],
  ['novita', 'two different pictures', { image: picture, image_url: `${picture}?v=2` }],
  ['novita', 'a data URL in image_url', { image_url: 'data:image/jpeg;base64,/9j/' }],
  ['novita', 'a lower-case resolution', { resolution: '768p' }],
];

describe('a request as documented', () => {
  it.each(providers)('%s takes it', async (provider) => {
    const answer = await bench.submit(provider);
    expect([200, 201, 202]).toContain(answer.status);
    expect(bench.simulator.ledger.entries().at(-1)).toMatchObject({ provider, accepted: true, billed: true });
  });

  const others: [ProviderName, Record<string, unknown>, string?][] = [
    ['acedata', { model: 'minimax-i2v-director', first_image_url: picture, callback_url: 'https://me.example.com/x' }],
    ['acedata', { model: undefined }],
    ['appypie', { prompt_optimizer: undefined }],
    ['pixazo', { duration: 10, fast_pretreatment: true, callback_url: 'https://me.example.com/x' }],
    ['pixazo', { first_frame_image: picture }, '/minimax-hailuo-ai/v1/imageToVideo'],
    ['aimlapi', { duration: 10, prompt_optimizer: false, first_frame_image: picture }],
    ['novita', { image: picture, image_url: picture, resolution: '1080P' }],
    ['novita', { image_url: picture }],
  ];
  it.each(others)('%s takes %j', async (provider, changes, path) => {
    const answer = await bench.submit(provider, changes, path);
    expect(answer.status).toBeLessThan(300);
  });

  it('Pixazo takes the callback header', async () => {
    const body = { prompt: 'A bear' };
    const headers = { 'X-Webhook-URL': 'https://me.example.com/hook' };
    const path = '/minimax-hailuo-ai/v1/generate';
    expect((await bench.send('pixazo', { path, body, headers })).status).toBe(202);
  });
});

describe('a request that nobody documents', () => {
  it.each(wrong)('%s refuses %s with its own 400', async (provider, _words, changes) => {
    const before = bench.simulator.ledger.billed().length;
    const answer = await bench.submit(provider, changes);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject(refusals[provider]);
    expect(bench.simulator.ledger.billed()).toHaveLength(before);
    expect(bench.simulator.ledger.entries().at(-1)).toMatchObject({ accepted: false, refusal: expect.any(String) });
  });

  it.each(providers)('%s refuses a form, broken JSON and a list', async (provider) => {
    const path = bench.simulator.ledger.entries().find((one) => one.provider === provider)?.path ?? '';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await bench.send(provider, { path, text: 'prompt=x', headers: form })).status).toBe(400);
    expect((await bench.send(provider, { path, text: '{"prompt":' })).status).toBe(400);
    expect((await bench.send(provider, { path, body: [] })).status).toBe(400);
    expect((await bench.send(provider, { path: `${path}?x=1`, body: { prompt: 'x' } })).status).toBe(400);
  });

  it('an unknown path and a wrong method are 404 in the provider’s own words', async () => {
    expect((await bench.submit('acedata', {}, '/hailuo/video')).json).toMatchObject({ error: { code: 'no_api' } });
    expect((await bench.submit('appypie', {}, '/minimax-hailuo-ai/v1/getStatus')).json).toEqual({
      error: 'Endpoint not found',
    });
    expect((await bench.submit('novita', {}, '/v3/async/task-result')).json).toMatchObject({ reason: 'API_NOT_FOUND' });
    expect((await bench.send('pixazo', { method: 'GET', path: '/minimax-hailuo-ai/v1/generate' })).status).toBe(404);
    expect((await bench.submit('aimlapi', {}, '/v2/video/generations')).status).toBe(404);
  });

  it('a poll that asks for nothing is refused', async () => {
    expect((await bench.send('acedata', { path: '/hailuo/tasks', body: { id: 'x' } })).status).toBe(400);
    const pollPath = '/minimax-hailuo-ai-polling/v1/getStatus';
    expect((await bench.send('appypie', { path: pollPath, body: { prompt: 'x' } })).status).toBe(400);
    expect((await bench.send('novita', { method: 'GET', path: '/v3/async/task-result' })).status).toBe(400);
    const generation = '/v2/generate/video/minimax/generation';
    expect((await bench.send('aimlapi', { method: 'GET', path: `${generation}?id=1` })).status).toBe(400);
  });
});
