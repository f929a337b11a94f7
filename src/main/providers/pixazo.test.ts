import { describe, expect, it } from 'vitest';
import { pixazo } from './pixazo.ts';
import type { ProviderAnswer } from './http.ts';
import type { ResolvedRequest } from './provider.ts';
import { contextFor, jsonAnswer, pageAnswer, scriptedHttp } from './wire/scripted-http.ts';

const text: ResolvedRequest = { providerId: 'pixazo', modelId: 'hailuo-2.3', prompt: 'a sea' };
const id = 'minimax-hailuo-ai_019d/:';
const link = 'https://pub.r2.dev/v1/output.ext';

async function submit(request: ResolvedRequest, answer: ProviderAnswer) {
  const http = scriptedHttp(answer);
  return { outcome: await pixazo.submit(request, contextFor(http)), calls: http.calls };
}

async function poll(answer: ProviderAnswer, waitedMs?: number) {
  return pixazo.poll({ id }, contextFor(scriptedHttp(answer), waitedMs));
}

describe('submit', () => {
  it('sends a prompt to the text address with nothing that was not chosen', async () => {
    const queued = { request_id: id, status: 'QUEUED', polling_url: 'https://elsewhere.example/steal' };
    const { outcome, calls } = await submit(text, jsonAnswer(queued, 202));
    expect(outcome).toEqual({ outcome: 'accepted', remote: { id } });
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/minimax-hailuo-ai/v1/generate',
      headers: { 'cache-control': 'no-cache' },
    });
    expect(calls[0]?.body).toEqual({ prompt: 'a sea' });
  });

  it('sends a picture with every documented field, and the callback as a header', async () => {
    const request: ResolvedRequest = {
      ...text,
      firstFrame: { kind: 'data', dataUrl: 'data:image/png;base64,AA' },
      durationSeconds: 6,
      resolution: '1080P',
      promptOptimizer: false,
      fastPretreatment: true,
      watermark: true,
      callbackUrl: 'https://mé.example/höok',
    };
    const { calls } = await submit(request, jsonAnswer({ request_id: id, status: 'QUEUED' }));
    expect(calls[0]?.path).toBe('/minimax-hailuo-ai/v1/imageToVideo');
    expect(calls[0]?.headers).toEqual({
      'cache-control': 'no-cache',
      'x-webhook-url': 'https://xn--m-bga.example/h%C3%B6ok',
    });
    expect(calls[0]?.body).toEqual({
      prompt: 'a sea',
      first_frame_image: 'data:image/png;base64,AA',
      duration: 6,
      resolution: '1080P',
      prompt_optimizer: false,
      fast_pretreatment: true,
      aigc_watermark: true,
    });
  });

  it.each([
    [
      402,
      { error: 'Insufficient Balance', message: 'Your wallet does not have enough balance.' },
      'rejected',
      'balance',
    ],
    [400, { error: 'Model not found', message: 'Model is disabled' }, 'rejected', 'invalid-request'],
    [400, { error: 'Bad Request', message: 'input new_sensitive (1026)' }, 'rejected', 'moderation'],
    [401, { statusCode: 401, message: 'Access denied due to missing subscription key.' }, 'rejected', 'key-rejected'],
    [403, { error: 'Forbidden' }, 'rejected', 'not-permitted'],
    [429, { error: 'Too many' }, 'not-sent', 'rate-limited'],
    [500, { error: 'Internal' }, 'unclear', 'outcome-unknown'],
    [200, { error: 'Insufficient Balance' }, 'rejected', 'balance'],
    [200, { error: 'who knows' }, 'unclear', 'outcome-unknown'],
    [202, { status: 'QUEUED' }, 'unclear', 'outcome-unknown'],
  ])('%i %j is %s', async (status, body, outcome, kind) => {
    expect((await submit(text, jsonAnswer(body, status))).outcome).toMatchObject({ outcome, failure: { kind } });
  });

  it('takes a clip that is ready at once', async () => {
    const body = { request_id: id, status: 'COMPLETED', output: { media_url: link } };
    expect((await submit(text, jsonAnswer(body))).outcome).toEqual({
      outcome: 'accepted',
      remote: { id },
      outputs: [{ url: link }],
    });
  });
});

describe('poll', () => {
  it('builds the address anew, with the id escaped', async () => {
    const http = scriptedHttp(jsonAnswer({ request_id: id, status: 'PROCESSING' }));
    await pixazo.poll({ id }, contextFor(http));
    expect(http.calls[0]).toMatchObject({ method: 'GET', path: '/v2/requests/status/minimax-hailuo-ai_019d%2F%3A' });
  });

  it.each([[[link, 'https://b.example/2']], [link]])('takes the link from %j', async (mediaUrl) => {
    const body = {
      request_id: id,
      status: 'COMPLETED',
      error: null,
      output: { media_url: mediaUrl, media_type: 'application/octet-stream' },
    };
    expect(await poll(jsonAnswer(body))).toEqual({ outcome: 'succeeded', outputs: [{ url: link }] });
  });

  it.each([
    ['QUEUED', 'queued'],
    ['IN_QUEUE', 'queued'],
    ['PROCESSING', 'running'],
    ['IN_PROGRESS', 'running'],
    ['MOONWALKING', 'running'],
  ])('%s is waiting, %s', async (status, phase) => {
    expect(await poll(jsonAnswer({ request_id: id, status, error: null, output: null }))).toEqual({
      outcome: 'waiting',
      phase,
    });
  });

  it.each([
    ['ERROR', 'Description', 'no', 'provider-failed'],
    ['FAILED', 'Description', 'unknown', 'provider-failed'],
    ['FAILED', 'output new_sensitive (1027)', 'unknown', 'moderation'],
    ['ERROR', null, 'no', 'provider-failed'],
  ])('%s with %j: charged %s', async (status, error, charged, kind) => {
    const outcome = await poll(jsonAnswer({ request_id: id, status, error, output: null }));
    expect(outcome).toMatchObject({ outcome: 'failed', failure: { kind, charged, vendorCode: status } });
  });

  it('a missing job is waited for, and never the verdict', async () => {
    expect((await poll(pageAnswer(404), 10_000)).outcome).toBe('waiting');
    expect((await poll(pageAnswer(404))).outcome).toBe('unclear');
    expect((await poll(jsonAnswer({ error: 'Not found' }, 404))).outcome).toBe('unclear');
  });

  it('an error without word and id is about the look', async () => {
    expect((await poll(jsonAnswer({ error: 'try later' }))).outcome).toBe('unclear');
  });

  it('done without link is counted', async () => {
    expect(await poll(jsonAnswer({ request_id: id, status: 'COMPLETED', output: null }))).toMatchObject({
      outcome: 'waiting',
      remote: { doneWithoutLink: 1 },
    });
  });
});
