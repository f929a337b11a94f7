import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipBytes, startClipServer, type ClipServer, type ServerPlan } from './clip-server-rig.ts';
import { downloadOutput, type DownloadOutcome } from './download-output.ts';
import { createNetworkPolicy } from './network-policy.ts';

const clipHash = createHash('sha256').update(clipBytes).digest('hex');
const half = Math.floor(clipBytes.length / 2);
let server: ClipServer;
let folder = '';
let partPath = '';
beforeAll(async () => (server = await startClipServer()));
afterAll(async () => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-resume-'));
  partPath = join(folder, 'one.part');
  server.requests = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function attempt(plan: ServerPlan, path = '/clip.mp4'): Promise<DownloadOutcome> {
  server.plan = plan;
  return downloadOutput(
    { url: server.origin + path },
    {
      partPath,
      policy: createNetworkPolicy({ loopbackOrigin: server.origin }),
      signal: new AbortController().signal,
      now: Date.now,
      onProgress: () => {},
    },
  );
}

const rangeAsked = (): string | undefined => server.requests.at(-1)?.headers.range;

describe('the matrix: support × validator × length × where it broke × what came next', () => {
  const validators = [undefined, '"one"', 'W/"one"', 'one', '"two"'];
  const cuts = [0, 1, 12, half, clipBytes.length - 1];
  const seconds: { name: string; plan: ServerPlan }[] = [
    { name: 'ok', plan: {} },
    { name: '500', plan: { status: 500 } },
    { name: '403', plan: { status: 403 } },
    { name: 'cut again', plan: { cutAfterBytes: 1000 } },
    {
      name: 'a 206 for another place',
      plan: { answer: by206((from, total) => `bytes ${from + 1}-${total - 1}/${total}`) },
    },
    {
      name: 'a 206 of another length',
      plan: { answer: by206((from, total) => `bytes ${from}-${total}/${total + 1}`) },
    },
    { name: 'a 206 that does not say', plan: { answer: by206(() => undefined) } },
    {
      name: 'a 206 of another file',
      plan: { answer: by206((from, total) => `bytes ${from}-${total - 1}/${total}`, '"other"') },
    },
    {
      name: 'a 416 page',
      plan: { answer: (_q, response) => response.writeHead(416, { 'content-range': 'bytes */7' }).end('<html>') },
    },
  ];
  /** Only a strong ETag with a known length promises that bytes may be joined; the other cells need fewer answers. */
  const isFirm = (etag: string | undefined, framing: string): boolean =>
    framing === 'length' && etag?.startsWith('"') === true;
  const cells = [true, false].flatMap((ranges) =>
    validators.flatMap((etag) =>
      (['length', 'chunked'] as const).flatMap((framing) =>
        seconds
          .filter(({ name }) => isFirm(etag, framing) || name === 'ok' || name === 'a 206 for another place')
          .flatMap((second) => cuts.map((cutAfterBytes) => ({ ranges, etag, framing, cutAfterBytes, second }))),
      ),
    ),
  );

  it(
    `never accepts a wrong byte and never throws away what could be gone on with (${cells.length} cells)`,
    { timeout: 120_000 },
    async () => {
      let resumed = 0;
      for (const { ranges, etag, framing, cutAfterBytes, second } of cells) {
        const label = JSON.stringify({ ranges, etag, framing, cutAfterBytes, second: second.name });
        const good: ServerPlan = { ranges, framing, ...(etag !== undefined && { etag }) };
        expect((await attempt({ ...good, cutAfterBytes })).outcome, label).toBe('trouble');

        const kept = keptBytes();
        expect(kept, label).toBeLessThanOrEqual(isFirm(etag, framing) ? cutAfterBytes : 0);
        const middle = await attempt({ ...good, ...second.plan });
        if (second.name === 'ok') expect(rangeAsked(), label).toBe(kept > 0 ? `bytes=${kept}-` : undefined);
        if (second.name === 'ok' && kept > 0) resumed += 1;
        if (middle.outcome === 'saved') expect(middle.part.sha256, label).toBe(clipHash);
        if (second.name === '500') expect(keptBytes(), label).toBe(kept);

        const last = middle.outcome === 'saved' ? middle : await attempt(good);
        expect(last, label).toMatchObject({
          outcome: 'saved',
          part: { sha256: clipHash, sizeBytes: clipBytes.length },
        });
        expect(readFileSync(partPath).equals(clipBytes), label).toBe(true);
        expect(existsSync(`${partPath}.json`), label).toBe(false);
        rmSync(partPath);
      }
      // Positive control: the matrix did go through the resuming path.
      expect(resumed).toBeGreaterThanOrEqual(8);
    },
  );
});

/** What a later attempt may go on with. A broken connection may take some bytes with it that had arrived. */
function keptBytes(): number {
  if (!existsSync(`${partPath}.json`)) return 0;
  return (JSON.parse(readFileSync(`${partPath}.json`, 'utf8')) as { flushedBytes: number }).flushedBytes;
}

/** A careless server: honours Range without looking at If-Range, and says what it likes about it. */
function by206(
  contentRange: (from: number, total: number) => string | undefined,
  etag = '"one"',
): NonNullable<ServerPlan['answer']> {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(from)) {
      response.writeHead(200, { 'content-length': clipBytes.length }).end(clipBytes);
      return;
    }
    const said = contentRange(from, clipBytes.length);
    response
      .writeHead(206, { etag, ...(said !== undefined && { 'content-range': said }) })
      .end(Buffer.alloc(clipBytes.length - from, 9));
  };
}

describe('going on', () => {
  const good: ServerPlan = { ranges: true, etag: '"one"' };

  it('fetches only the rest', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    const kept = keptBytes();
    expect(kept).toBeGreaterThan(0);
    expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
    expect(server.requests.at(-1)?.headers).toMatchObject({ range: `bytes=${kept}-`, 'if-range': '"one"' });
  });

  it('begins anew with another link, which may be another file', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    expect((await attempt(good, '/clip.mp4?fresh=1')).outcome).toBe('saved');
    expect(rangeAsked()).toBeUndefined();
  });

  it('believes only what was flushed: what lies behind it is cut off', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    appendFileSync(partPath, Buffer.alloc(clipBytes.length));
    expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
    expect(readFileSync(partPath).equals(clipBytes)).toBe(true);
  });

  it('begins anew when the part is shorter than its stamp says, or gone', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    truncateSync(partPath, keptBytes() - 1);
    expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
    expect(rangeAsked()).toBeUndefined();
    rmSync(partPath);
    await attempt({ ...good, cutAfterBytes: half });
    rmSync(partPath);
    expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
  });

  it.each(['', 'null', '{"etag":1}', '{"urlHash":"x","etag":"\\"one\\"","totalBytes":10,"flushedBytes":99}'])(
    'begins anew when the stamp is %j',
    async (stamp) => {
      await attempt({ ...good, cutAfterBytes: half });
      writeFileSync(`${partPath}.json`, stamp);
      expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
      expect(rangeAsked()).toBeUndefined();
    },
  );

  it('a part whose bytes went wrong on this disk is caught by its container at the latest', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    const bytes = readFileSync(partPath);
    bytes.fill(0, 0, 4096);
    writeFileSync(partPath, bytes);
    expect((await attempt(good)).outcome).not.toBe('saved');
  });

  it('a part that was complete already is only looked at', async () => {
    await attempt({ ...good, cutAfterBytes: half });
    writeFileSync(partPath, clipBytes);
    const stamp = JSON.parse(readFileSync(`${partPath}.json`, 'utf8')) as object;
    writeFileSync(`${partPath}.json`, JSON.stringify({ ...stamp, flushedBytes: clipBytes.length }));
    server.requests = [];
    expect(await attempt(good)).toMatchObject({ outcome: 'saved', part: { sha256: clipHash } });
    expect(server.requests).toHaveLength(1);
  });
});
