import { describe, expect, it } from 'vitest';
import { appypie } from './appypie.ts';
import type { ProviderAnswer } from './http.ts';
import type { PollOutcome, ResolvedRequest } from './provider.ts';
import { contextFor, jsonAnswer, noAnswer, pageAnswer, scriptedHttp } from './wire/scripted-http.ts';

const request: ResolvedRequest = { providerId: 'appypie', modelId: 'minimax-hailuo-ai', prompt: 'a sea' };
const link = 'https://oss.example/inference_output%2Fvideo%2Foutput.mp4?';
const allWell = { status_code: 0, status_msg: 'success' };

async function submit(answer: ProviderAnswer, more: Partial<ResolvedRequest> = {}) {
  const http = scriptedHttp(answer);
  return { outcome: await appypie.submit({ ...request, ...more }, contextFor(http)), calls: http.calls };
}

async function poll(
  answer: ProviderAnswer,
  waitedMs?: number,
  remote: { id: string; troublesInARow?: number } = { id: '11' },
) {
  const { troublesInARow, ...rest } = remote;
  const kept = troublesInARow === undefined ? rest : { ...rest, troublesInARow };
  return appypie.poll(kept, contextFor(scriptedHttp(answer), waitedMs));
}

describe('submit', () => {
  it('sends the prompt, and the optimizer only where it was chosen', async () => {
    const plain = await submit(jsonAnswer({ task_id: '11', base_resp: allWell }));
    expect(plain.outcome).toEqual({ outcome: 'accepted', remote: { id: '11' } });
    expect(plain.calls[0]).toMatchObject({
      method: 'POST',
      path: '/minimax-hailuo-ai/v1/generate',
      headers: { 'cache-control': 'no-cache' },
    });
    expect(plain.calls[0]?.body).toEqual({ prompt: 'a sea' });
    const chosen = await submit(jsonAnswer({ task_id: '11' }), { promptOptimizer: false });
    expect(chosen.calls[0]?.body).toEqual({ prompt: 'a sea', prompt_optimizer: false });
    expect(appypie.authorize('k')).toEqual({ 'Ocp-Apim-Subscription-Key': 'k' });
  });

  it('refuses a picture before anything is sent', async () => {
    const { outcome, calls } = await submit(jsonAnswer({ task_id: '1' }), {
      firstFrame: { kind: 'url', url: 'https://a.example/1.jpg' },
    });
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind: 'invalid-image' } });
    expect(calls).toHaveLength(0);
  });

  it.each([
    [1000, 'unclear', 'outcome-unknown'],
    [1001, 'unclear', 'outcome-unknown'],
    [1002, 'not-sent', 'rate-limited'],
    [1004, 'rejected', 'key-rejected'],
    [1008, 'rejected', 'balance'],
    [1024, 'unclear', 'outcome-unknown'],
    [1026, 'rejected', 'moderation'],
    [1033, 'unclear', 'outcome-unknown'],
    [1039, 'not-sent', 'rate-limited'],
    [1041, 'not-sent', 'rate-limited'],
    [2013, 'rejected', 'invalid-request'],
    [2045, 'not-sent', 'rate-limited'],
    [7777, 'unclear', 'outcome-unknown'],
  ])('200 with code %i inside is %s', async (code, outcome, kind) => {
    const body = { task_id: '', base_resp: { status_code: code, status_msg: 'no' } };
    expect((await submit(jsonAnswer(body))).outcome).toMatchObject({
      outcome,
      failure: { kind, vendorCode: String(code) },
    });
  });

  it.each([
    ['an address that is gone', jsonAnswer({ error: 'Endpoint not found' }, 404), 'rejected'],
    ['a page that is gone', pageAnswer(404), 'unclear'],
    ['a name that is gone', noAnswer(false), 'not-sent'],
  ])('%s points to Pixazo', async (_name, answer, outcome) => {
    const result = (await submit(answer)).outcome;
    expect(result).toMatchObject({ outcome, failure: { message: expect.stringContaining('Pixazo') } });
  });

  it('reads the refusals of the gateway before the service', async () => {
    const body = { statusCode: 401, message: 'Access denied due to missing subscription key.' };
    expect((await submit(jsonAnswer(body, 401))).outcome).toMatchObject({
      outcome: 'rejected',
      failure: { kind: 'key-rejected' },
    });
  });
});

describe('poll', () => {
  it('hands the signed link on untouched', async () => {
    const http = scriptedHttp(
      jsonAnswer({ file: { file_id: 202452863353065, bytes: 0, download_url: link }, base_resp: allWell }),
    );
    expect(await appypie.poll({ id: '11' }, contextFor(http))).toEqual({
      outcome: 'succeeded',
      outputs: [{ url: link }],
    });
    expect(http.calls[0]).toMatchObject({
      method: 'POST',
      path: '/minimax-hailuo-ai-polling/v1/getStatus',
      body: { task_id: '11' },
    });
  });

  it.each([
    [{ base_resp: allWell }, 'running'],
    [{ file: { download_url: '' }, base_resp: allWell }, 'running'],
    [{ status: 'Preparing' }, 'queued'],
    [{ status: 'Queueing', base_resp: allWell }, 'queued'],
    [{ status: 'Processing' }, 'running'],
    [{ status: 'Success', file_id: '9', base_resp: allWell }, 'running'],
    [{ msg: 'Image Getting Created' }, 'running'],
    [{ status: 'moonwalking' }, 'running'],
  ])('%j is waiting, %s', async (body, phase) => {
    expect(await poll(jsonAnswer(body))).toEqual({ outcome: 'waiting', phase });
  });

  it('success without file or link is counted', async () => {
    expect(await poll(jsonAnswer({ status: 'Success' }))).toMatchObject({
      outcome: 'waiting',
      remote: { doneWithoutLink: 1 },
    });
  });

  it.each([200, 404])('NOT_FOUND with %i means "not yet" for 90 s', async (status) => {
    expect(await poll(jsonAnswer({ status: 'NOT_FOUND' }, status), 80_000)).toEqual({
      outcome: 'waiting',
      phase: 'queued',
    });
    expect(await poll(jsonAnswer({ status: 'NOT_FOUND' }, status), 90_000)).toMatchObject({
      outcome: 'failed',
      failure: { charged: 'unknown' },
    });
  });

  it('asks five more times after a code of trouble, then it is the verdict', async () => {
    const trouble = jsonAnswer({ base_resp: { status_code: 1024, status_msg: 'internal' } });
    let remote: { id: string; troublesInARow?: number } = { id: '11' };
    for (let look = 1; look <= 5; look += 1) {
      const outcome: PollOutcome = await poll(trouble, undefined, remote);
      expect(outcome).toMatchObject({ outcome: 'unclear', remote: { troublesInARow: look } });
      remote = { id: '11', troublesInARow: look };
    }
    expect(await poll(trouble, undefined, remote)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'provider-failed', charged: 'unknown' },
    });
    expect(await poll(jsonAnswer({ status: 'Processing' }), undefined, remote)).toMatchObject({
      outcome: 'waiting',
      remote: { id: '11' },
    });
  });

  it.each([
    [1026, 'moderation'],
    [1027, 'moderation'],
    [2013, 'invalid-request'],
    [7777, 'provider-failed'],
  ])('code %i is the verdict', async (code, kind) => {
    const body = { base_resp: { status_code: code, status_msg: 'no' } };
    expect(await poll(jsonAnswer(body))).toMatchObject({
      outcome: 'failed',
      failure: { kind, charged: 'unknown', vendorCode: String(code) },
    });
  });

  it.each([1004, 2049])('code %i is about the key, not about the clip', async (code) => {
    const body = { base_resp: { status_code: code, status_msg: 'no' } };
    expect(await poll(jsonAnswer(body))).toMatchObject({ outcome: 'unclear', failure: { kind: 'key-rejected' } });
  });

  it.each([
    [{ status: 'Fail', error: 'refused by the moderation' }, 'moderation'],
    [{ error: 'refused by the moderation' }, 'moderation'],
    [{ status: 'Pondering', error: 'it broke' }, 'provider-failed'],
  ])('%j is the verdict', async (body, kind) => {
    expect(await poll(jsonAnswer(body))).toMatchObject({ outcome: 'failed', failure: { kind } });
  });

  it('an error without status word may pass', async () => {
    const outcome = await poll(jsonAnswer({ error: 'try again later' }));
    expect(outcome).toMatchObject({ outcome: 'unclear', remote: { troublesInARow: 1 } });
  });

  it('Fail is the verdict', async () => {
    expect(await poll(jsonAnswer({ status: 'Fail', base_resp: allWell }))).toMatchObject({
      outcome: 'failed',
      failure: { vendorCode: 'Fail' },
    });
  });

  it('a missing address is no verdict', async () => {
    const outcome = await poll(jsonAnswer({ error: 'Endpoint not found' }, 404));
    expect(outcome).toMatchObject({ outcome: 'unclear', failure: { message: expect.stringContaining('Pixazo') } });
  });
});
