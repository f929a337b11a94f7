import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';

/**
 * A provider for the measurements, in a process of its own so that its work is not counted as ours: the least of one
 * provider's documented wire that its adapter needs. A job whose id begins with `never` is never done,
 * and a little further each time that it is asked for.
 *
 *     node provider-program.ts <clip file> <speed>
 */
const [clipPath = '', speedText = '1'] = process.argv.slice(2);
const speed = Number(speedText);
const readyAt = new Map<string, number>();
const asked = new Map<string, number>();
/** Simulated milliseconds, spread evenly over what a clip of 6 s usually takes. */
const shortestMs = 60_000;
const spreadMs = 30_000;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  request.resume();
  request.on('end', () => answer(request.method ?? 'GET', url, response));
});

function answer(method: string, url: URL, response: ServerResponse): void {
  if (url.pathname === '/clip.mp4') return sendClip(response);
  if (url.pathname === '/ready') return json(response, Object.fromEntries(readyAt));
  if (method === 'POST') {
    const id = `task-${readyAt.size}`;
    // Golden-ratio steps fill the span evenly in whatever order the jobs come.
    readyAt.set(id, Date.now() + (shortestMs + spreadMs * ((readyAt.size * 0.618_034) % 1)) / speed);
    return json(response, { task_id: id });
  }
  const id = url.searchParams.get('task_id') ?? '';
  if ((readyAt.get(id) ?? Infinity) > Date.now()) {
    const times = (asked.get(id) ?? 0) + 1;
    asked.set(id, times);
    const progress = { progress_percent: Math.min(times, 99), eta: 0 };
    return json(response, { task: { task_id: id, status: 'TASK_STATUS_PROCESSING', ...progress } });
  }
  const videos = [{ video_url: `http://${address()}/clip.mp4?of=${id}`, video_url_ttl: '3600', video_type: 'mp4' }];
  json(response, { task: { task_id: id, status: 'TASK_STATUS_SUCCEED' }, videos });
}

function json(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function sendClip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': statSync(clipPath).size, etag: '"clip"' });
  createReadStream(clipPath, { highWaterMark: 1024 * 1024 }).pipe(response);
}

function address(): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('not listening');
  return `127.0.0.1:${bound.port}`;
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://${address()}\n`);
});
