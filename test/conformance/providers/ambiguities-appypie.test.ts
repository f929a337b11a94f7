import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectKeyInItsHeaderOnly, failureOf, lookTimes, startRig, type Rig } from './rig.ts';
import { errorsWith, picture, providerOf } from './validated.ts';

const provider = providerOf('appypie');

describe('Appy Pie', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const ok = { status_code: 0, status_msg: 'success' };

  it('P1 the key goes along on both paths although no sample shows it', async () => {
    const remote = await rig.takenJob();
    const [submitted] = rig.server.received;
    expect(submitted?.target).toBe('/minimax-hailuo-ai/v1/generate');
    await rig.poll({ json: { base_resp: ok } }, { remote });
    const [looked] = rig.server.received;
    expect(looked?.target).toBe('/minimax-hailuo-ai-polling/v1/getStatus');
    for (const received of [submitted, looked]) {
      expect(received?.headers['ocp-apim-subscription-key']).toBe(rig.key);
      if (received !== undefined) expectKeyInItsHeaderOnly(rig, received);
    }
  });

  it('P2 without any pending answer on the page, a good code without a link waits', async () => {
    const { outcomes } = await lookTimes(rig, { json: { base_resp: ok } }, 12);
    expect(outcomes.every(({ outcome }) => outcome === 'waiting')).toBe(true);
  });

  it.each([200, 404])('P2 NOT_FOUND with %i is pending at first, then failed', async (status) => {
    const answer = { status, json: { status: 'NOT_FOUND' } };
    for (const ageMs of [1000, 59_000]) {
      expect(await rig.poll(answer, { ageMs })).toMatchObject({ outcome: 'waiting', phase: 'queued' });
    }
    expect(await rig.poll(answer, { ageMs: 91_000 })).toMatchObject({ outcome: 'failed' });
  });

  it.each([1000, 1001, 1002, 1024, 1033])(
    'P3 the code %i is looked at again five times in a row, then final',
    async (code) => {
      const answer = { json: { base_resp: { status_code: code, status_msg: 'later' } } };
      const { outcomes } = await lookTimes(rig, answer, 7);
      for (const early of outcomes.slice(0, 5)) expect(['waiting', 'unclear']).toContain(early.outcome);
      expect(outcomes.slice(5).some(({ outcome }) => outcome === 'failed')).toBe(true);
    },
  );

  it('P3 a good look in between starts the count anew', async () => {
    const trouble = { json: { base_resp: { status_code: 1000, status_msg: 'later' } } };
    let remote = await rig.takenJob();
    for (let round = 0; round < 3; round += 1) {
      const four = await lookTimes(rig, trouble, 4, { remote });
      expect(four.outcomes.some(({ outcome }) => outcome === 'failed')).toBe(false);
      const good = await lookTimes(rig, { json: { base_resp: ok } }, 1, { remote: four.remote });
      expect(good.outcomes[0]).toMatchObject({ outcome: 'waiting' });
      remote = good.remote;
    }
  });

  it('P3 any other code is final at once', async () => {
    const outcome = await rig.poll({ json: { base_resp: { status_code: 2013, status_msg: 'no' } } });
    expect(outcome).toMatchObject({ outcome: 'failed', failure: { vendorCode: '2013' } });
  });

  it.each([
    'https://clips.example.com/inference_output%2Fvideo%2F2026-11-21%2Fa%2Foutput.mp4?',
    'https://clips.example.com/a%2Fb.mp4?Expires=1795269600&Signature=q%2Bz%3D',
    'https://CLIPS.example.com:443/a%2fB//c.mp4?x=%20+y#z',
  ])('P4 the link %s is passed on byte for byte', async (link) => {
    const outcome = await rig.poll({ json: { file: { file_id: 1, bytes: 0, download_url: link }, base_resp: ok } });
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: link }] });
  });

  it('P4 a link that died at once can be asked for again', async () => {
    const remote = await rig.takenJob();
    for (const link of ['https://clips.example.com/1%2F.mp4?', 'https://clips.example.com/2%2F.mp4?']) {
      const outcome = await rig.poll({ json: { file: { download_url: link }, base_resp: ok } }, { remote });
      expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: link }] });
    }
  });

  it('P5 a gateway that is gone is explained, and the successor named', async () => {
    const gone = await rig.submit({ status: 404, json: { error: 'nothing here' } });
    expect(gone).toMatchObject({ outcome: 'rejected', failure: { charged: 'no' } });
    expect(failureOf(gone).message).toContain('Pixazo');
    const unknownHost = await rig.submit({ status: 500 }, { origin: 'http://conch-does-not-exist.invalid' });
    expect(unknownHost).toMatchObject({ outcome: 'not-sent', failure: { kind: 'network' } });
    expect(failureOf(unknownHost).message).toContain('Pixazo');
  });

  it('P6 pictures are off: no model takes one, and one is refused before anything is sent', () => {
    expect(provider.models.map(({ image }) => image)).toEqual([undefined]);
    for (const firstFrame of [picture(), { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const]) {
      expect(errorsWith(provider, { firstFrame })).toMatchObject([{ field: 'firstFrame' }]);
    }
  });
});
