import { describe, expect, it } from 'vitest';
import { acedata } from './acedata.ts';
import type { ProviderAnswer } from './http.ts';
import type { ResolvedRequest } from './provider.ts';
import { contextFor, jsonAnswer, pageAnswer, scriptedHttp } from './wire/scripted-http.ts';

const text: ResolvedRequest = { providerId: 'acedata', modelId: 'minimax-t2v', prompt: 'a sea' };
const picture: ResolvedRequest = {
  ...text,
  modelId: 'minimax-i2v',
  firstFrame: { kind: 'url', url: 'https://a.example/1.jpg' },
};
const link = 'https://file.example/a.mp4';
const clip = { id: 'v', model: 'minimax-t2v', video_url: link, state: 'succeeded' };

async function submit(request: ResolvedRequest, answer: ProviderAnswer) {
  const http = scriptedHttp(answer);
  return { outcome: await acedata.submit(request, contextFor(http)), calls: http.calls };
}

async function poll(answer: ProviderAnswer, waitedMs?: number) {
  return acedata.poll({ id: 't-1' }, contextFor(scriptedHttp(answer), waitedMs));
}

describe('submit', () => {
  it('always names the model and asks to be answered at once', async () => {
    const { outcome, calls } = await submit(text, jsonAnswer({ success: true, task_id: 't-1' }));
    expect(outcome).toEqual({ outcome: 'accepted', remote: { id: 't-1' } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ method: 'POST', path: '/hailuo/videos' });
    expect(calls[0]?.body).toEqual({ action: 'generate', model: 'minimax-t2v', prompt: 'a sea', async: true });
    expect(calls[0]?.timeoutMs).toBeGreaterThanOrEqual(300_000);
  });

  it('sends the address of a picture and of a callback', async () => {
    const { calls } = await submit(
      { ...picture, callbackUrl: 'https://me.example/hook' },
      jsonAnswer({ task_id: 't' }),
    );
    expect(calls[0]?.body).toEqual({
      action: 'generate',
      model: 'minimax-i2v',
      prompt: 'a sea',
      first_image_url: 'https://a.example/1.jpg',
      async: true,
      callback_url: 'https://me.example/hook',
    });
  });

  it.each([
    ['a list', { success: true, task_id: 't-1', data: [clip] }],
    ['an object', { status: 'success', task_id: 't-1', data: clip }],
  ])('takes the finished clip of a call that was held open, as %s', async (_shape, body) => {
    const { outcome } = await submit(text, jsonAnswer(body));
    expect(outcome).toEqual({ outcome: 'accepted', remote: { id: 't-1' }, outputs: [{ url: link }] });
  });

  it.each([
    [
      'the bytes of a picture',
      { ...picture, firstFrame: { kind: 'data' as const, dataUrl: 'data:image/png;base64,AA' } },
    ],
    ['no picture for a picture model', { ...text, modelId: 'minimax-i2v-director' }],
    ['a picture for the text model', { ...picture, modelId: 'minimax-t2v' }],
  ])('refuses %s before anything is sent', async (_what, request) => {
    const { outcome, calls } = await submit(request, jsonAnswer({ task_id: 't' }));
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind: 'invalid-image', charged: 'no' } });
    expect(calls).toHaveLength(0);
  });

  it.each([
    [400, 'token_mismatched', 'rejected', 'key-rejected'],
    [401, 'token_mismatched', 'rejected', 'key-rejected'],
    [403, 'used_up', 'rejected', 'balance'],
    [403, 'disabled', 'rejected', 'not-permitted'],
    [403, 'forbidden', 'rejected', 'moderation'],
    [403, 'something_new', 'rejected', 'not-permitted'],
    [404, 'no_api', 'rejected', 'provider-changed'],
    [429, 'too_many_requests', 'not-sent', 'rate-limited'],
    [500, 'api_error', 'unclear', 'outcome-unknown'],
    [504, 'timeout', 'unclear', 'outcome-unknown'],
    [200, 'used_up', 'rejected', 'balance'],
    [200, 'api_error', 'unclear', 'outcome-unknown'],
  ])('%i %s is %s', async (status, code, outcome, kind) => {
    const body = { success: false, error: { code, message: 'fetch failed' }, trace_id: 'trace-1' };
    const result = await submit(text, jsonAnswer(body, status));
    expect(result.outcome).toMatchObject({
      outcome,
      failure: { kind, vendorCode: code, requestId: 'trace-1', vendorText: 'fetch failed' },
    });
  });
});

describe('poll', () => {
  it('asks for one task by its id', async () => {
    const http = scriptedHttp(jsonAnswer({ id: 't-1' }));
    await acedata.poll({ id: 't-1' }, contextFor(http));
    expect(http.calls[0]).toMatchObject({
      method: 'POST',
      path: '/hailuo/tasks',
      body: { id: 't-1', action: 'retrieve' },
    });
  });

  it.each([
    ['finished', { id: 't-1', started_at: 1, finished_at: 2, response: { success: true, data: [clip] } }],
    ['finished, data as object', { id: 't-1', finished_at: 2, response: { success: true, data: { video_url: link } } }],
    ['the newer shape', { task: { id: 't-1', status: 'succeeded', content: { url: link } } }],
    [
      'the newer shape in a list',
      {
        items: [
          { id: 'other', status: 'failed' },
          { id: 't-1', status: 'succeeded', content: { url: link } },
        ],
      },
    ],
    ['the older shape in a list', { items: [{ id: 't-1', response: { success: true, data: [clip] } }], count: 1 }],
    ['the answer of a held-open call', { success: true, task_id: 't-1', data: [clip] }],
  ])('%s', async (_name, body) => {
    expect(await poll(jsonAnswer(body))).toEqual({ outcome: 'succeeded', outputs: [{ url: link }] });
  });

  it.each([
    [{ id: 't-1', created_at: 1, response: {} }, 'queued'],
    [{ id: 't-1', created_at: 1, started_at: 2 }, 'running'],
    [{ task: { id: 't-1', status: 'processing' } }, 'running'],
    [{ task: { id: 't-1', status: 'queued' } }, 'queued'],
    [{ id: 't-1', response: { data: [{ state: 'moonwalking' }] } }, 'running'],
  ])('%j is waiting, %s', async (body, phase) => {
    expect(await poll(jsonAnswer(body))).toEqual({ outcome: 'waiting', phase });
  });

  it.each([
    [
      { id: 't-1', response: { success: false, error: { code: 'forbidden', message: 'no' } }, trace_id: 'x' },
      'moderation',
    ],
    [{ id: 't-1', response: { success: false, error: { code: 'api_error', message: 'gpu' } } }, 'provider-failed'],
    [{ id: 't-1', response: { error: 'it broke' } }, 'provider-failed'],
    [{ id: 't-1', response: { data: [{ state: 'failed' }] } }, 'provider-failed'],
    [{ task: { id: 't-1', status: 'cancelled' } }, 'provider-failed'],
    [{ success: false, task_id: 't-1', error: { code: 'api_error', message: 'gpu' } }, 'provider-failed'],
  ])('%j has failed and is not charged', async (body, kind) => {
    expect(await poll(jsonAnswer(body))).toMatchObject({ outcome: 'failed', failure: { kind, charged: 'no' } });
  });

  it('waits a minute for a task that is not visible yet', async () => {
    for (const answer of [
      jsonAnswer({}),
      pageAnswer(404, ''),
      jsonAnswer({ error: { code: 'not_found' } }, 404),
      jsonAnswer({ items: [] }),
    ]) {
      expect((await poll(answer, 30_000)).outcome).toBe('waiting');
    }
    expect((await poll(jsonAnswer({}), 61_000)).outcome).toBe('failed');
    expect((await poll(jsonAnswer({ error: { code: 'not_found' } }, 404), 61_000)).outcome).toBe('failed');
    expect((await poll(pageAnswer(404, ''), 61_000)).outcome).toBe('unclear');
    expect((await poll(jsonAnswer({ error: { code: 'no_api' } }, 404), 30_000)).outcome).toBe('unclear');
  });

  it('finished without link or error is looked at three more times', async () => {
    const outcome = await poll(jsonAnswer({ id: 't-1', finished_at: 2, response: {} }));
    expect(outcome).toMatchObject({
      outcome: 'waiting',
      pollAfterMs: 10_000,
      remote: { id: 't-1', doneWithoutLink: 1 },
    });
  });

  it.each([
    [401, 'invalid_token', 'key-rejected'],
    [403, 'used_up', 'not-permitted'],
    [200, 'invalid_token', 'key-rejected'],
    [500, 'api_error', 'network'],
  ])('%i %s says nothing about the clip', async (status, code, kind) => {
    expect(await poll(jsonAnswer({ error: { code, message: 'm' } }, status))).toMatchObject({
      outcome: 'unclear',
      failure: { kind },
    });
  });
});
