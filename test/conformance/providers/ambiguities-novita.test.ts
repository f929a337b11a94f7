import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedRequest } from '../../../src/main/providers/provider.ts';
import { failureOf, sentAt, startRig, type Rig } from './rig.ts';
import { issuesWith, picture, providerOf } from './validated.ts';

const provider = providerOf('novita');

describe('Novita', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const ageMs = 200_000;
  const link = 'https://clips.example.com/a.mp4';

  function look(task: Record<string, unknown>, video?: Record<string, unknown>): { json: unknown } {
    return {
      json: rig.filled({
        task: { task_id: '{id}', reason: '', ...task },
        images: [],
        videos: video === undefined ? [] : [video],
      }),
    };
  }

  async function bodyFor(firstFrame: NonNullable<ResolvedRequest['firstFrame']>): Promise<Record<string, unknown>> {
    await rig.submit({ json: { task_id: 'job-1' } }, { request: { firstFrame } });
    return JSON.parse(rig.server.received[0]?.body.toString() ?? '') as Record<string, unknown>;
  }

  it('N1 a picture from disk goes as image only, an address under both names', async () => {
    const dataUrl = 'data:image/jpeg;base64,/9j/4AAQ';
    const fromDisk = await bodyFor({ kind: 'data', dataUrl });
    expect(fromDisk).toMatchObject({ image: dataUrl });
    expect(fromDisk).not.toHaveProperty('image_url');
    const url = 'https://pictures.example.com/a.jpg';
    expect(await bodyFor({ kind: 'url', url })).toMatchObject({ image: url, image_url: url });
  });

  it('N1 a refusal of the unknown name is reported, and nothing is sent again', async () => {
    const json = { code: 400, reason: 'INVALID_REQUEST_BODY', message: 'unknown field "image"', metadata: {} };
    const firstFrame = { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const;
    const outcome = await rig.submit({ status: 400, json }, { request: { firstFrame } });
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      failure: { vendorText: 'unknown field "image"', charged: 'no' },
    });
    expect(rig.server.received).toHaveLength(1);
  });

  it('N1 the doubt is said before a picture is sent', () => {
    const said = issuesWith(provider, { firstFrame: picture() });
    expect(said).toMatchObject([{ field: 'firstFrame', severity: 'warning' }]);
    expect(issuesWith(provider, {})).toEqual([]);
  });

  it.each([
    ['a quoted number', '3600', 3600],
    ['a number', 1800, 1800],
    ['missing', undefined, 3600],
    ['no number', 'soon', 3600],
    ['zero', '0', 3600],
    ['less than zero', -5, 3600],
  ])('N2 the life of a link as %s', async (_title, ttl, seconds) => {
    const outcome = await rig.poll(look({ status: 'TASK_STATUS_SUCCEED' }, { video_url: link, video_url_ttl: ttl }), {
      ageMs,
    });
    expect(outcome).toMatchObject({
      outcome: 'succeeded',
      outputs: [{ url: link, expiresAt: sentAt + ageMs + seconds * 1000 }],
    });
  });

  it.each([undefined, 'soon', 0])('N2 with a life of %s the link itself tells', async (ttl) => {
    const signed = `${link}?X-Amz-Date=20261121T120000Z&X-Amz-Expires=900&X-Amz-Signature=ab`;
    const outcome = await rig.poll(look({ status: 'TASK_STATUS_SUCCEED' }, { video_url: signed, video_url_ttl: ttl }), {
      ageMs,
    });
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: signed, expiresAt: sentAt + 900_000 }] });
  });

  it.each([
    ['zero', { eta: 0, progress_percent: 0 }],
    ['missing', {}],
    ['no numbers', { eta: 'soon', progress_percent: 'half' }],
    ['below zero', { eta: -3, progress_percent: -1 }],
    ['beyond all measure', { eta: 1e308, progress_percent: 1e308 }],
  ])('N3 eta and progress that are %s are not shown', async (_title, fields) => {
    const outcome = await rig.poll(look({ status: 'TASK_STATUS_PROCESSING', ...fields }));
    expect(outcome).toMatchObject({ outcome: 'waiting', phase: 'running' });
    for (const field of ['etaMs', 'progressPercent']) expect(outcome).not.toHaveProperty(field);
  });

  it('N3 good numbers are shown, and a progress over 100 is not', async () => {
    const good = await rig.poll(look({ status: 'TASK_STATUS_PROCESSING', eta: 30, progress_percent: 55 }));
    expect(good).toMatchObject({ outcome: 'waiting', etaMs: 30_000, progressPercent: 55 });
    const over = await rig.poll(look({ status: 'TASK_STATUS_PROCESSING', progress_percent: 180 }));
    expect(over).toMatchObject({ outcome: 'waiting' });
    expect('progressPercent' in over ? over.progressPercent : 100).toBe(100);
  });

  it.each([
    [400, 'BILLING_BALANCE_NOT_ENOUGH', 'balance'],
    [403, 'BILLING_BALANCE_NOT_ENOUGH', 'balance'],
    [403, 'NOT_ENOUGH_BALANCE', 'balance'],
    [401, 'INVALID_API_KEY', 'key-rejected'],
    [403, 'INVALID_API_KEY', 'key-rejected'],
    [403, 'API_NOT_ALLOWED', 'not-permitted'],
    [400, 'ILLEGAL_PROMPT', 'moderation'],
    [400, 'INVALID_IMAGE_FORMAT', 'invalid-image'],
  ])('N4 %i %s is told by its reason', async (code, reason, kind) => {
    const outcome = await rig.submit({ status: code, json: { code, reason, message: 'words', metadata: {} } });
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind, vendorCode: reason, charged: 'no' } });
  });

  it('N4 400 MISSING_API_KEY is a matter of the key', async () => {
    const outcome = await rig.submit({
      status: 400,
      json: { code: 400, reason: 'MISSING_API_KEY', message: 'words', metadata: {} },
    });
    expect(['key-rejected', 'key-missing']).toContain(failureOf(outcome).kind);
  });

  it('N5 500 TASK_FAILED on a look is final; any other 500 is looked at again', async () => {
    const final = await rig.poll({
      status: 500,
      json: { code: 500, reason: 'TASK_FAILED', message: 'it broke', metadata: {} },
    });
    expect(final).toMatchObject({ outcome: 'failed', failure: { kind: 'provider-failed', vendorCode: 'TASK_FAILED' } });
    for (const reason of ['GET_RESULT_FAILED', 'CREATE_TASK_FAILED', 'SOMETHING_NEW']) {
      const outcome = await rig.poll({ status: 500, json: { code: 500, reason, message: 'words', metadata: {} } });
      expect(outcome.outcome, reason).toBe('unclear');
    }
  });

  it('N6 a dead link is renewed by looking again, with the same handle', async () => {
    const remote = await rig.takenJob();
    for (const fresh of [`${link}?X-Amz-Signature=1`, `${link}?X-Amz-Signature=2`]) {
      const outcome = await rig.poll(
        look({ status: 'TASK_STATUS_SUCCEED' }, { video_url: fresh, video_url_ttl: '3600' }),
        {
          remote,
          ageMs: 9_000_000,
        },
      );
      expect(outcome).toMatchObject({
        outcome: 'succeeded',
        outputs: [{ url: fresh, expiresAt: sentAt + 12_600_000 }],
      });
    }
  });

  // The odd word of the task result page, and where clients have met it.
  it.each([
    ['TASK_STATUS_SUCCEED', { task: { status: 'TASK_STATUS_SUCCEED' }, videos: [{ video_url: link }] }],
    ['TASK_STATUS_SUCCEEDED', { task: { status: 'TASK_STATUS_SUCCEEDED' }, videos: [{ video_url: link }] }],
    ['the bare word', { task: { status: 'succeed' }, videos: [{ video_url: link }] }],
    ['data around all of it', { data: { task: { status: 'TASK_STATUS_SUCCEED' }, videos: [{ video_url: link }] } }],
  ])(
    'N7 success is read from %s (task result page: the word is SUCCEED, and data may wrap the task)',
    async (_title, json) => {
      expect(await rig.poll({ json })).toMatchObject({ outcome: 'succeeded', outputs: [{ url: link }] });
    },
  );
});
