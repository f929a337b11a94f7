import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ProviderAnswer } from '../../src/main/providers/http.ts';

/** An answer made to fill the memory or to hold the call. */
export interface Bomb {
  readonly title: string;
  give(response: ServerResponse): void;
  /** What may become of it. */
  readonly ends: readonly ProviderAnswer['kind'][];
}

export const mib = 1024 * 1024;
/** 20 KB that come to 320 MB: gzip members may follow each other. */
const squeezed = Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(16 * mib, 32))));

export const bombs: readonly Bomb[] = [
  {
    title: '9 MB of JSON',
    give: (response) => void response.end(`{"task_id":"${'a'.repeat(9 * mib)}"}`),
    ends: ['not-json'],
  },
  {
    title: 'chunks without end',
    give: (response) => pour(response, Buffer.alloc(256 * 1024, '[')),
    ends: ['not-json'],
  },
  {
    title: '64 KB of headers',
    give: (response) => void response.writeHead(200, { 'x-long': 'a'.repeat(64 * 1024) }).end('{"task_id":"1"}'),
    ends: ['no-answer'],
  },
  {
    title: 'gzip although identity was asked for',
    give: (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(squeezed),
    ends: ['not-json'],
  },
  { title: 'nested 100,000 deep', give: (response) => void response.end('['.repeat(100_000)), ends: ['not-json'] },
  { title: 'a byte now and then', give: drip, ends: ['not-json', 'no-answer'] },
  {
    title: 'a head and nothing more',
    give: (response) => response.writeHead(200).flushHeaders(),
    ends: ['not-json', 'no-answer'],
  },
  { title: 'nothing at all', give: () => {}, ends: ['no-answer'] },
  {
    title: 'a text that is slow to search',
    give: (response) => void response.end('<script '.repeat(400_000)),
    ends: ['not-json'],
  },
];

function pour(response: ServerResponse, chunk: Buffer): void {
  if (response.destroyed || response.socket?.destroyed !== false) return;
  if (response.write(chunk)) setImmediate(() => pour(response, chunk));
  else response.once('drain', () => pour(response, chunk));
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 200);
  response.on('close', () => clearInterval(timer));
}
