import type { Balance } from '../../shared/balance.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Cost, Intent, Output, Remote } from '../../shared/job.ts';
import type { ModelSpec } from '../../shared/model.ts';
import type { PriceRow } from '../../shared/price.ts';
import type { DocumentedLimit } from '../../shared/queue.ts';
import type { GenerationRequest, ProviderId } from '../../shared/request.ts';
import type { Said } from '../../shared/sentence.ts';
import type { ProviderHttp } from './http.ts';

/**
 * A provider describes; the engine decides when. An adapter keeps no clock, no loop, no timer, no file and no retry:
 * it maps a request to the vendor's wire and the vendor's answer to one of a few outcomes.
 */
export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  /** Default origin, e.g. `https://api.novita.ai`. All calls that carry the key go to the origin in force. */
  readonly origin: string;
  readonly models: readonly [ModelSpec, ...ModelSpec[]];
  readonly links: { readonly keys: string; readonly console: string; readonly billing: string; readonly docs: string };
  readonly pace: Pace;
  /** One plain sentence: what is known about the price of a failed job. */
  readonly chargeNote: string;
  /** What a clip is thought to cost; empty where nobody has published it for these models. */
  readonly prices: readonly PriceRow[];
  /** What a credit is worth, where the provider bills in credits and has published it. */
  readonly creditsPerDollar?: number;
  /** The headers that carry the key. Nothing else ever does. */
  authorize(key: string): Record<string, string>;
  /** The one paid call. Called at most once per job. Throws only on an abort. */
  submit(request: ResolvedRequest, context: SubmitContext): Promise<SubmitOutcome>;
  /** Asks once. Free, may be repeated. Throws only on an abort. */
  poll(remote: Remote, context: PollContext): Promise<PollOutcome>;
  readonly keyTest: KeyTestAbility;
  /** Absent where no page of the provider documents a call for it. */
  readonly balance?: BalanceAbility;
  readonly lookup: LookupAbility;
}

export interface Pace {
  /** Clips in the making at once, unless the person sets it. */
  readonly concurrentClips: number;
  /** Least time between two submits, in milliseconds. */
  readonly submitGapMs: number;
  /** From the answer to the first look, and from look to look, in milliseconds. */
  readonly firstPollMs: number;
  readonly pollMs: number;
  /** What the provider has published. Absent: nothing. */
  readonly limits?: DocumentedLimit[];
}

/** What an adapter gets to see: the picture as it goes over the wire (an address, or a full `data:` URL), no lineage. */
export interface ResolvedRequest extends Omit<GenerationRequest, 'firstFrame' | 'continues'> {
  readonly firstFrame?: { kind: 'url'; url: string } | { kind: 'data'; dataUrl: string };
}

export interface SubmitContext {
  /** Bound to the origin in force; already carries the key; one attempt, fresh connection, no redirect. */
  readonly http: ProviderHttp;
  readonly signal: AbortSignal;
  readonly now: number;
}

export interface PollContext extends SubmitContext {
  readonly acceptedAt: number;
}

export type SubmitOutcome =
  /** Taken. `outputs` only where the vendor answers with the finished clip at once. */
  | { outcome: 'accepted'; remote: Remote; outputs?: Output[]; cost?: Cost }
  /** The vendor's documented refusal in the vendor's own envelope: not made. */
  | { outcome: 'rejected'; failure: Failure }
  /** Proven not taken (nothing was sent, or a documented "not now"): the engine may try again later. */
  | { outcome: 'not-sent'; failure: Failure }
  /** Anything else. Never sent again by itself. */
  | { outcome: 'unclear'; failure: Failure };

export type PollOutcome =
  /** `remote` replaces the stored one: an adapter that counts something between looks keeps it there. */
  | {
      outcome: 'waiting';
      phase: 'queued' | 'running';
      progressPercent?: number;
      etaMs?: number;
      /** Look again after this, instead of the usual time. */
      pollAfterMs?: number;
      remote?: Remote;
    }
  | { outcome: 'succeeded'; outputs: [Output, ...Output[]]; cost?: Cost }
  /** The vendor's verdict. Final. */
  | { outcome: 'failed'; failure: Failure }
  /** No usable answer this time; the job is as before. The engine backs off and looks again. */
  | { outcome: 'unclear'; failure: Failure; remote?: Remote };

export type KeyTestAbility =
  | { readonly free: true; readonly note: string; run(context: SubmitContext): Promise<KeyTestOutcome> }
  | { readonly free: false; readonly note: string };

export type KeyTestOutcome = ({ works: true } & Said) | { works: false; failure: Failure };

/** Asks what is left on the account. One free call, which changes nothing there and may be repeated. */
export interface BalanceAbility {
  read(context: SubmitContext): Promise<BalanceOutcome>;
}

export type BalanceOutcome = { told: true; balance: Balance } | { told: false; failure: Failure };

/**
 * Whether a request whose answer was lost can be looked for at the provider, by what was sent and when. Finding nothing
 * is never proof that it was not taken: a list may lag behind.
 */
export type LookupAbility =
  /** `why`: one plain sentence for the person. */
  | { readonly possible: false; readonly why: string }
  | {
      readonly possible: true;
      /** Asks once; free. Every job that fits; more than one is for the person to tell apart. */
      find(lost: LostRequest, context: SubmitContext): Promise<{ remotes: Remote[] } | { failure: Failure }>;
    };

export interface LostRequest {
  readonly request: GenerationRequest;
  readonly intent: Intent;
}

export function defineProvider(provider: Provider): Provider {
  return provider;
}
