import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import { isSlow, marksIn } from './prompt-marks.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

describe('marks in a prompt', () => {
  it('are whole words, whatever the case', () => {
    expect(marksIn('A storm #LOST, at night').map(({ kind }) => kind)).toEqual(['reset-after-accept']);
    expect(marksIn('a #lostness and #toString')).toEqual([]);
    expect([isSlow('rain #slow'), isSlow('rain #slower')]).toEqual([true, false]);
  });

  it('#balance and #moderation refuse every time', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await bench.submit('pixazo', { prompt: 'x #balance' })).status).toBe(402);
      expect((await bench.submit('novita', { prompt: 'x #moderation' })).json).toMatchObject({
        reason: 'ILLEGAL_PROMPT',
      });
    }
    expect(bench.simulator.ledger.billed()).toEqual([]);
  });

  it('#moderation becomes a failed job where the provider has no refusal for it', async () => {
    bench.simulator.clock.setSpeed(100_000);
    const id = await bench.begin('pixazo', { prompt: 'x #moderation' });
    await expect.poll(async () => (await bench.poll('pixazo', id)).json).toMatchObject({ status: 'FAILED' });
  });

  it('#429 refuses once and then takes the same request', async () => {
    expect((await bench.submit('novita', { prompt: 'x #429' })).headers['retry-after']).toBe('2');
    expect((await bench.submit('novita', { prompt: 'x #429' })).status).toBe(200);
  });

  it('#lost bills and breaks the line', async () => {
    await expect(bench.submit('aimlapi', { prompt: 'x #lost' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(bench.simulator.ledger.billed()).toHaveLength(1);
  });

  it('#fail and #error end the job', async () => {
    bench.simulator.clock.setSpeed(100_000);
    const failed = await bench.begin('pixazo', { prompt: 'x #fail' });
    const error = await bench.begin('pixazo', { prompt: 'x #error' });
    await expect.poll(async () => (await bench.poll('pixazo', failed)).json).toMatchObject({ status: 'FAILED' });
    await expect.poll(async () => (await bench.poll('pixazo', error)).json).toMatchObject({ status: 'ERROR' });
  });

  it('#expired kills the first link; a fresh one works', async () => {
    const id = await bench.begin('novita', { prompt: 'x #expired' });
    const fresh = async () => {
      const url: unknown = (await bench.poll('novita', id)).json['videos']?.[0]?.['video_url'];
      return typeof url === 'string' ? url : '';
    };
    await expect.poll(fresh).toContain('X-Amz-Expires');
    const first = await fresh();
    expect((await bench.download(first)).status).toBe(403);
    expect((await bench.download(first)).status).toBe(403);
    expect((await bench.download(await fresh())).status).toBe(200);
  });

  it('#slow takes ten times as long', async () => {
    bench.simulator.clock.setSpeed(1);
    const slow = await bench.begin('novita', { prompt: 'x #slow' });
    const usual = await bench.begin('novita');
    const eta = async (id: string) => Number((await bench.poll('novita', id)).json['task']?.['eta']);
    expect(await eta(usual)).toBeLessThanOrEqual(90);
    expect(await eta(slow)).toBeGreaterThanOrEqual(590);
  });
});
