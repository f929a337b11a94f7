import { describe, expect, it } from 'vitest';
import { aimlapi } from './aimlapi.ts';
import type { ProviderAnswer } from './http.ts';
import type { ResolvedRequest } from './provider.ts';
import { contextFor, jsonAnswer, noAnswer, pageAnswer, scriptedHttp } from './wire/scripted-http.ts';

const text: ResolvedRequest = { providerId: 'aimlapi', modelId: 'minimax/hailuo-02', prompt: 'a sea' };
const path = '/v2/generate/video/minimax/generation';
const link = 'https://cdn.example/clip.mp4?Expires=1795247400&OSSAccessKeyId=x&Signature=y';

async function submit(request: ResolvedRequest, answer: ProviderAnswer) {
  const http = scriptedHttp(answer);
  return { outcome: await aimlapi.submit(request, contextFor(http)), calls: http.calls };
}

async function poll(answer: ProviderAnswer, waitedMs?: number) {
  return aimlapi.poll({ id: '222:a/b' }, contextFor(scriptedHttp(answer), waitedMs));
}

async function testKey(answer: ProviderAnswer) {
  if (!aimlapi.keyTest.free) throw new Error('there is a free call');
  return aimlapi.keyTest.run(contextFor(scriptedHttp(answer)));
}

describe('submit', () => {
  it('sends the fields of the older address and reads the price', async () => {
    const request: ResolvedRequest = {
      ...text,
      firstFrame: { kind: 'data', dataUrl: 'data:image/jpeg;base64,AA' },
      durationSeconds: 10,
      resolution: '768P',
      promptOptimizer: true,
    };
    const body = { generation_id: '222', status: 'queued', meta: { usage: { credits_used: 588000 } } };
    const { outcome, calls } = await submit(request, jsonAnswer(body, 201));
    expect(outcome).toEqual({ outcome: 'accepted', remote: { id: '222' }, cost: { amount: 588000, unit: 'credits' } });
    expect(calls[0]).toMatchObject({ method: 'POST', path });
    expect(calls[0]?.body).toEqual({
      model: 'minimax/hailuo-02',
      prompt: 'a sea',
      first_frame_image: 'data:image/jpeg;base64,AA',
      duration: 10,
      resolution: '768P',
      prompt_optimizer: true,
    });
  });

  it.each([
    [403, { message: 'You have run out of credits. Top up your balance.', statusCode: '403' }, 'rejected', 'balance'],
    [403, { message: 'Forbidden', statusCode: 403 }, 'rejected', 'not-permitted'],
    [401, { message: 'Unauthorized', statusCode: '401', requestId: 'r-1' }, 'rejected', 'key-rejected'],
    [400, { message: 'Body validation error', statusCode: 400 }, 'rejected', 'invalid-request'],
    [429, { message: 'Too Many Requests' }, 'not-sent', 'rate-limited'],
    [500, { message: 'This model is under maintenance' }, 'unclear', 'outcome-unknown'],
    [200, { generation_id: '' }, 'unclear', 'outcome-unknown'],
  ])('%i %j is %s', async (status, body, outcome, kind) => {
    expect((await submit(text, jsonAnswer(body, status))).outcome).toMatchObject({ outcome, failure: { kind } });
  });

  it.each([
    [jsonAnswer({ message: 'Not Found', statusCode: 404 }, 404), 'rejected'],
    [jsonAnswer({ message: 'Gone', statusCode: 410 }, 410), 'unclear'],
    [pageAnswer(404), 'unclear'],
  ])('an address that is gone names the newer one', async (answer, outcome) => {
    const result = (await submit(text, answer)).outcome;
    expect(result).toMatchObject({ outcome, failure: { message: expect.stringContaining('/v2/video/generations') } });
  });
});

describe('poll', () => {
  it('escapes the id', async () => {
    const http = scriptedHttp(jsonAnswer({ id: '222:a/b', status: 'queued' }));
    await aimlapi.poll({ id: '222:a/b' }, contextFor(http));
    expect(http.calls[0]).toMatchObject({ method: 'GET', path: `${path}?generation_id=222%3Aa%2Fb` });
  });

  it.each([
    ['queued', 'queued'],
    ['waiting', 'queued'],
    ['active', 'running'],
    ['generating', 'running'],
    ['moonwalking', 'running'],
  ])('%s is waiting even beside a link', async (status, phase) => {
    expect(await poll(jsonAnswer({ id: '222', status, video: { url: link }, error: null }))).toEqual({
      outcome: 'waiting',
      phase,
    });
  });

  it.each(['completed', 'complete'])('%s with a link, its end and its price', async (status) => {
    const answer = jsonAnswer({ id: '222', status, video: { url: link, duration: 6 }, error: null }, 200, {
      'x-aimlapi-usd-spent': '0.294',
    });
    expect(await poll(answer)).toEqual({
      outcome: 'succeeded',
      outputs: [{ url: link, expiresAt: 1_795_247_400_000 }],
      cost: { amount: 0.294, unit: 'USD' },
    });
  });

  it.each([
    [{ id: '222', status: 'error', error: { name: 'Error', message: 'Generation failed' } }, 'provider-failed'],
    [{ id: '222', status: 'error', error: 'content policy violation' }, 'moderation'],
    [{ id: '222', status: 'failed', video: null, error: null }, 'provider-failed'],
    [{ id: '222', status: 'moonwalking', error: { message: 'x' } }, 'provider-failed'],
  ])('%j has failed and is not charged', async (body, kind) => {
    expect(await poll(jsonAnswer(body))).toMatchObject({ outcome: 'failed', failure: { kind, charged: 'no' } });
  });

  it.each([
    [jsonAnswer({ message: 'no credits', statusCode: 403 }, 403), 'not-permitted'],
    [jsonAnswer({ message: 'Unauthorized' }, 401), 'key-rejected'],
    [jsonAnswer({ message: 'oops', statusCode: 500 }, 500), 'network'],
    [jsonAnswer({ message: 'Not Found', statusCode: 404 }, 404), 'provider-changed'],
    [jsonAnswer({ message: 'later', statusCode: '500' }), 'network'],
    [pageAnswer(200), 'provider-changed'],
  ])('says nothing about the clip', async (answer, kind) => {
    expect(await poll(answer)).toMatchObject({ outcome: 'unclear', failure: { kind } });
  });
});

describe('key test', () => {
  it('asks for the balance', async () => {
    expect(await testKey(jsonAnswer({ current_balance: 12.3, currency: 'USD' }))).toMatchObject({
      works: true,
      message: 'The key works. Balance: 12.30 USD.',
    });
  });

  it.each([
    [jsonAnswer({ message: 'Unauthorized', statusCode: 401 }, 401), 'key-rejected'],
    [jsonAnswer({ hello: 1 }), 'provider-changed'],
    [pageAnswer(502), 'provider-failed'],
  ])('says what is wrong', async (answer, kind) => {
    expect(await testKey(answer)).toMatchObject({ works: false, failure: { kind } });
  });
});

/** The call and its answer: docs.aimlapi.com, "Account balance", read 2026-11-21. */
describe('balance', () => {
  const read = async (answer: ProviderAnswer) => aimlapi.balance?.read(contextFor(scriptedHttp(answer)));

  it('is asked for by one free call', async () => {
    const http = scriptedHttp(jsonAnswer({ current_balance: 12.3, currency: 'USD' }));
    expect(await aimlapi.balance?.read(contextFor(http))).toEqual({
      told: true,
      balance: { amount: 12.3, unit: 'USD' },
    });
    expect(http.calls).toEqual([{ method: 'GET', path: '/v2/billing' }]);
  });

  it.each([
    [{ current_balance: 0, currency: 'USD' }, 0, 'USD'],
    [{ current_balance: '12.345678' }, 12.345678, 'USD'],
    [{ current_balance: -1.2, currency: 'USD' }, -1.2, 'USD'],
    [{ current_balance: 12.3, currency: 'EUR' }, 12.3, 'own'],
  ])('%j is %d in %s', async (body, amount, unit) => {
    expect(await read(jsonAnswer(body))).toEqual({ told: true, balance: { amount, unit } });
  });

  it.each([
    [jsonAnswer({ currency: 'USD' }), 'provider-changed', /does not know/],
    [jsonAnswer({ current_balance: null, currency: 'USD' }), 'provider-changed', /does not know/],
    [jsonAnswer({ current_balance: 'plenty', currency: 'USD' }), 'provider-changed', /does not know/],
    [jsonAnswer({ current_balance: 'Infinity', currency: 'USD' }), 'provider-changed', /does not know/],
    [jsonAnswer([12.3]), 'provider-changed', /does not know/],
    [jsonAnswer({ message: 'Unauthorized', statusCode: 401 }, 401), 'key-rejected', /did not accept the key/],
    [jsonAnswer({ current_balance: 12.3, message: 'Unauthorized', statusCode: 401 }), 'key-rejected', /the key/],
    [pageAnswer(200, '<html>Welcome</html>'), 'provider-changed', /does not know/],
    [pageAnswer(502), 'provider-failed', /had trouble of its own/],
    [noAnswer(true), 'network', /could not be reached/],
  ])('%j is no balance: %s', async (answer, kind, words) => {
    expect(await read(answer)).toMatchObject({
      told: false,
      failure: { kind, stage: 'local', charged: 'no', message: expect.stringMatching(words) },
    });
  });
});
