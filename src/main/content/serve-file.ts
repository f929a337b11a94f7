import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { parseRange } from './parse-range.ts';

/**
 * A regular file as an HTTP answer, with Range. Own code, because Electron's file loader ignores Range and a player
 * cannot seek without it. The file is opened once, so that size and bytes belong to the same file.
 *
 * @throws the system's error when the file cannot be opened
 */
export async function serveFile(request: Request, path: string, headers: Record<string, string>): Promise<Response> {
  const file = await open(path, 'r');
  let handedOver = false;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
    const etag = `"${stat.size.toString(16)}-${Math.trunc(stat.mtimeMs).toString(16)}"`;
    const base = { ...headers, 'accept-ranges': 'bytes', etag };
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: base });
    // If-Range with another version asks for the whole file.
    const ifRange = request.headers.get('if-range');
    const asked = ifRange !== null && ifRange !== etag ? null : request.headers.get('range');
    const range = parseRange(asked, stat.size);
    if (range.kind === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { ...base, 'content-range': `bytes */${stat.size}` } });
    }
    const [start, end] = range.kind === 'part' ? [range.start, range.end] : [0, stat.size - 1];
    const facts = {
      ...base,
      'content-length': String(end - start + 1),
      ...(range.kind === 'part' && { 'content-range': `bytes ${start}-${end}/${stat.size}` }),
    };
    const status = range.kind === 'part' ? 206 : 200;
    if (request.method === 'HEAD' || stat.size === 0) return new Response(null, { status, headers: facts });
    handedOver = true;
    // Closes the file at the end and also when the reader goes away.
    const stream = Readable.toWeb(
      file.createReadStream({ start, end, autoClose: true }),
    ) as NodeReadableStream<Uint8Array>;
    return new Response(stream, { status, headers: facts });
  } finally {
    if (!handedOver) await file.close();
  }
}
