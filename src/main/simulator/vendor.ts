import type { IncomingHttpHeaders } from 'node:http';
import type { Field } from './fields.ts';
import type { ReceivedPicture } from './picture.ts';

/**
 * What the simulator knows about one provider: its paths, its fields, its envelopes and its links. Written from the
 * providers' own pages (checked 2026-11-21), never from Conch's adapters, so that each can catch the other's mistakes.
 */

export const providerNames = ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'] as const;
export type ProviderName = (typeof providerNames)[number];

export type CallStage = 'submit' | 'poll' | 'account';

export interface Call {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined for a GET. */
  readonly body: unknown;
  /** The simulator's own origin for this provider, e.g. `http://127.0.0.1:40123`. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A request that the provider turns away, in its own envelope; `reason` is for the ledger. */
export interface Refusal {
  readonly refused: Answer;
  readonly reason: string;
}

/** A request that passed every check. */
export interface Order {
  readonly prompt: string;
  readonly model: string;
  readonly durationSeconds: 6 | 10;
  readonly resolution: '768P' | '1080P';
  readonly picture?: ReceivedPicture;
  /** Ace Data Cloud without `async` and `callback_url`: the answer is held back until the clip is finished. */
  readonly heldOpen: boolean;
}

/** How the job ends. `error` is a system error, which Pixazo keeps apart from `failed`. */
export type Verdict = 'succeeded' | 'failed' | 'error' | 'moderation';

export interface SimulatedJob {
  readonly id: string;
  readonly provider: ProviderName;
  readonly order: Order;
  /** Epoch milliseconds of the real clock. */
  readonly acceptedAt: number;
  /** Milliseconds of the simulated clock. */
  readonly startsAt: number;
  endsAt: number;
  verdict: Verdict;
}

export interface JobView {
  readonly job: SimulatedJob;
  readonly phase: 'queued' | 'running' | 'finished';
  readonly progressPercent: number;
  /** Seconds of the real clock until the clip is finished. */
  readonly etaSeconds: number;
  /** Real epoch milliseconds; absent while it has not happened. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Present when the clip is finished and succeeded. */
  readonly clipUrl?: string;
  /** Says a status word that no page documents. */
  readonly unknownWord: boolean;
  readonly origin: string;
}

/** What goes into a fresh link. */
interface LinkSeed {
  readonly jobId: string;
  /** 64 hex digits, new for every link. */
  readonly nonce: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The envelopes of one provider. `words` end up where the provider puts its free text. */
interface Envelopes {
  invalid(words: string, call: Call): Answer;
  missingKey(call: Call): Answer;
  wrongKey(call: Call): Answer;
  noBalance(call: Call): Answer;
  /** Absent where the provider has no refusal of its own: the job is then taken and fails later. */
  moderation?(call: Call): Answer;
  rateLimited(call: Call): Answer;
  serverError(call: Call): Answer;
  unavailable(call: Call): Answer;
  noSuchPath(call: Call): Answer;
  noSuchJob(call: Call): Answer;
}

export interface Vendor {
  readonly id: ProviderName;
  stageOf(method: string, path: string): CallStage | undefined;
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  readonly envelopes: Envelopes;
  readOrder(call: Call): Order | Refusal;
  newJobId(random: () => string): string;
  accepted(view: JobView): Answer;
  acceptedWithoutId(): Answer;
  /** The id that a poll asks for, or why the poll is malformed. */
  readPoll(call: Call): { jobIds: readonly string[] } | Refusal;
  polled(views: readonly JobView[], call: Call): Answer;
  /** The finished clip as an answer to the submit itself; only Ace Data Cloud has it. */
  heldOpenAnswer?(view: JobView): Answer;
  /** What is left on the account of a key, in dollars; the free call that also tests a key. */
  account?(dollars: number): Answer;
  /** When a clip that was billed is taken off the account. Absent: when it is accepted. */
  readonly chargesAt?: 'completion';
  /** The path and query of a link, exactly as it must be requested. */
  linkTarget(seed: LinkSeed): string;
  /** A signed link is issued anew by every look; an unsigned one stays. */
  readonly signedLinks: boolean;
  readonly clipType: 'video/mp4' | 'application/octet-stream';
  /** In dollars; absent where nobody has published a price. Simulated money, at the true price. */
  dollarsFor?(order: Order): number;
  /** Whether a job that ends so is not charged, as far as the provider says. */
  refunds(verdict: Verdict): boolean;
}

export type Fields = Readonly<Record<string, Field>>;

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}
