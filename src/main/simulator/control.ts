import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SimulatedClock } from './clock.ts';
import { faultRuleSchema } from './faults.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { limitSchema, type Limits } from './limits.ts';

export interface ControlDesk {
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly clock: SimulatedClock;
  readonly pictureOrigins: Set<string>;
  origins(): Readonly<Record<string, string>>;
  /** Forgets jobs, links, ledger and faults. */
  reset(): void;
  /** Writes what changed to disk. */
  save(): void;
}

const faultsBody = z.union([faultRuleSchema, z.array(faultRuleSchema)]);
const speedBody = z.strictObject({ speed: z.number().positive().max(1_000_000) });
const pictureOriginBody = z.strictObject({ origin: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/) });
const watchBody = z.strictObject({ key: z.string().min(1) });

/**
 * The simulator's own server, for tests in other processes. JSON in and out:
 * `GET /origins`, `GET /ledger`, `GET /pictures`, `GET /faults`, `POST /faults` (a rule or a list), `DELETE /faults`, `POST /limits` (see limits.ts), `DELETE /limits`, `POST /reset`,
 * `POST /speed` `{speed}`, `POST /picture-origins` `{origin}` (where pictures may be fetched from), `POST /watch` `{key}` (a key to look for outside of its own header).
 */
export function createControlServer(desk: ControlDesk): Server {
  return createServer((request, response) => {
    answer(desk, request, response).catch((error: unknown) => {
      send(response, 500, { error: error instanceof Error ? error.message : 'The control server failed.' });
    });
  });
}

async function answer(desk: ControlDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { ledger, faults, limits, clock } = desk;
  const route = `${request.method} ${request.url}`;
  // A page in a browser cannot send this type without asking first, so no web site can play with the simulator.
  if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') {
    send(response, 415, { error: 'Content-Type must be application/json' });
    return;
  }
  switch (route) {
    case 'GET /origins':
      return send(response, 200, desk.origins());
    case 'GET /ledger': {
      const state = ledger.state();
      return send(response, 200, { ...state, billed: ledger.billed().length, speed: clock.speed() });
    }
    case 'GET /pictures':
      return send(response, 200, ledger.pictures());
    case 'GET /faults':
      return send(response, 200, faults.list());
    case 'DELETE /faults':
      faults.clear();
      return send(response, 200, {});
    case 'POST /reset':
      desk.reset();
      return send(response, 200, {});
    case 'POST /faults':
      return await take(request, response, faultsBody, (rules) => {
        for (const rule of Array.isArray(rules) ? rules : [rules]) faults.add(rule);
      });
    case 'POST /limits':
      return await take(request, response, limitSchema, limits.set);
    case 'DELETE /limits':
      limits.clear();
      return send(response, 200, {});
    case 'POST /speed':
      return await take(request, response, speedBody, ({ speed }) => {
        clock.setSpeed(speed);
        desk.save();
      });
    case 'POST /picture-origins':
      return await take(request, response, pictureOriginBody, ({ origin }) => void desk.pictureOrigins.add(origin));
    case 'POST /watch':
      return await take(request, response, watchBody, ({ key }) => ledger.watchFor(key));
    default:
      return send(response, 404, { error: `There is no ${route} here.` });
  }
}

async function take<T>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: z.ZodType<T>,
  act: (value: T) => void,
): Promise<void> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return send(response, 400, { error: 'The body is not JSON.' });
  }
  const read = schema.safeParse(json);
  if (!read.success) return send(response, 400, { error: z.prettifyError(read.error) });
  act(read.data);
  return send(response, 200, {});
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
