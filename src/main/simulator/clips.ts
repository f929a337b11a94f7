import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultKind } from './faults.ts';
import { readRange } from './range.ts';
import type { Order, ProviderName } from './vendor.ts';

export interface Clip {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Finds the clip of a provider and a size, named `<provider>-<seconds>s-<resolution>.mp4`; read once, then kept. */
export type ClipShelf = (provider: ProviderName, order: Order) => Clip;

/** Throws when the folder holds no clip for some provider: better now than in the middle of a download. */
export function openShelf(folder: string, providers: readonly ProviderName[]): ClipShelf {
  const names = new Set(readdirSync(folder));
  for (const provider of providers) {
    if (!names.has(`${provider}-6s-768P.mp4`)) throw new Error(`${folder} holds no ${provider}-6s-768P.mp4`);
  }
  const kept = new Map<string, Clip>();
  return (provider, order) => {
    const wanted = `${provider}-${order.durationSeconds}s-${order.resolution}.mp4`;
    const name = names.has(wanted) ? wanted : `${provider}-6s-768P.mp4`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const bytes = readFileSync(join(folder, name));
    const clip = { bytes, etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"` };
    kept.set(name, clip);
    return clip;
  };
}

/** The answer of an object store for a link that has died. */
const deadLinkPage =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>';
const missingPage =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';
/** 200 bytes that call themselves a clip. */
const falseClip =
  `<html><head><title>Please wait</title></head><body>${'Loading. '.repeat(20)}`.slice(0, 186) + '</body></html>';

const dripBytes = 16_384;
const dripMs = 100;

/** Answers a refused link. Returns the status. */
export function refuseClip(response: ServerResponse, status: 403 | 404): number {
  const page = status === 403 ? deadLinkPage : missingPage;
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(page) });
  response.end(page);
  return status;
}

/** Serves a clip, whole or in part, or with the given fault. Returns the status. */
export function serveClip(
  request: IncomingMessage,
  response: ServerResponse,
  clip: Clip,
  type: string,
  fault: FaultKind | undefined,
): number {
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': type, 'content-length': falseClip.length });
    response.end(request.method === 'HEAD' ? undefined : falseClip);
    return 200;
  }
  const size = clip.bytes.length;
  const common: Record<string, string | number> = { 'content-type': type, etag: clip.etag, 'cache-control': 'private' };
  const ranged = fault !== 'no-range' && fault !== 'short' && fault !== 'wrong-length';
  if (ranged) common['accept-ranges'] = 'bytes';
  const ifRange = request.headers['if-range'];
  const wanted = ranged
    ? readRange(request.headers.range, typeof ifRange === 'string' ? ifRange : undefined, size, clip.etag)
    : ({ kind: 'whole' } as const);
  if (wanted.kind === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'content-range': `bytes */${size}`, 'content-length': 0 });
    response.end();
    return 416;
  }
  const body = wanted.kind === 'part' ? clip.bytes.subarray(wanted.first, wanted.last + 1) : clip.bytes;
  if (wanted.kind === 'part') common['content-range'] = `bytes ${wanted.first}-${wanted.last}/${size}`;
  if (fault !== 'short') common['content-length'] = body.length + (fault === 'wrong-length' ? 1000 : 0);
  const status = wanted.kind === 'part' ? 206 : 200;
  response.writeHead(status, common);
  if (request.method === 'HEAD') response.end();
  else void send(response, body, fault);
  return status;
}

async function send(response: ServerResponse, body: Buffer, fault: FaultKind | undefined): Promise<void> {
  switch (fault) {
    case 'short':
      response.end(body.subarray(0, Math.floor(body.length * 0.6)));
      return;
    case 'wrong-length':
      response.write(body, () => response.socket?.end());
      return;
    case 'reset':
      response.write(body.subarray(0, Math.floor(body.length * 0.4)));
      // A moment, so that the bytes leave before the reset wipes them from the line.
      await sleep(40);
      response.socket?.resetAndDestroy();
      return;
    case 'slow':
      for (let start = 0; start < body.length && !response.destroyed; start += dripBytes) {
        response.write(body.subarray(start, start + dripBytes));
        await sleep(dripMs);
      }
      response.end();
      return;
    default:
      response.end(body);
  }
}
