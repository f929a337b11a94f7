import { buildConnector, Client, type Dispatcher } from 'undici';
import { failure } from '../../shared/failure.ts';
import { readRetryAfter } from '../../shared/retry-after.ts';
import { sentence } from '../../shared/sentence.ts';
import { connectTimeoutMs, straightConnections, type ProviderConnections } from './connections.ts';
import type { ProviderAnswer, ProviderCall, ProviderHttp } from './http.ts';
import { excerptLength, plainText } from './wire/plain-text.ts';
import { createRedactor, type Redactor } from './wire/redact.ts';
import { parseJson } from './wire/safe-json.ts';
import { readTransportTrouble } from './wire/transport-failure.ts';

interface ProviderHttpOptions {
  /** All calls go here; the key goes nowhere else. */
  readonly origin: string;
  readonly keyHeaders: Record<string, string>;
  /** Blanked in everything that comes back. */
  readonly secrets: readonly string[];
  /** Names of objects whose addresses are blanked as well: a signed link opens itself. */
  readonly privateNames?: readonly string[];
  readonly signal: AbortSignal;
  /** A connection of its own for each call, closed afterwards: for the paid submit. */
  readonly fresh: boolean;
  readonly clock: { now(): number };
  /** How connections come about. Default: straight, whatever the settings say. */
  readonly connections?: ProviderConnections;
  /** Stands in for the network in tests. */
  readonly dispatcher?: Dispatcher;
  readonly connectTimeoutMs?: number;
}

const callTimeoutMs = 60_000;
const largestBodyBytes = 8 * 1024 * 1024;

/** What a header value may hold (RFC 9110); a pasted key with a line break would be refused deep inside the client. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The one door to a vendor: one attempt per call, no redirect followed, nothing ever sent again. It never throws for
 * what the network or the vendor does; it throws for a path that would carry the key to another origin.
 */
export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const redact = createRedactor(options.secrets, options.privateNames);
  return { call: (call) => send(call, options, redact) };
}

async function send(call: ProviderCall, options: ProviderHttpOptions, redact: Redactor): Promise<ProviderAnswer> {
  const url = join(options.origin, call.path);
  const headers = headersFor(call, options.keyHeaders);
  if (Object.values(headers).some((value) => !headerValue.test(value))) return unsendable();
  const timeoutMs = call.timeoutMs ?? callTimeoutMs;
  const timeout = AbortSignal.timeout(timeoutMs);
  const line = openLine(url.origin, options);
  const noAnswer = (error: unknown): ProviderAnswer => {
    const aborted = options.signal.aborted;
    const timedOut = !aborted && timeout.aborted;
    const trouble = { error, host: url.host, opened: line.opened(), aborted, timedOut, timeoutMs };
    return { kind: 'no-answer', ...readTransportTrouble(trouble) };
  };
  try {
    const response = await line.dispatcher.request({
      origin: url.origin,
      // As the adapter wrote it: `URL` spells some characters of an id differently.
      path: call.path,
      method: call.method,
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.any([options.signal, timeout]),
      // The whole call has one limit, the signal above; the client's own two are set out of its way.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const body = await readBody(response.body);
    if (body.trouble === 'cut short' && options.signal.aborted) return noAnswer(options.signal.reason);
    return toAnswer(response.statusCode, response.headers, body, redact, options.clock.now());
  } catch (error) {
    return noAnswer(error);
  } finally {
    await line.close();
  }
}

function join(origin: string, path: string): URL {
  const base = new URL(origin).origin;
  const url = new URL(path, base);
  if (!path.startsWith('/') || url.origin !== base) throw new TypeError('a provider call must stay at its own origin');
  return url;
}

function headersFor(call: ProviderCall, keyHeaders: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.headers ?? {})) headers[name.toLowerCase()] = value;
  headers['accept'] = 'application/json';
  headers['accept-encoding'] = 'identity';
  headers['user-agent'] = 'Conch';
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(keyHeaders)) headers[name.toLowerCase()] = value;
  return headers;
}

function unsendable(): ProviderAnswer {
  const message = sentence('The key holds a character that cannot be sent, such as a line break. Paste it again.');
  return { kind: 'no-answer', sent: false, failure: failure('key-rejected', message) };
}

/** A way to the provider, and whether a connection of our own ever opened: the proof that something was or was not sent. */
interface Line {
  readonly dispatcher: Dispatcher;
  opened(): boolean | undefined;
  close(): Promise<void>;
}

function openLine(origin: string, options: ProviderHttpOptions): Line {
  if (options.dispatcher !== undefined) return sharedLine(options.dispatcher);
  const connections = options.connections ?? straightConnections;
  if (!options.fresh) return sharedLine(connections.shared());
  const timeoutMs = options.connectTimeoutMs ?? connectTimeoutMs;
  const connect = connections.through(buildConnector({ allowH2: false, timeout: timeoutMs }), { timeoutMs });
  let opened = false;
  const dispatcher = new Client(origin, {
    allowH2: false,
    // No keep-alive: one request, one connection.
    pipelining: 0,
    connect: (target, done) => {
      // A client that lost its connection would open another one and could send again. This line opens once.
      if (opened) {
        done(new Error('a fresh line opens one connection only'), null);
        return;
      }
      connect(target, (...result) => {
        if (result[0] === null) opened = true;
        done(...result);
      });
    },
  });
  return { dispatcher, opened: () => opened, close: () => dispatcher.destroy() };
}

function sharedLine(dispatcher: Dispatcher): Line {
  return { dispatcher, opened: () => undefined, close: () => Promise.resolve() };
}

interface Body {
  text: string;
  trouble?: 'cut short' | 'too long';
}

async function readBody(stream: Dispatcher.ResponseData['body']): Promise<Body> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let trouble: Body['trouble'];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > largestBodyBytes) {
        trouble = 'too long';
        break;
      }
      chunks.push(chunk);
    }
  } catch {
    // The status line has arrived, so this is an answer; that its body is not whole decides how it is read.
    trouble = 'cut short';
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  return trouble === undefined ? { text } : { text, trouble };
}

function toAnswer(
  status: number,
  rawHeaders: Record<string, string | string[] | undefined>,
  body: Body,
  redact: Redactor,
  now: number,
): ProviderAnswer {
  const headers = readHeaders(rawHeaders, redact);
  const retryAfterMs = readRetryAfter(rawHeaders, now);
  // Blanked before and after: taking tags out must not put a key together.
  const excerpt = redact(plainText(redact(body.text), excerptLength - 100)).slice(0, excerptLength - 100);
  const text = body.trouble === undefined ? excerpt : `${excerpt} [answer ${body.trouble}]`.trim();
  const facts = { status, headers, text, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const parsed = body.trouble === undefined ? parseJson(body.text, redact) : { whole: false as const };
  return parsed.whole ? { kind: 'json', json: parsed.json, ...facts } : { kind: 'not-json', ...facts };
}

function readHeaders(raw: Record<string, string | string[] | undefined>, redact: Redactor): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || name === '__proto__') continue;
    headers[name.toLowerCase()] = redact(Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
