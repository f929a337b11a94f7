import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clipBytes, startClipServer } from './clip-server-rig.ts';
import { downloadOutput } from './download-output.ts';
import { createNetworkPolicy } from './network-policy.ts';
import type { PartWriter } from './part-file.ts';
import { receiveBody, type BodyOptions } from './receive-body.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-body-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function memoryPart(change: Partial<PartWriter> = {}): PartWriter {
  let receivedBytes = 0;
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    append: async (chunk) => {
      receivedBytes += chunk.length;
    },
    pause: async () => {},
    finish: async () => '',
    abandon: async () => {},
    ...change,
  };
}

async function receive(chunks: Uint8Array[], change: Partial<BodyOptions> = {}) {
  const options = {
    part: memoryPart(),
    totalBytes: undefined,
    maxBytes: 1e9,
    isFromStart: true,
    now: () => 0,
    onProgress: () => {},
  };
  return receiveBody({ body: Readable.from(chunks), ...options, ...change });
}

describe('receiveBody', () => {
  it('judges the first bytes however small the pieces are', async () => {
    const bytewise = (bytes: Uint8Array): Uint8Array[] => [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await receive(bytewise(clipBytes.subarray(0, 40)))).toEqual({ kind: 'whole' });
    expect(await receive(bytewise(Buffer.from('<html><body>no</body></html>')))).toEqual({ kind: 'text' });
    expect(await receive(bytewise(Buffer.alloc(40, 7)))).toEqual({ kind: 'other' });
  });

  it('stops at once when it is no video, instead of fetching all of it', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given += 1;
          yield Buffer.alloc(1000, 7);
        }
      })(),
    );
    expect(await receive([], { body: endless })).toEqual({ kind: 'other' });
    expect(given).toBeLessThan(50);
  });

  it('less or more than announced is never whole', async () => {
    expect(await receive([clipBytes.subarray(0, 100)], { totalBytes: 101 })).toMatchObject({
      kind: 'cut',
      failure: { kind: 'network' },
    });
    expect(await receive([clipBytes.subarray(0, 102)], { totalBytes: 101 })).toEqual({ kind: 'too-large' });
  });

  it('tells a full disk from a broken connection', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const part = memoryPart({ append: () => Promise.reject(full) });
    expect(await receive([clipBytes], { part })).toEqual({ kind: 'disk', error: full });
  });
});

describe('over a real connection', () => {
  const options = (origin: string, idleTimeoutMs = 5000) => ({
    partPath: join(folder, 'one.part'),
    policy: createNetworkPolicy({ loopbackOrigin: origin, idleTimeoutMs }),
    signal: new AbortController().signal,
    now: Date.now,
    onProgress: () => {},
  });

  it.each([0, 1000])('a server that falls silent after %i bytes is left', async (stallAfterBytes) => {
    const server = await startClipServer();
    server.plan = { stallAfterBytes };
    const outcome = await downloadOutput({ url: `${server.origin}/clip.mp4` }, options(server.origin, 200));
    expect(outcome).toMatchObject({ outcome: 'trouble', failure: { kind: 'timeout' } });
    await server.close();
  });

  it('memory stays flat, whatever the size of the clip', { timeout: 60_000 }, async () => {
    const mediaBytes = 150_000_000;
    const media = clipBytes.indexOf('mdat') - 4;
    const head = Buffer.from(clipBytes.subarray(0, media + 8));
    head.writeUInt32BE(mediaBytes + 8, media);
    const piece = Buffer.alloc(1_000_000, 1);
    const expected = createHash('sha256').update(head);
    for (let sent = 0; sent < mediaBytes; sent += piece.length) expected.update(piece);
    const server = await startClipServer();
    server.plan = {
      answer: (_request, response) => {
        response.writeHead(200, { 'content-length': head.length + mediaBytes });
        Readable.from(
          (function* () {
            yield head;
            for (let sent = 0; sent < mediaBytes; sent += piece.length) yield piece;
          })(),
        ).pipe(response);
      },
    };
    let peakBytes = 0;
    const before = process.memoryUsage().rss;
    const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 5);
    const outcome = await downloadOutput({ url: `${server.origin}/clip.mp4` }, options(server.origin));
    clearInterval(watch);
    expect(outcome).toMatchObject({ outcome: 'saved', part: { sha256: expected.digest('hex') } });
    expect(peakBytes - before).toBeLessThan(90_000_000);
    await server.close();
  });
});
