import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, startRig, type Rig } from './rig.ts';
import { errorsWith, picture, providerOf } from './validated.ts';

const provider = providerOf('aimlapi');

describe('AI/ML API', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const legacyPath = '/v2/generate/video/minimax/generation';

  function look(fields: Record<string, unknown>): { json: unknown } {
    return { json: rig.filled({ id: '{id}', video: null, error: null, ...fields }) };
  }

  it('M1 the documented path goes with its own field names, never with those of the newer path', async () => {
    const firstFrame = { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const;
    await rig.submit(
      { json: { generation_id: 'job-1', status: 'queued' } },
      { request: { firstFrame, promptOptimizer: false } },
    );
    const [received] = rig.server.received;
    expect(received?.target).toBe(legacyPath);
    const body = JSON.parse(received?.body.toString() ?? '') as Record<string, unknown>;
    expect(body).toMatchObject({
      model: 'minimax/hailuo-02',
      first_frame_image: firstFrame.url,
      prompt_optimizer: false,
    });
    for (const name of ['image_url', 'last_image_url', 'enhance_prompt']) expect(body).not.toHaveProperty(name);
  });

  it.each([404, 410])('M1 %i on that path is told, and no other path is tried', async (status) => {
    const outcome = await rig.submit({
      status,
      json: { message: 'nothing here', requestId: 'q-1', statusCode: status },
    });
    expect(['rejected', 'unclear']).toContain(outcome.outcome);
    if (status === 404) expect(outcome.outcome).toBe('rejected');
    expect(failureOf(outcome)).toMatchObject({ httpStatus: status, vendorText: 'nothing here' });
    expect(rig.server.received.map(({ target }) => target)).toEqual([legacyPath]);
  });

  it.each(['queued', 'waiting', 'active', 'generating', 'rendering'])(
    'M2 a link beside “%s” is not the clip',
    async (status) => {
      const outcome = await rig.poll(look({ status, video: { url: 'https://clips.example.com/placeholder.mp4' } }));
      expect(outcome).toMatchObject({ outcome: 'waiting' });
    },
  );

  it.each(['complete', 'completed', 'Completed'])('M3 %s is success', async (status) => {
    const outcome = await rig.poll(look({ status, video: { url: 'https://clips.example.com/a.mp4' } }));
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: 'https://clips.example.com/a.mp4' }] });
  });

  it.each([
    ['queued', 'queued'],
    ['waiting', 'queued'],
    ['active', 'running'],
    ['generating', 'running'],
  ])('M3 %s is %s', async (status, phase) => {
    expect(await rig.poll(look({ status }))).toMatchObject({ outcome: 'waiting', phase });
  });

  it.each(['error', 'failed'])('M3 %s is failure and costs nothing', async (status) => {
    const outcome = await rig.poll(look({ status }));
    expect(outcome).toMatchObject({ outcome: 'failed', failure: { kind: 'provider-failed', charged: 'no' } });
  });

  it.each([
    ['an object', { name: 'Broken', message: 'it broke' }],
    ['a text', 'it broke'],
    ['a list', [{ message: 'it broke' }]],
  ])('M4 an error as %s is read', async (_title, error) => {
    const outcome = await rig.poll(look({ status: 'error', error }));
    expect(outcome).toMatchObject({ outcome: 'failed', failure: { kind: 'provider-failed' } });
    expect(failureOf(outcome).vendorText).toContain('it broke');
  });

  it('M4 an error of null is none', async () => {
    expect(await rig.poll(look({ status: 'generating', error: null }))).toMatchObject({ outcome: 'waiting' });
  });

  it.each([400, '400'])('M4 the statusCode %o is read', async (statusCode) => {
    const json = { message: 'the body is wrong', path: '/v2', requestId: 'q-9', statusCode, timestamp: 'now' };
    const outcome = await rig.submit({ status: 400, json });
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      failure: { kind: 'invalid-request', httpStatus: 400, vendorText: 'the body is wrong', requestId: 'q-9' },
    });
  });

  it.each([
    'You are out of credits',
    'Your balance is too low',
    'Please top up',
    'Visit the billing page',
    'CREDITS exhausted',
  ])('M5 403 “%s” is a matter of balance', async (message) => {
    const outcome = await rig.submit({ status: 403, json: { message, requestId: 'q-1', statusCode: 403 } });
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind: 'balance', charged: 'no' } });
  });

  it('M5 any other 403 is a matter of permission', async () => {
    const outcome = await rig.submit({
      status: 403,
      json: { message: 'not for this account', requestId: 'q-1', statusCode: 403 },
    });
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind: 'not-permitted' } });
  });

  it.each([
    ['WebP', picture({ type: 'image/webp' })],
    ['more than 20 MB', picture({ sizeBytes: 21_000_000 })],
    ['5:2 itself', picture({ widthPixels: 2000, heightPixels: 800 })],
    ['2:5 itself', picture({ widthPixels: 800, heightPixels: 2000 })],
    ['a short side of 300', picture({ widthPixels: 400, heightPixels: 300 })],
  ])('M6 a picture is refused before anything is sent: %s', (_title, firstFrame) => {
    expect(errorsWith(provider, { firstFrame })).toMatchObject([{ field: 'firstFrame' }]);
  });

  it('M6 a picture just inside the limits is taken', () => {
    const inside = [
      picture({ type: 'image/png' }),
      picture({ widthPixels: 1999, heightPixels: 800 }),
      picture({ widthPixels: 301, heightPixels: 301 }),
      picture({ sizeBytes: 20_000_000 }),
    ];
    for (const firstFrame of inside) expect(errorsWith(provider, { firstFrame })).toEqual([]);
    expect(errorsWith(provider, { durationSeconds: 10, resolution: '1080P' })).toMatchObject([{ field: 'resolution' }]);
  });

  it('C5 the cost is the one that the answer names', async () => {
    const finished = look({ status: 'completed', video: { url: 'https://clips.example.com/a.mp4' } });
    const outcome = await rig.poll({
      ...finished,
      headers: { 'x-aimlapi-usd-spent': '0.294', 'x-aimlapi-credits-used': '588000' },
    });
    expect(outcome).toMatchObject({ outcome: 'succeeded', cost: { amount: 0.294, unit: 'USD' } });
    const credits = await rig.poll({ ...finished, headers: { 'x-aimlapi-credits-used': '588000' } });
    expect(credits).toMatchObject({ outcome: 'succeeded', cost: { amount: 588_000, unit: 'credits' } });
    for (const garbled of ['much', 'NaN', '-1', '1e400', '']) {
      const told = await rig.poll({ ...finished, headers: { 'x-aimlapi-usd-spent': garbled } });
      expect(told).not.toHaveProperty('cost');
    }
  });
});
