import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import { createFaults, faultKinds } from './faults.ts';
import { promptMarks } from './prompt-marks.ts';
import type { ProviderName } from './vendor.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

const providers = ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'] as const;

function ledgerEnd(): unknown {
  return bench.simulator.ledger.entries().at(-1);
}

describe('submit faults that are not billed', () => {
  it.each([
    ['acedata', 'no-balance', 403, { error: { code: 'used_up' } }],
    ['acedata', 'moderation', 403, { error: { code: 'forbidden' } }],
    ['acedata', 'rate-limit', 429, { error: { code: 'too_many_requests' } }],
    ['appypie', 'moderation', 200, { base_resp: { status_code: 1026 } }],
    ['appypie', 'error-500', 500, { error: expect.any(String) }],
    ['pixazo', 'no-balance', 402, { error: 'Insufficient Balance' }],
    ['pixazo', 'error-503', 503, { error: 'Service Unavailable' }],
    ['aimlapi', 'wrong-key', 401, { statusCode: 401 }],
    ['aimlapi', 'rate-limit', 429, { statusCode: '429' }],
    ['novita', 'moderation', 400, { reason: 'ILLEGAL_PROMPT' }],
    ['novita', 'error-500', 500, { reason: 'CREATE_TASK_FAILED' }],
  ] as const)('%s, %s: %i', async (provider, kind, status, body) => {
    bench.simulator.faults.add({ provider, stage: 'submit', kind });
    const answer = await bench.submit(provider);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(body);
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(ledgerEnd()).toMatchObject({ accepted: false, billed: false, fault: kind });
    expect((await bench.submit(provider)).status).toBeLessThan(300);
  });

  it('asks for a pause in seconds', async () => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'rate-limit-wait', retryAfterSeconds: 7 });
    expect((await bench.submit('novita')).headers['retry-after']).toBe('7');
  });

  it('puts a gateway’s page in place of JSON', async () => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'html' });
    const answer = await bench.submit('pixazo');
    expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html']);
    expect(answer.bytes.toString()).toContain('<html>');
  });

  it('closes without an answer', async () => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'close' });
    await expect(bench.submit('novita')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(ledgerEnd()).toMatchObject({ accepted: false, fault: 'close', bodyBytes: 0 });
  });
});

describe('submit faults that are billed', () => {
  it.each(providers)('%s: reset after it was taken', async (provider) => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'reset-after-accept' });
    await expect(bench.submit(provider)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(ledgerEnd()).toMatchObject({ accepted: true, billed: true, jobId: expect.any(String) });
    expect(ledgerEnd()).not.toHaveProperty('status');
    expect(bench.simulator.ledger.billed()).toHaveLength(1);
  });

  it.each(providers)('%s: half an answer, and an answer without an id', async (provider) => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'truncated' });
    const cut = await bench.submit(provider);
    expect([cut.status < 300, cut.whole, cut.json]).toEqual([true, true, {}]);
    expect(cut.bytes.length).toBeGreaterThan(5);
    bench.simulator.faults.add({ stage: 'submit', kind: 'no-id' });
    const bare = await bench.submit(provider);
    expect(bare.status).toBeLessThan(300);
    expect(Object.keys(bare.json)).not.toContainEqual(expect.stringMatching(/^(task|request|generation)_id$/));
    expect(bench.simulator.ledger.billed()).toHaveLength(2);
  });

  it.each([
    ['timeout', 0],
    ['timeout-after-accept', 1],
  ] as const)('%s never answers and bills %i', async (kind, billed) => {
    bench.simulator.faults.add({ stage: 'submit', kind });
    const outcome = await Promise.race([bench.submit('novita').catch(() => 'error'), pause(150).then(() => 'silence')]);
    expect(outcome).toBe('silence');
    expect(bench.simulator.ledger.billed()).toHaveLength(billed);
  });

  it('Ace Data Cloud holds the answer back until the clip is there', async () => {
    bench.simulator.faults.add({ stage: 'submit', kind: 'held-open' });
    const answer = await bench.submit('acedata');
    expect(answer.json).toMatchObject({ success: true, data: [{ state: 'succeeded', video_url: expect.any(String) }] });
    const asked = await bench.submit('acedata', { async: undefined });
    expect(asked.json).toMatchObject({ success: true, data: [{ state: 'succeeded' }] });
  });
});

describe('poll faults', () => {
  const verdicts: [ProviderName, 'failed' | 'error' | 'moderation', object, boolean][] = [
    ['acedata', 'failed', { response: { success: false, error: { code: 'api_error' } } }, true],
    ['acedata', 'moderation', { response: { error: { code: 'forbidden' } } }, true],
    ['appypie', 'failed', { status: 'Fail', base_resp: { status_code: 0 } }, false],
    ['appypie', 'moderation', { base_resp: { status_code: 1027 } }, false],
    ['pixazo', 'failed', { status: 'FAILED', output: null }, false],
    ['pixazo', 'error', { status: 'ERROR', output: null }, true],
    ['aimlapi', 'failed', { status: 'error', video: null, error: { name: 'GenerationError' } }, true],
    [
      'novita',
      'moderation',
      { task: { status: 'TASK_STATUS_FAILED', reason: expect.stringContaining('1027') } },
      false,
    ],
  ];
  it.each(verdicts)('%s says %s for good', async (provider, kind, body, refunded) => {
    const id = await bench.begin(provider);
    bench.simulator.faults.add({ stage: 'poll', kind });
    expect((await bench.poll(provider, id)).json).toMatchObject(body);
    expect((await bench.poll(provider, id)).json).toMatchObject(body);
    expect(bench.simulator.ledger.billed()).toMatchObject([{ jobId: id, refunded }]);
    expect(bench.simulator.ledger.polls(id)).toBe(2);
  });

  it('says a word that nobody documents, once', async () => {
    bench.simulator.clock.setSpeed(1);
    const words: unknown[] = [];
    for (const provider of providers) {
      const id = await bench.begin(provider);
      bench.simulator.faults.add({ stage: 'poll', kind: 'unknown-word' });
      const { json } = await bench.poll(provider, id);
      words.push(json['status'] ?? json['task']?.['status']);
      expect(JSON.stringify((await bench.poll(provider, id)).json).toLowerCase()).not.toContain('archiving');
    }
    expect(words.map((word) => String(word).toLowerCase())).toEqual(
      Array.from(providers, () => expect.stringMatching(/archiving/)),
    );
  });

  it.each([
    ['not-visible', 404],
    ['error-500', 500],
    ['rate-limit', 429],
    ['html', 502],
    ['wrong-key', 403],
  ] as const)('%s: %i, and the job goes on', async (kind, status) => {
    const id = await bench.begin('novita');
    bench.simulator.faults.add({ stage: 'poll', kind });
    expect((await bench.poll('novita', id)).status).toBe(status);
    expect((await bench.poll('novita', id)).json).toMatchObject({ task: { task_id: id } });
  });

  it('finishes without a link, and only once it is finished', async () => {
    bench.simulator.clock.setSpeed(1);
    const id = await bench.begin('pixazo');
    bench.simulator.faults.add({ stage: 'poll', kind: 'no-url' });
    expect((await bench.poll('pixazo', id)).json).toMatchObject({ status: 'QUEUED' });
    bench.simulator.clock.setSpeed(100_000);
    await pause(5);
    expect((await bench.poll('pixazo', id)).json).toMatchObject({ status: 'COMPLETED', output: { media_url: [] } });
    expect((await bench.poll('pixazo', id)).json).toMatchObject({ output: { media_url: [expect.any(String)] } });
  });
});

describe('rules', () => {
  it('refuse a fault that the stage does not have', () => {
    expect(() => bench.simulator.faults.add({ stage: 'download', kind: 'no-balance' })).toThrow(/no such fault/);
  });

  it('strike by chance, the same for the same seed', () => {
    const draw = () => {
      let step = 0;
      const faults = createFaults(() => [0.1, 0.9, 0.4, 0.6][step++ % 4] ?? 0);
      faults.add({ stage: 'poll', kind: 'error-500', probability: 0.5 });
      return Array.from({ length: 8 }, () => faults.take('novita', 'poll', () => true) !== undefined);
    };
    expect(draw()).toEqual([true, false, true, false, true, false, true, false]);
  });

  it('let calls pass first, strike as often as asked, and spare other providers', () => {
    const faults = createFaults(() => 0);
    faults.add({ provider: 'novita', stage: 'poll', kind: 'html', skip: 1, times: 2 });
    const take = (provider: ProviderName) => faults.take(provider, 'poll', () => true)?.kind;
    expect(take('pixazo')).toBeUndefined();
    expect(Array.from({ length: 4 }, () => take('novita'))).toEqual([undefined, 'html', 'html', undefined]);
    expect(faults.list()).toEqual([]);
  });

  it('every mark of the help is a fault that exists', () => {
    for (const { stage, kind } of Object.values(promptMarks)) expect(faultKinds[stage]).toContain(kind);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
