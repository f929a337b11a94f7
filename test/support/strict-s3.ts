import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { checkSignature, type S3Refusal } from './s3-signature.ts';

/** What somebody asked of the bucket. */
export interface S3Call {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: string | undefined;
  /** By a link alone, without the key pair. */
  readonly presigned: boolean;
}

export interface StoredS3Object {
  readonly bytes: Buffer;
  readonly type: string;
}

/** An S3 service with one bucket on a loopback port, that truly checks signatures, times, regions and payloads. */
export interface StrictS3 {
  readonly origin: string;
  readonly region: string;
  readonly bucket: string;
  readonly keyPair: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** By full name, prefix and all. */
  readonly objects: ReadonlyMap<string, StoredS3Object>;
  readonly calls: readonly S3Call[];
  /** How far its clock is ahead of ours, in milliseconds. */
  setClock(aheadMs: number): void;
  /** Acts that the key pair has no right to. */
  forbid(...methods: string[]): void;
  /** Answers the next calls with this before anything else is looked at; `hang` never answers. */
  failNext(times: number, how: 'unavailable' | 'hang' | 'reset'): void;
  /** Called when a PUT has been read whole, before anything else. */
  onPut(listener: (name: string) => void): void;
  stop(): Promise<void>;
}

export interface StrictS3Options {
  region?: string;
  bucket?: string;
  keyPair?: StrictS3['keyPair'];
  /** Keeps versions: plain deletion only hides, as at Backblaze B2. */
  versioned?: boolean;
}

export async function startStrictS3(options: StrictS3Options = {}): Promise<StrictS3> {
  const { region = 'eu-test-1', bucket = 'conch-pictures', versioned = false } = options;
  const keyPair = options.keyPair ?? {
    accessKeyId: 'AKCONCHTESTKEY0001',
    secretAccessKey: 'Test/secret+of0the1strict2bucket',
  };
  const objects = new Map<string, StoredS3Object>();
  const calls: S3Call[] = [];
  const forbidden = new Set<string>();
  const putListeners: ((name: string) => void)[] = [];
  let aheadMs = 0;
  let failing: { times: number; how: 'unavailable' | 'hang' | 'reset' } = { times: 0, how: 'unavailable' };
  let lastVersion = 0;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', 'http://s3.invalid');
    const method = request.method ?? 'GET';
    const now = Date.now() + aheadMs;
    const presigned = url.searchParams.has('X-Amz-Signature');
    const [first, ...rest] = url.pathname.slice(1).split('/');
    const name = rest.join('/');
    if (method === 'PUT') for (const listener of putListeners) listener(name);

    function answer(status: number, content: Buffer | string = '', headers: Record<string, string> = {}): void {
      const code = /<Code>(.*)<\/Code>/.exec(content.toString())?.[1];
      calls.push({ method, path: url.pathname, status, code, presigned });
      const length = { 'content-length': String(Buffer.byteLength(content)) };
      response.writeHead(status, { date: new Date(now).toUTCString(), ...length, ...headers }).end(content);
    }
    const refuse = ({ status, code, facts = {} }: S3Refusal): void => {
      const more = Object.entries(facts).map(([key, value]) => `<${key}>${value}</${key}>`);
      // As some services do: the error repeats what was sent, so that a careless client would log it.
      const echoed = `<Message>The request ${escaped(request.url ?? '')} ${escaped(request.headers.authorization ?? '')} was refused</Message>`;
      answer(status, `<?xml version="1.0"?><Error><Code>${code}</Code>${echoed}${more.join('')}</Error>`, {
        'content-type': 'application/xml',
      });
    };

    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      if (failing.how === 'reset') return void request.socket.resetAndDestroy();
      if (failing.how === 'hang') return;
      return refuse({ status: 503, code: 'ServiceUnavailable' });
    }
    const refusal = await checkSignature({ request, url, body, region, keyPair, now });
    if (refusal !== undefined) return refuse(refusal);
    if (first !== bucket) return refuse({ status: 404, code: 'NoSuchBucket' });
    if (forbidden.has(method)) return refuse({ status: 403, code: 'AccessDenied' });
    const version = versioned ? { 'x-amz-version-id': `version-${(lastVersion += 1)}` } : undefined;
    switch (method) {
      case 'PUT':
        objects.set(name, { bytes: body, type: request.headers['content-type'] ?? '' });
        return answer(200, '', { etag: `"${createHash('md5').update(body).digest('hex')}"`, ...version });
      case 'GET': {
        const object = objects.get(name);
        if (object === undefined) return refuse({ status: 404, code: 'NoSuchKey' });
        return answer(200, object.bytes, { 'content-type': object.type });
      }
      case 'DELETE':
        if (!versioned || url.searchParams.has('versionId')) objects.delete(name);
        return answer(204);
      default:
        return refuse({ status: 405, code: 'MethodNotAllowed' });
    }
  }

  const server = createServer((request, response) => {
    // A client that goes away in the middle is part of what is tested.
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    region,
    bucket,
    keyPair,
    objects,
    calls,
    setClock: (ms) => void (aheadMs = ms),
    forbid: (...methods) => {
      forbidden.clear();
      for (const method of methods) forbidden.add(method);
    },
    failNext: (times, how) => void (failing = { times, how }),
    onPut: (listener) => void putListeners.push(listener),
    async stop() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
