import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { closeConnection, sendAnswer, sendGatewayPage, withRetryAfter } from './answer.ts';
import type { ClipShelf } from './clips.ts';
import type { SimulatedClock } from './clock.ts';
import type { Fault, Faults } from './faults.ts';
import type { Jobs } from './jobs.ts';
import type { LedgerBook } from './ledger.ts';
import type { Limits } from './limits.ts';
import type { Answer, Call, Vendor } from './vendor.ts';

/** What one provider's server works with. */
export interface Desk {
  readonly vendor: Vendor;
  readonly jobs: Jobs;
  readonly ledger: LedgerBook;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly shelf: ClipShelf;
  readonly clock: SimulatedClock;
  /** Absent: every key is taken that is not empty and has no telling beginning. */
  readonly acceptedKeys?: readonly string[];
  /** Where pictures are fetched from: see fetched-picture.ts. */
  readonly pictureOrigins: ReadonlySet<string>;
  /** Writes jobs, links and ledger to disk; called before the answer leaves. */
  save(): void;
}

/** One HTTP exchange whose body has been read. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: Call;
  readonly bodyText: string;
  readonly key?: string;
}

/** Keys that begin so are refused everywhere, or have no balance. */
const wrongKeyPrefix = 'bad-key';
export const poorKeyPrefix = 'poor-key';

/** The answer for a key that is missing or wrong; undefined when the key may pass. */
export function keyRefusal(desk: Desk, call: Call, key: string | undefined): Answer | undefined {
  const { envelopes } = desk.vendor;
  if (key === undefined) return envelopes.missingKey(call);
  const known = desk.acceptedKeys === undefined || desk.acceptedKeys.includes(key);
  return known && !key.startsWith(wrongKeyPrefix) ? undefined : envelopes.wrongKey(call);
}

/**
 * Faults that look the same at every stage. Returns the status that was sent, `undefined` where the caller has to deal
 * with the fault, and `no answer` where the client gets none.
 */
export function strikePlainly(desk: Desk, exchange: Exchange, fault: Fault): number | 'no answer' | undefined {
  const { envelopes } = desk.vendor;
  const { call, response } = exchange;
  switch (fault.kind) {
    case 'wrong-key':
      return sendAnswer(response, envelopes.wrongKey(call));
    case 'rate-limit':
    case 'rate-limit-wait':
      return sendAnswer(response, withRetryAfter(envelopes.rateLimited(call), fault));
    case 'error-500':
      return sendAnswer(response, envelopes.serverError(call));
    case 'error-503':
      return sendAnswer(response, envelopes.unavailable(call));
    case 'html':
      return sendGatewayPage(response);
    case 'close':
      closeConnection(response);
      return 'no answer';
    case 'timeout':
      return 'no answer';
    default:
      return undefined;
  }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Header names as sent, without their values. */
export function headerNamesOf(request: IncomingMessage): string[] {
  return request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
}
