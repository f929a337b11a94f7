import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as openRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from './index.ts';
import type { Simulator, SimulatorOptions } from './index.ts';
import { providerNames } from './vendor.ts';
import type { ProviderName } from './vendor.ts';

/** What the simulator's tests stand on: a simulator with tiny clips, and a client that sends exactly what it is told. */
export interface Bench extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly folder: string;
  send(provider: ProviderName, call: BenchCall): Promise<BenchAnswer>;
  /** Sends the provider's documented sample with these changes; undefined takes a field away. */
  submit(provider: ProviderName, changes?: Record<string, unknown>, path?: string): Promise<BenchAnswer>;
  /** Submits and returns the job's id. */
  begin(provider: ProviderName, changes?: Record<string, unknown>): Promise<string>;
  poll(provider: ProviderName, jobId: string): Promise<BenchAnswer>;
  /** Submits, waits for the end and returns the link. */
  finish(provider: ProviderName, changes?: Record<string, unknown>): Promise<string>;
  download(url: string, headers?: Record<string, string>, method?: string): Promise<BenchAnswer>;
}

interface BenchCall {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Whole body as text, in place of `body`. */
  readonly text?: string;
  readonly key?: string | null;
}

interface BenchAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Buffer;
  // Answers of five providers: the tests look into them by path.
  readonly json: Json;
  /** Whether the answer came whole. */
  readonly whole: boolean;
}

type Json = { [name: string]: Json } & { [index: number]: Json };

/** Fast enough for a clip in about 40 ms, slow enough that its phases can be told apart. */
const benchSpeed = 2000;
export const clipBytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), Buffer.alloc(60_000, 'clip')]);

const submitPaths: Record<ProviderName, string> = {
  acedata: '/hailuo/videos',
  appypie: '/minimax-hailuo-ai/v1/generate',
  pixazo: '/minimax-hailuo-ai/v1/generate',
  aimlapi: '/v2/generate/video/minimax/generation',
  novita: '/v3/async/minimax-hailuo-02',
};

const samples: Record<ProviderName, Record<string, unknown>> = {
  acedata: { action: 'generate', prompt: 'Internal heat', model: 'minimax-t2v', async: true },
  appypie: { prompt: 'A bear leaps into a river', prompt_optimizer: true },
  pixazo: { prompt: 'A bear', duration: 6, resolution: '768P', prompt_optimizer: true, aigc_watermark: false },
  aimlapi: { model: 'minimax/hailuo-02', prompt: 'Mona Lisa puts on glasses', duration: 6, resolution: '768P' },
  novita: { prompt: 'A gentleman leans on a car', duration: 6, resolution: '768P', enable_prompt_expansion: true },
};

const idFields: Record<ProviderName, string> = {
  acedata: 'task_id',
  appypie: 'task_id',
  pixazo: 'request_id',
  aimlapi: 'generation_id',
  novita: 'task_id',
};

function pollCall(provider: ProviderName, jobId: string): BenchCall {
  switch (provider) {
    case 'acedata':
      return { path: '/hailuo/tasks', body: { id: jobId, action: 'retrieve' } };
    case 'appypie':
      return { path: '/minimax-hailuo-ai-polling/v1/getStatus', body: { task_id: jobId } };
    case 'pixazo':
      return { method: 'GET', path: `/v2/requests/status/${jobId}` };
    case 'aimlapi':
      return { method: 'GET', path: `${submitPaths.aimlapi}?generation_id=${jobId}` };
    case 'novita':
      return { method: 'GET', path: `/v3/async/task-result?task_id=${jobId}` };
  }
}

function linkIn(provider: ProviderName, json: Json): string | undefined {
  const found = {
    acedata: json['response']?.['data']?.[0]?.['video_url'],
    appypie: json['file']?.['download_url'],
    pixazo: json['output']?.['media_url']?.[0],
    aimlapi: json['status'] === ('completed' as unknown) ? json['video']?.['url'] : undefined,
    novita: json['videos']?.[0]?.['video_url'],
  }[provider];
  return typeof found === 'string' ? found : undefined;
}

export async function openBench(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  for (const name of providerNames) writeFileSync(join(folder, `${name}-6s-768P.mp4`), clipBytes);
  const simulator = await startSimulator({ clipsFolder: folder, speed: benchSpeed, ...options });

  function send(provider: ProviderName, call: BenchCall): Promise<BenchAnswer> {
    const subscription = provider === 'appypie' || provider === 'pixazo';
    const key = call.key === undefined ? 'sim-key' : call.key;
    const keyHeader: Record<string, string> =
      key === null ? {} : subscription ? { 'ocp-apim-subscription-key': key } : { authorization: `Bearer ${key}` };
    const body = call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...keyHeader, ...type, ...call.headers };
    return exchange(simulator.origins[provider] + call.path, call.method ?? 'POST', headers, body);
  }

  const submit: Bench['submit'] = (provider, changes = {}, path = submitPaths[provider]) =>
    send(provider, { path, body: { ...samples[provider], ...changes } });

  const begin: Bench['begin'] = async (provider, changes) => {
    const { json, status } = await submit(provider, changes);
    const id: unknown = json[idFields[provider]];
    if (typeof id !== 'string') throw new Error(`${provider} answered ${status} without an id`);
    return id;
  };

  const poll: Bench['poll'] = (provider, jobId) => send(provider, pollCall(provider, jobId));

  return {
    simulator,
    folder,
    send,
    submit,
    begin,
    poll,
    async finish(provider, changes) {
      const id = await begin(provider, changes);
      for (let look = 0; look < 200; look += 1) {
        const link = linkIn(provider, (await poll(provider, id)).json);
        if (link !== undefined) return link;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`${provider} did not finish ${id}`);
    },
    download: (url, headers = {}, method = 'GET') => exchange(url, method, headers),
    async [Symbol.asyncDispose]() {
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Plain node:http, because it sends a path byte for byte. Rejects when no answer begins. */
function exchange(url: string, method: string, headers: Record<string, string>, body?: string): Promise<BenchAnswer> {
  const { port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve, reject) => {
    let begun = false;
    const request = openRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      begun = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('close', () => {
        const bytes = Buffer.concat(chunks);
        const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(flat) as Record<string, string>,
          bytes,
          json: parse(bytes),
          whole: response.complete,
        });
      });
    });
    request.setTimeout(3000, () => request.destroy(new Error('no answer')));
    // Once an answer has begun, what arrived of it is the result, however it ends.
    request.on('error', (error) => {
      if (!begun) reject(error);
    });
    request.end(body);
  });
}

function parse(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json;
  } catch {
    // A clip, a page or half an answer: the test looks at the bytes.
    return {};
  }
}
