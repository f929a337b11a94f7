import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipBytes, startClipServer, type ClipServer, type ServerPlan } from './clip-server-rig.ts';
import { downloadOutput, type DownloadOptions, type DownloadOutcome } from './download-output.ts';
import { createNetworkPolicy } from './network-policy.ts';

const clipHash = createHash('sha256').update(clipBytes).digest('hex');
let server: ClipServer;
let folder = '';
let partPath = '';
beforeAll(async () => (server = await startClipServer()));
afterAll(async () => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-download-'));
  partPath = join(folder, 'parts', 'one.part');
  server.plan = {};
  server.requests = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function fetchClip(
  plan: ServerPlan,
  change: Partial<DownloadOptions> & { path?: string } = {},
): Promise<DownloadOutcome> {
  const { path = '/clip.mp4', ...options } = change;
  server.plan = plan;
  return downloadOutput(
    { url: `${server.origin}${path}` },
    {
      partPath,
      policy: createNetworkPolicy({ loopbackOrigin: server.origin }),
      signal: new AbortController().signal,
      now: Date.now,
      onProgress: () => {},
      ...options,
    },
  );
}

describe('a clip that comes whole', () => {
  it('is saved, hashed, measured, and reported on', async () => {
    const progress: [number, number | undefined][] = [];
    const outcome = await fetchClip({}, { onProgress: (...said) => progress.push([said[0], said[1]]) });
    expect(outcome).toMatchObject({
      outcome: 'saved',
      part: {
        path: partPath,
        sizeBytes: clipBytes.length,
        sha256: clipHash,
        type: 'video/mp4',
        widthPixels: 1366,
        heightPixels: 768,
      },
    });
    expect(outcome.outcome === 'saved' && outcome.part.durationSeconds).toBeCloseTo(6, 0);
    expect(readFileSync(partPath).equals(clipBytes)).toBe(true);
    expect(statSync(partPath).mode & 0o777).toBe(0o600);
    expect(progress.at(-1)).toEqual([clipBytes.length, clipBytes.length]);
  });

  it('says its progress at most five times a second', async () => {
    let said = 0;
    let time = 0;
    // Each look at the clock is a millisecond later, so many chunks are few words.
    await fetchClip({}, { now: () => (time += 1), onProgress: () => (said += 1) });
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThanOrEqual(Math.ceil(time / 200) + 2);
  });

  it('is asked for with the link byte for byte, without any key, and unpacked', async () => {
    const path = '/a%2Fb//c/../d.mp4?sig=a%2fb+c%20d&x="{}"|&e=?';
    expect((await fetchClip({}, { path })).outcome).toBe('saved');
    const [request] = server.requests;
    expect(request?.target).toBe(path);
    expect(request?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    for (const name of ['authorization', 'cookie', 'x-api-key', 'range', 'referer'])
      expect(request?.headers).not.toHaveProperty(name);
    await fetchClip({}, { path: '/clip.mp4?' });
    expect(server.requests.at(-1)?.target).toBe('/clip.mp4?');
  });

  it.each(['chunked', 'close'] as const)(
    'of unknown length (%s) is taken when its container is whole',
    async (framing) => {
      const outcome = await fetchClip({ framing });
      expect(outcome).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
    },
  );

  it('follows redirects on the same origin and tells when a signed link dies', async () => {
    const answer: ServerPlan['answer'] = (request, response) => {
      if (request.url === '/clip.mp4')
        response.writeHead(302, { location: '/real.mp4?X-Amz-Date=20261121T070000Z&X-Amz-Expires=3600' }).end();
      else response.writeHead(200, { 'content-length': clipBytes.length }).end(clipBytes);
    };
    expect((await fetchClip({ answer })).outcome).toBe('saved');
    const signed = await fetchClip({}, { path: '/clip.mp4?X-Amz-Date=20261121T070000Z&X-Amz-Expires=3600' });
    expect(signed).toMatchObject({ expiresAt: Date.UTC(2026, 10, 21, 8) });
  });
});

describe('what is no clip', () => {
  const page = Buffer.from('<!doctype html><title>Access denied</title>');
  it.each([
    ['an HTML page', page, 'expired'],
    ['a JSON error', Buffer.from('{"code":"AccessDenied","message":"expired"}'), 'expired'],
    ['an XML error', Buffer.from('\u00ef\u00bb\u00bf<?xml version="1.0"?><Error/>', 'latin1'), 'expired'],
    ['nothing at all', Buffer.alloc(0), 'expired'],
    ['one byte', Buffer.from([0]), 'refused'],
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(5000, 7)]), 'refused'],
    ['200 bytes that begin like a video', clipBytes.subarray(0, 200), 'refused'],
    ['a video of which only the index came', clipBytes.subarray(0, clipBytes.length - 5000), 'refused'],
    [
      '200 bytes of a page with the first bytes of a video',
      Buffer.concat([clipBytes.subarray(0, 32), page]),
      'refused',
    ],
  ])('%s is never saved', async (_name, content, outcome) => {
    expect((await fetchClip({ content })).outcome).toBe(outcome);
    expect(existsSync(partPath)).toBe(false);
  });

  it.each([400, 401, 403, 404, 410, 416])('HTTP %i means that the link is dead', async (status) => {
    expect(await fetchClip({ status })).toMatchObject({
      outcome: 'expired',
      failure: { kind: 'output-expired', httpStatus: status },
    });
  });

  it.each([408, 425, 429, 500, 502, 503])('HTTP %i means later', async (status) => {
    const outcome = await fetchClip({ status, headers: { 'retry-after': '7' } });
    expect(outcome).toMatchObject({ outcome: 'trouble', failure: { httpStatus: status, retryAfterMs: 7000 } });
  });

  it('a pause may be asked for by a date, and twice', async () => {
    const sentAt = Date.UTC(2026, 10, 21);
    const date = (afterMs: number): string => new Date(sentAt + afterMs).toUTCString();
    const outcome = await fetchClip({
      answer: (_request, response) => {
        response.setHeader('date', date(0)).setHeader('retry-after', ['5', date(40_000)]);
        response.writeHead(503).end();
      },
    });
    expect(outcome).toMatchObject({ outcome: 'trouble', failure: { retryAfterMs: 40_000 } });
  });

  it('more than the limit is refused, announced or not, without filling the disk', async () => {
    expect((await fetchClip({}, { maxBytes: 1000 })).outcome).toBe('refused');
    expect((await fetchClip({ framing: 'chunked' }, { maxBytes: 100_000 })).outcome).toBe('refused');
    expect(existsSync(partPath)).toBe(false);
  });
});

describe('where a link may not lead', () => {
  it.each([
    'http://127.0.0.1:1/clip.mp4',
    'https://127.0.0.1/clip.mp4',
    'https://localhost/clip.mp4',
    'https://[::1]/clip.mp4',
    'https://10.0.0.1/clip.mp4',
    'https://2130706433/clip.mp4',
    'https://provider.example:8443/clip.mp4',
    'https://user:pass@provider.example/clip.mp4',
    'file:///etc/passwd',
    'data:video/mp4;base64,AAAA',
    'not a link',
  ])('%s is refused', async (url) => {
    const outcome = await downloadOutput({ url }, optionsFor());
    expect(outcome.outcome).toBe('refused');
    expect(server.requests).toEqual([]);
  });

  it('a redirect away from the origin that is let through is refused too', async () => {
    const other = await startClipServer();
    const answer: ServerPlan['answer'] = (_request, response) =>
      response.writeHead(302, { location: `${other.origin}/clip.mp4` }).end();
    expect((await fetchClip({ answer })).outcome).toBe('refused');
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('redirects that never end are refused', async () => {
    const answer: ServerPlan['answer'] = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    expect((await fetchClip({ answer })).outcome).toBe('refused');
    expect(server.requests).toHaveLength(6);
  });
});

describe('trouble on this side', () => {
  it('a disk that refuses is named with its folder, and costs nothing', async () => {
    writeFileSync(join(folder, 'parts'), 'a file where the folder should be');
    const outcome = await fetchClip({});
    expect(outcome).toMatchObject({ outcome: 'trouble', failure: { kind: 'disk', stage: 'download' } });
    expect(outcome.outcome === 'trouble' && outcome.failure.message).toContain(join(folder, 'parts'));
  });

  it('a server that is not there is trouble', async () => {
    const outcome = await downloadOutput(
      { url: 'http://127.0.0.1:1/clip.mp4' },
      { ...optionsFor(), policy: createNetworkPolicy({ loopbackOrigin: 'http://127.0.0.1:1' }) },
    );
    expect(outcome).toMatchObject({ outcome: 'trouble', failure: { kind: 'network' } });
  });

  it('an abort throws its own reason, keeps the part, and the next attempt goes on', async () => {
    const abort = new AbortController();
    const stopped = fetchClip(
      { ranges: true, etag: '"1"', stallAfterBytes: 200_000 },
      {
        signal: abort.signal,
        onProgress: (bytes) => bytes >= 200_000 && abort.abort(new Error('closing')),
        now: () => Math.random() * 1e12,
      },
    );
    await expect(stopped).rejects.toThrow('closing');
    expect(statSync(partPath).size).toBe(200_000);
    expect(await fetchClip({ ranges: true, etag: '"1"' })).toMatchObject({
      outcome: 'saved',
      part: { sha256: clipHash },
    });
    expect(server.requests.at(-1)?.headers).toMatchObject({ range: 'bytes=200000-', 'if-range': '"1"' });
  });
});

function optionsFor(): DownloadOptions {
  return {
    partPath,
    policy: createNetworkPolicy(),
    signal: new AbortController().signal,
    now: Date.now,
    onProgress: () => {},
  };
}
