import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderCall } from '../../../src/main/providers/http.ts';
import { failure } from '../../../src/shared/failure.ts';
import { acceptedRemote, failureOf, lookTimes, never, sentAt, startRig, type Rig } from './rig.ts';
import { errorsWith, picture, providerOf } from './validated.ts';

const provider = providerOf('acedata');

describe('Ace Data Cloud', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const clip = {
    id: 'v1',
    model: 'minimax-t2v',
    prompt: 'A calm sea',
    video_url: 'https://clips.example.com/a.mp4',
    state: 'succeeded',
  };
  const outputs = [{ url: 'https://clips.example.com/a.mp4' }];

  it('A1 a held-open answer is the finished clip', async () => {
    const outcome = await rig.submit({
      json: { success: true, task_id: 'job-1', trace_id: 't', data: [clip] },
      delayMs: 50,
    });
    expect(outcome).toMatchObject({ outcome: 'accepted', remote: { id: 'job-1' }, outputs });
    expect(JSON.parse(rig.server.received[0]?.body.toString() ?? '')).toMatchObject({ async: true });
  });

  it('A1 the submit waits at least 300 s, and is unknown after that', async () => {
    const calls: ProviderCall[] = [];
    const request = { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea' };
    const outcome = await provider.submit(request, {
      http: {
        async call(call) {
          calls.push(call);
          return { kind: 'no-answer', sent: true, failure: failure('timeout', 'No answer in time.') };
        },
      },
      signal: never,
      now: sentAt,
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.timeoutMs).toBeGreaterThanOrEqual(300_000);
    expect(outcome).toMatchObject({ outcome: 'unclear', failure: { kind: 'outcome-unknown', charged: 'unknown' } });
  });

  it.each([
    ['response.data as a list', { id: '{id}', finished_at: 2, response: { success: true, data: [clip] } }],
    ['response.data as one object', { id: '{id}', finished_at: 2, response: { success: true, data: clip } }],
    ['task.content.url', { task: { id: '{id}', status: 'succeeded', content: { url: clip.video_url } } }],
    [
      'items of the older kind',
      { items: [{ id: '{id}', finished_at: 2, response: { success: true, data: [clip] } }], count: 1 },
    ],
    [
      'items of the newer kind',
      { items: [{ id: '{id}', status: 'succeeded', content: { url: clip.video_url } }], total: 1 },
    ],
  ])('A2 the clip is found in %s', async (_where, body) => {
    expect(await rig.poll({ json: rig.filled(body) })).toMatchObject({ outcome: 'succeeded', outputs });
  });

  it.each(['succeeded', 'succeed', 'completed', 'success'])('A2 the state %s is success', async (state) => {
    const json = { id: '1', finished_at: 2, response: { success: true, data: [{ ...clip, state }] } };
    expect(await rig.poll({ json })).toMatchObject({ outcome: 'succeeded', outputs });
  });

  it.each(['failed', 'error', 'cancelled'])('A2 the state %s is failure', async (state) => {
    const json = { id: '1', finished_at: 2, response: { success: true, data: [{ id: 'v1', state }] } };
    expect(await rig.poll({ json })).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'provider-failed', charged: 'no' },
    });
  });

  it('A2 without any status field the times tell', async () => {
    const waiting = await rig.poll({ json: { id: '1', created_at: 1, request: {} } });
    expect(waiting).toMatchObject({ outcome: 'waiting', phase: 'queued' });
    const running = await rig.poll({ json: { id: '1', created_at: 1, started_at: 2, request: {} } });
    expect(running).toMatchObject({ outcome: 'waiting', phase: 'running' });
  });

  it('A2 finished without a clip and without an error ends as not understood, with the answer kept', async () => {
    const json = { id: 'task-77', started_at: 1, finished_at: 2, elapsed: 1, response: {} };
    const { outcomes } = await lookTimes(rig, { json }, 4);
    const ended = outcomes.find(({ outcome }) => outcome === 'failed');
    expect(ended).toMatchObject({ failure: { kind: 'provider-changed' } });
    expect(ended && failureOf(ended).vendorText).toContain('task-77');
  });

  it.each([
    [400, 'token_mismatched', 'key-rejected'],
    [401, 'token_mismatched', 'key-rejected'],
    [403, 'used_up', 'balance'],
    [403, 'forbidden', 'moderation'],
    [400, 'forbidden', 'moderation'],
    [400, 'used_up', 'balance'],
  ])('A3 %i %s is told by its code', async (status, code, kind) => {
    const outcome = await rig.submit({ status, json: { error: { code, message: 'words' }, trace_id: 'trace-5' } });
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      failure: { kind, vendorCode: code, requestId: 'trace-5', charged: 'no' },
    });
  });

  it('A3 a disabled application is no matter of balance or of content', async () => {
    const outcome = await rig.submit({
      status: 403,
      json: { error: { code: 'disabled', message: 'words' }, trace_id: 't' },
    });
    expect(['not-permitted', 'key-rejected']).toContain(failureOf(outcome).kind);
  });

  it('A3 a 403 without a code is a matter of permission, with the server’s words', async () => {
    const outcome = await rig.submit({ status: 403, json: { error: 'ask your administrator' } });
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      failure: { kind: 'not-permitted', vendorText: 'ask your administrator' },
    });
  });

  it('A4 the model is always named', async () => {
    for (const model of provider.models) {
      const needsPicture = model.image?.use === 'required';
      const firstFrame = { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const;
      const request = { modelId: model.id, ...(needsPicture ? { firstFrame } : {}) };
      await rig.submit({ json: { task_id: 'job-1' } }, { request });
      expect(JSON.parse(rig.server.received[0]?.body.toString() ?? '')).toMatchObject({ model: model.id });
    }
    expect(provider.models.map(({ id }) => id).sort()).toEqual(['minimax-i2v', 'minimax-i2v-director', 'minimax-t2v']);
  });

  it('A4 the text model takes no picture, the picture models need one', () => {
    const address = { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const;
    expect(errorsWith(provider, { modelId: 'minimax-t2v', firstFrame: address })).toHaveLength(1);
    for (const modelId of ['minimax-i2v', 'minimax-i2v-director']) {
      expect(errorsWith(provider, { modelId })).toHaveLength(1);
      expect(errorsWith(provider, { modelId, firstFrame: address })).toEqual([]);
    }
  });

  it('A5 the picture itself is refused before anything is sent, and the reason is said', () => {
    const inside = { kind: 'url', url: 'data:image/png;base64,iVBORw0KGgo=' } as const;
    for (const modelId of ['minimax-i2v', 'minimax-i2v-director']) {
      expect(errorsWith(provider, { modelId, firstFrame: inside })).toMatchObject([{ field: 'firstFrame' }]);
      const [issue] = errorsWith(provider, { modelId, firstFrame: picture() });
      expect(issue).toMatchObject({ field: 'firstFrame' });
      expect(issue?.message).toMatch(/public https address/);
    }
  });

  it.each([
    ['404', { status: 404, json: { error: { code: 'not_found', message: 'no such task' }, trace_id: 't' } }],
    ['an empty object', { json: {} }],
    ['an empty list', { json: { items: [], count: 0 } }],
  ])('A6 %s means not visible yet for 60 s, then failed', async (_title, answer) => {
    const remote = acceptedRemote(await rig.submit({ json: { task_id: 'job-1' } }));
    for (const ageMs of [1000, 30_000, 59_000]) {
      expect(await rig.poll(answer, { remote, ageMs })).toMatchObject({ outcome: 'waiting', phase: 'queued' });
    }
    const late = await rig.poll(answer, { remote, ageMs: 61_000 });
    expect(late.outcome).toBe('failed');
    expect(failureOf(late).charged).not.toBe('yes');
  });
});
