import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server treats `Range`: as it should, not at all, or by answering 206 with another piece than was asked for. */
export const rangeWays = ['honoured', 'ignored', 'wrong piece'] as const;
/** What tells one version of a file from another. `changed`: strong, and the file is another one at the second look. */
export const validators = ['strong', 'weak', 'none', 'changed'] as const;
/** `natural`: what follows from the request. */
export const statuses = ['natural', 200, 206, 416, 403, 410, 500, 503] as const;
/** What is said about the length, next to what comes. */
export const lengths = ['right', 'short', 'long', 'missing', 'chunked'] as const;
export const cuts = ['nothing', 'one byte', 'middle', 'last byte'] as const;

export interface Cell {
  readonly ranges: (typeof rangeWays)[number];
  readonly validator: (typeof validators)[number];
  readonly status: (typeof statuses)[number];
  readonly length: (typeof lengths)[number];
  readonly cut: (typeof cuts)[number];
}

/** Every combination, always in the same order. */
export const cells: readonly Cell[] = rangeWays.flatMap((ranges) =>
  validators.flatMap((validator) =>
    statuses.flatMap((status) =>
      lengths.flatMap((length) => cuts.map((cut) => ({ ranges, validator, status, length, cut }))),
    ),
  ),
);

export interface MatrixServer {
  readonly origin: string;
  /** Headers of the requests since the last `play`. */
  readonly requests: readonly IncomingMessage['headers'][];
  /** Plays one cell: the first answer is cut, the second is the cell's, all others are sound. */
  play(cell: Cell): void;
  /** What the server holds now: the truth. */
  content(): Buffer;
  /** Breaks the first answer off. Called when its bytes have been taken, because a broken line loses what is under way. */
  breakOff(): void;
  stop(): Promise<void>;
}

const errorPage = '<!doctype html><html><body><h1>Access denied</h1></body></html>';

/** @param versions two files of one size */
export async function startMatrixServer(versions: readonly [Buffer, Buffer]): Promise<MatrixServer> {
  let requests: IncomingMessage['headers'][] = [];
  let cell: Cell | undefined;
  let first: ServerResponse | undefined;

  function content(): Buffer {
    return cell?.validator === 'changed' && requests.length > 1 ? versions[1] : versions[0];
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    requests.push(request.headers);
    if (requests.length === 1) first = response;
    if (cell !== undefined) answer(request, response, cell, content(), requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    play(next) {
      cell = next;
      requests = [];
    },
    content,
    breakOff: () => void first?.destroy(),
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, cell: Cell, content: Buffer, look: number): void {
  const isCell = look === 2;
  const etag = etagOf(cell, look);
  if (etag !== undefined) response.setHeader('etag', etag);
  response.setHeader('content-type', 'video/mp4');
  const status = isCell ? cell.status : 'natural';
  if (status === 403 || status === 410 || status === 500 || status === 503) {
    response.writeHead(status, { 'content-type': 'text/html' }).end(errorPage);
    return;
  }
  if (status === 416) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end(errorPage);
    return;
  }
  const piece = pieceFor(request, { ...cell, status }, content, etag);
  if (piece.status === 206)
    response.setHeader('content-range', `bytes ${piece.from}-${piece.to - 1}/${content.length}`);
  const body = content.subarray(piece.from, piece.to);
  if (look === 1) give(response, piece.status, body, 'right', cutAt(cell.cut, body.length));
  else give(response, piece.status, body, isCell ? cell.length : 'right');
}

function etagOf({ validator }: Cell, look: number): string | undefined {
  if (validator === 'none') return undefined;
  if (validator === 'weak') return 'W/"one"';
  return validator === 'changed' && look > 1 ? '"two"' : '"one"';
}

function pieceFor(
  { headers }: IncomingMessage,
  { ranges, status }: Cell,
  content: Buffer,
  etag: string | undefined,
): { status: 200 | 206; from: number; to: number } {
  const asked = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? Number.NaN);
  const isAsked = Number.isInteger(asked) && asked < content.length;
  const to = content.length;
  if (status === 200) return { status: 200, from: 0, to };
  // Forced: a 206 comes although nothing was asked for, or although the file has changed.
  if (status === 206) return { status: 206, from: ranges === 'wrong piece' ? 0 : isAsked ? asked : 0, to };
  if (!isAsked || ranges === 'ignored') return { status: 200, from: 0, to };
  // As long as the right one, so that the length alone does not give it away.
  const shift = Math.min(asked, 500);
  if (ranges === 'wrong piece') return { status: 206, from: asked - shift, to: to - shift };
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  return isSame ? { status: 206, from: asked, to } : { status: 200, from: 0, to };
}

function cutAt(cut: Cell['cut'], size: number): number {
  return { nothing: 0, 'one byte': 1, middle: Math.floor(size / 2), 'last byte': size - 1 }[cut];
}

function give(
  response: ServerResponse,
  status: number,
  body: Buffer,
  length: Cell['length'],
  cutAfterBytes?: number,
): void {
  if (length === 'missing') {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  } else if (length !== 'chunked') {
    response.setHeader('content-length', Math.max(0, body.length + { right: 0, short: -1000, long: 1000 }[length]));
  }
  response.writeHead(status);
  if (cutAfterBytes !== undefined) {
    response.flushHeaders();
    // Without a byte nobody would ever say that it has been taken.
    if (cutAfterBytes === 0) setTimeout(() => response.destroy(), 5);
    else response.write(body.subarray(0, cutAfterBytes));
  } else if (length === 'long') {
    response.write(body, () => response.socket?.end());
  } else if (length === 'short') {
    response.end(body.subarray(0, Math.max(0, body.length - 1000)));
  } else {
    response.end(body);
  }
}
