import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipBytes, openBench } from './bench.ts';
import type { Bench } from './bench.ts';

let bench: Bench;
let link: string;
let etag: string;
const size = clipBytes.length;

beforeAll(async () => {
  bench = await openBench();
  link = await bench.finish('pixazo');
  etag = (await bench.download(link)).headers['etag'] ?? '';
});
beforeEach(() => bench.simulator.faults.clear());
afterAll(() => bench[Symbol.asyncDispose]());

describe('links', () => {
  it.each([
    ['acedata', /^\/czjl\/\w+\/tmp\w{8}\.output\.mp4$/, 'video/mp4'],
    ['appypie', /^\/inference_output%2Fvideo%2F\d{4}-\d\d-\d\d%2F[\da-f-]{36}%2Foutput\.mp4\?$/, 'video/mp4'],
    ['pixazo', /^\/v1\/minimax-hailuo-ai_[\da-f-]+\/output\.ext$/, 'application/octet-stream'],
    ['aimlapi', /\.mp4\?Expires=\d{10}&OSSAccessKeyId=\w+&Signature=[\w%]+$/, 'video/mp4'],
    ['novita', /\.mp4\?X-Amz-Algorithm=.*&X-Amz-Date=\d{8}T\d{6}Z&X-Amz-Expires=3600&/, 'video/mp4'],
  ] as const)('%s hands out its own shape and serves the clip', async (provider, shape, type) => {
    const url = await bench.finish(provider);
    const origin = bench.simulator.origins[provider];
    expect(url.startsWith(origin)).toBe(true);
    expect(url.slice(origin.length)).toMatch(shape);
    const answer = await bench.download(url);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
    expect(answer.bytes.equals(clipBytes)).toBe(true);
  });

  it('Appy Pie’s link works byte for byte only', async () => {
    const url = await bench.finish('appypie');
    expect((await bench.download(url.replace(/\?$/, ''))).status).toBe(403);
    expect((await bench.download(url.replaceAll('%2F', '/'))).status).toBe(403);
    expect((await bench.download(url.replaceAll('%2F', '%2f'))).status).toBe(403);
    expect((await bench.download(url)).status).toBe(200);
  });

  it('a changed signature is refused, and so is the link of another provider', async () => {
    const signed = await bench.finish('aimlapi');
    expect((await bench.download(`${signed}A`)).status).toBe(403);
    const moved = signed.replace(bench.simulator.origins.aimlapi, bench.simulator.origins.novita);
    expect((await bench.download(moved)).status).toBe(403);
  });

  it('a signed link is new at every look, an unsigned one stays', async () => {
    const jobOf = (provider: string) =>
      bench.simulator.ledger.billed().findLast((one) => one.provider === provider)?.jobId ?? '';
    const novita = await bench.finish('novita');
    expect(JSON.stringify((await bench.poll('novita', jobOf('novita'))).json)).not.toContain(novita);
    const acedata = await bench.finish('acedata');
    expect(JSON.stringify((await bench.poll('acedata', jobOf('acedata'))).json)).toContain(acedata);
  });
});

describe('ranges', () => {
  it.each([
    ['bytes=0-99', 206, `bytes 0-99/${size}`, 0, 100],
    ['bytes=60000-', 206, `bytes 60000-${size - 1}/${size}`, 60_000, size],
    ['bytes=-10', 206, `bytes ${size - 10}-${size - 1}/${size}`, size - 10, size],
    ['bytes=100-9999999', 206, `bytes 100-${size - 1}/${size}`, 100, size],
    ['bytes=0-1,4-5', 200, undefined, 0, size],
    ['bytes=5-2', 200, undefined, 0, size],
    ['lines=1-2', 200, undefined, 0, size],
  ] as const)('%s: %i', async (range, status, contentRange, first, end) => {
    const answer = await bench.download(link, { range });
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange]);
    expect(answer.headers['content-length']).toBe(String(end - first));
    expect(answer.bytes.equals(clipBytes.subarray(first, end))).toBe(true);
  });

  it('beyond the end: 416', async () => {
    const answer = await bench.download(link, { range: `bytes=${size}-` });
    expect([answer.status, answer.headers['content-range']]).toEqual([416, `bytes */${size}`]);
    expect((await bench.download(link, { range: 'bytes=-0' })).status).toBe(416);
  });

  it('If-Range gives a part of this version only', async () => {
    expect(etag).toMatch(/^"[\da-f]{32}"$/);
    expect((await bench.download(link, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await bench.download(link, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
  });

  it('HEAD tells the same without a body', async () => {
    const answer = await bench.download(link, {}, 'HEAD');
    expect(answer.headers).toMatchObject({ etag, 'content-length': String(size), 'accept-ranges': 'bytes' });
    expect(answer.bytes).toHaveLength(0);
  });
});

describe('download faults', () => {
  async function struck(kind: string, headers: Record<string, string> = {}) {
    bench.simulator.faults.add({ stage: 'download', kind });
    return await bench.download(link, headers);
  }

  it('not-found', async () => {
    expect((await struck('not-found')).status).toBe(404);
    expect((await bench.download(link)).status).toBe(200);
  });

  it('html: 200 bytes that are no clip', async () => {
    const answer = await struck('html');
    expect([answer.status, answer.bytes.length, answer.headers['content-length']]).toEqual([200, 200, '200']);
    expect(answer.bytes.toString()).toMatch(/^<html>.*<\/html>$/);
  });

  it('short: ends cleanly, and too early', async () => {
    const answer = await struck('short');
    expect([answer.status, answer.whole, answer.headers['content-length']]).toEqual([200, true, undefined]);
    expect(answer.bytes).toHaveLength(Math.floor(size * 0.6));
  });

  it('wrong-length: promises more than there is', async () => {
    const answer = await struck('wrong-length');
    expect([answer.headers['content-length'], answer.whole]).toEqual([String(size + 1000), false]);
    expect(answer.bytes).toHaveLength(size);
  });

  it('no-range: the whole clip for a part', async () => {
    const answer = await struck('no-range', { range: 'bytes=10-19' });
    expect([answer.status, answer.bytes.length, answer.headers['accept-ranges']]).toEqual([200, size, undefined]);
  });

  it('slow: the whole clip, in its own time', async () => {
    const startedAt = performance.now();
    const answer = await struck('slow');
    expect(answer.bytes.equals(clipBytes)).toBe(true);
    expect(performance.now() - startedAt).toBeGreaterThan(250);
  });

  it('reset: breaks in the middle, and the rest can be fetched', async () => {
    const answer = await struck('reset');
    expect(answer.whole).toBe(false);
    expect(answer.bytes).toHaveLength(Math.floor(size * 0.4));
    const rest = await bench.download(link, { range: `bytes=${answer.bytes.length}-`, 'if-range': etag });
    expect(Buffer.concat([answer.bytes, rest.bytes]).equals(clipBytes)).toBe(true);
  });

  it('every download is in the ledger', async () => {
    await struck('not-found', { range: 'bytes=0-9' });
    const last = bench.simulator.ledger.downloads().at(-1);
    expect(last).toMatchObject({
      provider: 'pixazo',
      status: 404,
      fault: 'not-found',
      range: 'bytes=0-9',
      method: 'GET',
    });
    expect(last?.headerNames).toContain('range');
  });
});
