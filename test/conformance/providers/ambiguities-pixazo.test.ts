import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { acceptedRemote, expectCall, startRig, type Rig } from './rig.ts';
import { errorsWith, issuesWith, picture, providerOf } from './validated.ts';

const provider = providerOf('pixazo');

describe('Pixazo', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  function look(fields: Record<string, unknown>): { json: unknown } {
    return {
      json: rig.filled({ request_id: '{id}', model_id: 'minimax-hailuo-ai', error: null, output: null, ...fields }),
    };
  }

  it.each([
    ['FAILED', 'unknown'],
    ['ERROR', 'no'],
  ])('X1 %s is failed, the word is kept, and charged is “%s”', async (status, charged) => {
    const outcome = await rig.poll(look({ status, error: 'it broke' }));
    expect(outcome).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'provider-failed', charged, vendorCode: status, vendorText: 'it broke' },
    });
  });

  it('X2 the model is called Hailuo 2.3, and 10 s at 1080P is refused before anything is sent', () => {
    expect(provider.models.map(({ name }) => name)).toEqual(['Hailuo 2.3']);
    expect(errorsWith(provider, { durationSeconds: 10, resolution: '1080P' })).toMatchObject([{ field: 'resolution' }]);
    expect(errorsWith(provider, { durationSeconds: 6, resolution: '1080P' })).toEqual([]);
    expect(errorsWith(provider, { durationSeconds: 10, resolution: '768P' })).toEqual([]);
  });

  it.each([200, 201, 202])('X3 %i is accepted', async (status) => {
    const outcome = await rig.submit({ status, json: { request_id: 'minimax-hailuo-ai_1', status: 'QUEUED' } });
    expect(acceptedRemote(outcome).id).toBe('minimax-hailuo-ai_1');
  });

  it.each([
    ['IN_QUEUE', 'queued'],
    ['IN_PROGRESS', 'running'],
    ['QUEUED', 'queued'],
    ['PROCESSING', 'running'],
  ])('X3 %s is %s', async (status, phase) => {
    expect(await rig.poll(look({ status }))).toMatchObject({ outcome: 'waiting', phase });
  });

  it('X4 a polling address on another host gets neither the key nor a call', async () => {
    const stranger = await startScriptedServer();
    try {
      stranger.script({ json: { status: 'COMPLETED', output: { media_url: ['https://clips.example.com/x.mp4'] } } });
      const json = {
        request_id: 'job-1',
        status: 'QUEUED',
        polling_url: `${stranger.origin}/v2/requests/status/job-1`,
      };
      const remote = acceptedRemote(await rig.submit({ status: 202, json }));
      expect(await rig.poll(look({ status: 'PROCESSING' }), { remote })).toMatchObject({ outcome: 'waiting' });
      expect(stranger.received).toEqual([]);
      expect(rig.server.received).toHaveLength(1);
      expectCall(rig, rig.server.received[0], rig.fixtures.requests.poll, 'job-1');
    } finally {
      await stranger.stop();
    }
  });

  it.each([
    ['a list', ['https://clips.example.com/output.ext']],
    ['a text', 'https://clips.example.com/output.ext'],
    ['a list whose first entry is no link', ['', 'https://clips.example.com/output.ext']],
  ])('X5 media_url is taken as %s, whatever the type and the ending say', async (_title, mediaUrl) => {
    const output = { media_url: mediaUrl, media_type: 'application/octet-stream' };
    const outcome = await rig.poll(look({ status: 'COMPLETED', output }));
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: 'https://clips.example.com/output.ext' }] });
  });

  it('X6 no callback is asked for by itself, and one of the user’s own goes into the documented header only', async () => {
    const answer = { status: 202, json: { request_id: 'job-1', status: 'QUEUED' } };
    await rig.submit(answer);
    const [plain] = rig.server.received;
    expect(plain?.headers).not.toHaveProperty('x-webhook-url');
    expect(plain?.body.toString()).not.toContain('callback_url');
    await rig.submit(answer, { request: { callbackUrl: 'https://hooks.example.com/conch' } });
    const [asked] = rig.server.received;
    expect(asked?.headers['x-webhook-url']).toBe('https://hooks.example.com/conch');
    expect(asked?.body.toString()).not.toContain('callback_url');
    expect(asked?.body.toString()).not.toContain('hooks.example.com');
  });

  it('X6 a callback that nobody could reach is refused before anything is sent', () => {
    for (const callbackUrl of [
      'http://127.0.0.1:8080/',
      'https://localhost/hook',
      'https://192.168.1.4/hook',
      'not an address',
    ]) {
      expect(errorsWith(provider, { callbackUrl }), callbackUrl).toMatchObject([{ field: 'callbackUrl' }]);
    }
    expect(
      issuesWith(provider, {
        callbackUrl: 'https://hooks.example.com/conch',
        firstFrame: picture({ type: 'image/webp' }),
      }),
    ).toEqual([]);
  });
});
