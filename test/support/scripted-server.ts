import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the server does with one request. Without a body the answer is empty. */
export interface ScriptedAnswer {
  /** 200 unless said. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Sent as it is. */
  readonly body?: string | Uint8Array;
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Time between the last byte of the request and the answer. */
  readonly delayMs?: number;
  /**
   * `reset`: the connection is torn down after the request was read; `close`: it is closed in order, without a byte;
   * `truncated`: the whole length is promised, half is sent, then the connection closes.
   */
  readonly ending?: 'whole' | 'reset' | 'close' | 'truncated';
}

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, exactly as they came. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Script = ScriptedAnswer | ((request: ReceivedRequest) => ScriptedAnswer);

export interface ScriptedServer {
  readonly origin: string;
  /** Every request since the last `script`, in the order in which they were read whole. */
  readonly received: readonly ReceivedRequest[];
  /** Forgets what came before. The answers are given in this order; the last one answers everything that follows. */
  script(...answers: [Script, ...Script[]]): void;
  stop(): Promise<void>;
}

const unscripted: ScriptedAnswer = { status: 599, body: 'nothing is scripted' };

/** A real HTTP server on a free loopback port that does exactly what a test tells it. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  let received: ReceivedRequest[] = [];
  let scripts: Script[] = [unscripted];

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const taken: ReceivedRequest = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body: await buffer(request),
    };
    received.push(taken);
    const script = (scripts.length > 1 ? scripts.shift() : scripts[0]) ?? unscripted;
    await give(typeof script === 'function' ? script(taken) : script, response);
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
    get received() {
      return received;
    },
    script(...answers) {
      received = [];
      scripts = answers;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function give(answer: ScriptedAnswer, response: ServerResponse): Promise<void> {
  if (answer.delayMs !== undefined) {
    await new Promise((resolve) => {
      setTimeout(resolve, answer.delayMs).unref();
    });
  }
  const { socket } = response;
  if (answer.ending === 'reset') return void socket?.resetAndDestroy();
  if (answer.ending === 'close') return void socket?.end();
  const bytes = bytesOf(answer);
  response.writeHead(answer.status ?? 200, {
    ...(answer.json === undefined ? {} : { 'content-type': 'application/json' }),
    'content-length': String(bytes.length),
    ...answer.headers,
  });
  if (answer.ending !== 'truncated') return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket?.end());
}

function bytesOf({ body, json }: ScriptedAnswer): Buffer {
  if (json !== undefined) return Buffer.from(JSON.stringify(json));
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body ?? []);
}

/** An origin on which nobody listens: a port that was free a moment ago. */
export async function refusingOrigin(): Promise<string> {
  const server = await startScriptedServer();
  await server.stop();
  return server.origin;
}
