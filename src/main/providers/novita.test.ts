import { describe, expect, it } from 'vitest';
import { novita } from './novita.ts';
import type { ProviderAnswer } from './http.ts';
import type { ResolvedRequest } from './provider.ts';
import { contextFor, jsonAnswer, noAnswer, pageAnswer, scriptedHttp } from './wire/scripted-http.ts';

const text: ResolvedRequest = { providerId: 'novita', modelId: 'minimax-hailuo-02', prompt: 'a sea' };
const link = 'https://s3.example/clip.mp4';
const now = contextFor(scriptedHttp()).now;

async function submit(request: ResolvedRequest, answer: ProviderAnswer) {
  const http = scriptedHttp(answer);
  return { outcome: await novita.submit(request, contextFor(http)), calls: http.calls };
}

async function poll(answer: ProviderAnswer, waitedMs?: number) {
  return novita.poll({ id: 't-1' }, contextFor(scriptedHttp(answer), waitedMs));
}

function task(status: string, more: Record<string, unknown> = {}, videos: unknown = []) {
  return { task: { task_id: 't-1', status, reason: '', eta: 0, progress_percent: 0, ...more }, images: [], videos };
}

describe('submit', () => {
  it.each([
    [{ kind: 'data', dataUrl: 'data:image/png;base64,AA' }, { image: 'data:image/png;base64,AA' }],
    [
      { kind: 'url', url: 'https://a.example/1.jpg' },
      { image_url: 'https://a.example/1.jpg', image: 'https://a.example/1.jpg' },
    ],
  ] as const)('hands a picture over so that no page of Novita’s is wrong: %j', async (firstFrame, fields) => {
    const request: ResolvedRequest = {
      ...text,
      firstFrame,
      durationSeconds: 6,
      resolution: '1080P',
      promptOptimizer: false,
    };
    const { outcome, calls } = await submit(request, jsonAnswer({ task_id: 't-1' }));
    expect(outcome).toEqual({ outcome: 'accepted', remote: { id: 't-1' } });
    expect(calls[0]).toMatchObject({ method: 'POST', path: '/v3/async/minimax-hailuo-02' });
    expect(calls[0]?.body).toEqual({
      prompt: 'a sea',
      ...fields,
      duration: 6,
      resolution: '1080P',
      enable_prompt_expansion: false,
    });
  });

  it('sends a prompt alone', async () => {
    expect((await submit(text, jsonAnswer({ task_id: 't-1' }))).calls[0]?.body).toEqual({ prompt: 'a sea' });
  });

  it.each([
    [400, 'INVALID_REQUEST_BODY', 'rejected', 'invalid-request'],
    [400, 'INVALID_IMAGE_FORMAT', 'rejected', 'invalid-image'],
    [400, 'ILLEGAL_PROMPT', 'rejected', 'moderation'],
    [400, 'BILLING_BALANCE_NOT_ENOUGH', 'rejected', 'balance'],
    [403, 'NOT_ENOUGH_BALANCE', 'rejected', 'balance'],
    [400, 'MISSING_API_KEY', 'rejected', 'key-rejected'],
    [403, 'INVALID_API_KEY', 'rejected', 'key-rejected'],
    [403, 'NEED_REAL_NAME_VERIFY', 'rejected', 'not-permitted'],
    [401, 'SOMETHING_NEW', 'rejected', 'key-rejected'],
    [429, 'RATE_LIMIT_EXCEEDED', 'not-sent', 'rate-limited'],
    [500, 'CREATE_TASK_FAILED', 'unclear', 'outcome-unknown'],
    [200, 'ILLEGAL_IMAGE_CONTENT', 'rejected', 'moderation'],
    [200, 'CREATE_TASK_FAILED', 'unclear', 'outcome-unknown'],
  ])('%i %s is %s', async (status, reason, outcome, kind) => {
    const body = { code: status, reason, message: 'words of theirs', metadata: {} };
    expect((await submit(text, jsonAnswer(body, status))).outcome).toMatchObject({
      outcome,
      failure: { kind, vendorCode: reason, vendorText: 'words of theirs' },
    });
  });
});

describe('poll', () => {
  it.each([
    ['3600', now + 3_600_000],
    [120, now + 120_000],
    ['soon', now + 3_600_000],
  ])('takes the link with its lifetime %j', async (ttl, expiresAt) => {
    const http = scriptedHttp(
      jsonAnswer(task('TASK_STATUS_SUCCEED', {}, [{ video_url: link, video_url_ttl: ttl, video_type: 'mp4' }])),
    );
    expect(await novita.poll({ id: 'a b' }, contextFor(http))).toEqual({
      outcome: 'succeeded',
      outputs: [{ url: link, expiresAt }],
    });
    expect(http.calls[0]).toMatchObject({ method: 'GET', path: '/v3/async/task-result?task_id=a%20b' });
  });

  it('reads the bare word and the wrapped form', async () => {
    const wrapped = { data: task('succeed', {}, [{ video_url: link }]) };
    expect((await poll(jsonAnswer(wrapped))).outcome).toBe('succeeded');
  });

  it.each([
    [task('TASK_STATUS_QUEUED'), { phase: 'queued' }],
    [
      task('TASK_STATUS_PROCESSING', { progress_percent: 40, eta: 30 }),
      { phase: 'running', progressPercent: 40, etaMs: 30_000 },
    ],
    [
      task('TASK_STATUS_PROCESSING', { progress_percent: '55', eta: '12' }),
      { phase: 'running', progressPercent: 55, etaMs: 12_000 },
    ],
    [task('TASK_STATUS_PROCESSING', { progress_percent: 140, eta: -1 }), { phase: 'running' }],
    [task('TASK_STATUS_MOONWALKING'), { phase: 'running' }],
  ])('%j is waiting', async (body, facts) => {
    expect(await poll(jsonAnswer(body))).toEqual({ outcome: 'waiting', ...facts });
  });

  it.each([
    ['', 'provider-failed'],
    ['content moderation', 'moderation'],
  ])('failed with the reason %j', async (reason, kind) => {
    const outcome = await poll(jsonAnswer(task('TASK_STATUS_FAILED', { reason })));
    expect(outcome).toMatchObject({
      outcome: 'failed',
      failure: { kind, charged: 'unknown', vendorCode: 'TASK_STATUS_FAILED' },
    });
  });

  it('only TASK_FAILED among the 500s is a verdict', async () => {
    expect((await poll(jsonAnswer({ code: 500, reason: 'TASK_FAILED', message: 'x' }, 500))).outcome).toBe('failed');
    expect((await poll(jsonAnswer({ code: 500, reason: 'GET_RESULT_FAILED', message: 'x' }, 500))).outcome).toBe(
      'unclear',
    );
    expect((await poll(pageAnswer(500))).outcome).toBe('unclear');
  });

  it('waits a minute for a task that is not visible yet', async () => {
    const missing = jsonAnswer({ code: 404, reason: 'TASK_NOT_FOUND', message: 'x' }, 404);
    expect((await poll(missing, 30_000)).outcome).toBe('waiting');
    expect((await poll(missing, 60_000)).outcome).toBe('failed');
    expect((await poll(pageAnswer(404), 60_000)).outcome).toBe('unclear');
  });

  it.each([
    [400, 'MISSING_API_KEY', 'key-rejected'],
    [403, 'INVALID_API_KEY', 'key-rejected'],
    [400, 'BILLING_BALANCE_NOT_ENOUGH', 'not-permitted'],
    [429, 'RATE_LIMIT_EXCEEDED', 'rate-limited'],
  ])('%i %s says nothing about the clip', async (status, reason, kind) => {
    expect(await poll(jsonAnswer({ code: status, reason, message: 'm' }, status))).toMatchObject({
      outcome: 'unclear',
      failure: { kind },
    });
  });

  it('done without link is counted', async () => {
    for (const videos of [[], null, [{ video_url: '' }]]) {
      expect(await poll(jsonAnswer(task('TASK_STATUS_SUCCEED', {}, videos)))).toMatchObject({
        outcome: 'waiting',
        remote: { doneWithoutLink: 1 },
      });
    }
  });
});

it('the key test asks for the balance and shows no sum without a unit', async () => {
  if (!novita.keyTest.free) throw new Error('there is a free call');
  const http = scriptedHttp(jsonAnswer({ availableBalance: '1000', cashBalance: '0' }));
  expect(await novita.keyTest.run(contextFor(http))).toMatchObject({ works: true, message: 'The key works.' });
  expect(http.calls[0]).toMatchObject({ method: 'GET', path: '/openapi/v1/billing/balance/detail' });
});

/** The call and its answer: novita.ai/docs, "User Balance Info", read 2026-11-21. */
describe('balance', () => {
  const read = async (answer: ProviderAnswer) => novita.balance?.read(contextFor(scriptedHttp(answer)));

  it('is asked for by one free call, and stands without a currency', async () => {
    const http = scriptedHttp(
      jsonAnswer({
        availableBalance: '1000000',
        cashBalance: '800000',
        creditLimit: '200000',
        pendingCharges: '0',
        outstandingInvoices: '0',
      }),
    );
    expect(await novita.balance?.read(contextFor(http))).toEqual({
      told: true,
      balance: { amount: 1_000_000, unit: 'own' },
    });
    expect(http.calls).toEqual([{ method: 'GET', path: '/openapi/v1/billing/balance/detail' }]);
  });

  it.each([
    ['0', 0],
    ['-2500', -2500],
    [7.5, 7.5],
  ])('%j is %d', async (availableBalance, amount) => {
    expect(await read(jsonAnswer({ availableBalance }))).toEqual({ told: true, balance: { amount, unit: 'own' } });
  });

  it.each([
    [jsonAnswer({ cashBalance: '800000' }), 'provider-changed', /does not know/],
    [jsonAnswer({ availableBalance: '' }), 'provider-changed', /does not know/],
    [jsonAnswer({ availableBalance: '1,000' }), 'provider-changed', /does not know/],
    [jsonAnswer({ availableBalance: { amount: 1 } }), 'provider-changed', /does not know/],
    [jsonAnswer({ reason: 'MISSING_API_KEY', code: 400 }, 400), 'key-rejected', /did not accept the key/],
    [jsonAnswer({ message: 'Unauthorized' }, 401), 'key-rejected', /did not accept the key/],
    [jsonAnswer({ message: 'bad request' }, 400), 'invalid-request', /does not know/],
    [pageAnswer(200, '<html>Welcome</html>'), 'provider-changed', /does not know/],
    [noAnswer(false), 'network', /could not be reached/],
  ])('%j is no balance: %s', async (answer, kind, words) => {
    expect(await read(answer)).toMatchObject({
      told: false,
      failure: { kind, stage: 'local', charged: 'no', message: expect.stringMatching(words) },
    });
  });
});
