import { createHash } from 'node:crypto';
import type { FaultKind } from './faults.ts';
import type { ReceivedPicture } from './picture.ts';
import type { CallStage, ProviderName } from './vendor.ts';

/**
 * What truly reached the servers. A client under test cannot lie to it: one paid request is one entry, whatever the
 * client saw of the answer.
 */
export interface Submission {
  readonly sequence: number;
  /** Epoch milliseconds of the real clock. */
  readonly at: number;
  readonly provider: ProviderName;
  readonly path: string;
  /** SHA-256 of the raw body, in hex. */
  readonly bodyHash: string;
  readonly bodyBytes: number;
  /** The parsed body; data URLs are replaced by their beginning. */
  readonly body: unknown;
  /** First 8 hex digits of the key's SHA-256; absent without a key. */
  readonly keyFingerprint?: string;
  readonly headerNames: readonly string[];
  /** Status of the answer; absent where none was given. */
  readonly status?: number;
  readonly fault?: FaultKind;
  /** Why it was turned away. */
  readonly refusal?: string;
  readonly picture?: ReceivedPicture;
  readonly accepted: boolean;
  readonly billed: boolean;
  /** What it was billed at; absent where the provider has published no price. */
  readonly billedDollars?: number;
  /** Billed, and given back because the provider does not charge for such an end. */
  readonly refunded: boolean;
  readonly jobId?: string;
}

interface Download {
  readonly at: number;
  readonly provider: ProviderName;
  readonly jobId?: string;
  readonly method: string;
  readonly range?: string;
  readonly status: number;
  readonly fault?: FaultKind;
  readonly headerNames: readonly string[];
}

/** A known key that turned up where it has no business: the name of the header, `url` or `body`. */
interface KeyLeak {
  readonly at: number;
  readonly provider: ProviderName;
  readonly stage: CallStage | 'download' | 'unknown';
  readonly keyFingerprint: string;
  readonly where: string;
}

export type LedgerPicture = ReceivedPicture & { readonly provider: ProviderName; readonly sequence: number };

export interface LedgerState {
  readonly submissions: readonly Submission[];
  readonly polls: Readonly<Record<string, number>>;
  readonly downloads: readonly Download[];
  readonly leaks: readonly KeyLeak[];
}

export interface Ledger {
  /** Every submission, in order of arrival. */
  entries(): readonly Submission[];
  /** Those that cost money when they were accepted, refunded or not. */
  billed(): readonly Submission[];
  /** The pictures of accepted submissions whose bytes were seen, in order of arrival. */
  pictures(): readonly LedgerPicture[];
  polls(jobId: string): number;
  downloads(): readonly Download[];
  leaks(): readonly KeyLeak[];
  /** A key, in clear, to look for outside of its own header; kept in memory only. */
  watchFor(key: string): void;
  state(): LedgerState;
  clear(): void;
}

export interface LedgerBook extends Ledger {
  recordSubmission(submission: Omit<Submission, 'sequence' | 'refunded'>): void;
  recordPoll(jobId: string): void;
  recordDownload(download: Download): void;
  refund(jobId: string): void;
  /** Looks for known keys in everything but the key's own header. */
  inspect(seen: Inspected): void;
}

interface Inspected {
  readonly provider: ProviderName;
  readonly stage: KeyLeak['stage'];
  readonly target: string;
  /** Alternating names and values, as node:http gives them. */
  readonly rawHeaders: readonly string[];
  readonly bodyText: string;
  /** The header that may carry the key, and the key that this provider was given. */
  readonly keyHeader?: string;
  readonly key?: string;
}

/** Downloads and leaks are kept up to this many, so that a long demo does not grow without end. */
const keptEntries = 5000;

export function fingerprintOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

export function createLedger(saved?: LedgerState): LedgerBook {
  let submissions: Submission[] = [...(saved?.submissions ?? [])];
  let downloads: Download[] = [...(saved?.downloads ?? [])];
  let leaks: KeyLeak[] = [...(saved?.leaks ?? [])];
  let polls = new Map<string, number>(Object.entries(saved?.polls ?? {}));
  const known = new Set<string>();

  function noteLeak(seen: Inspected, key: string, where: string): void {
    const { provider, stage } = seen;
    leaks = [...leaks, { at: Date.now(), provider, stage, keyFingerprint: fingerprintOf(key), where }].slice(
      -keptEntries,
    );
  }

  function inspect(seen: Inspected): void {
    if (seen.key !== undefined) known.add(seen.key);
    for (const key of known) {
      if (seen.target.includes(key)) noteLeak(seen, key, 'url');
      if (seen.bodyText.includes(key)) noteLeak(seen, key, 'body');
      for (let index = 0; index < seen.rawHeaders.length; index += 2) {
        const name = (seen.rawHeaders[index] ?? '').toLowerCase();
        const own = name === seen.keyHeader && key === seen.key;
        if (!own && (seen.rawHeaders[index + 1] ?? '').includes(key)) noteLeak(seen, key, name);
      }
    }
  }

  return {
    entries: () => submissions,
    billed: () => submissions.filter((one) => one.billed),
    pictures: () =>
      submissions.flatMap(({ picture, provider, sequence }) =>
        picture?.sha256 === undefined ? [] : [{ ...picture, provider, sequence }],
      ),
    polls: (jobId) => polls.get(jobId) ?? 0,
    downloads: () => downloads,
    leaks: () => leaks,
    watchFor: (key) => known.add(key),
    state: () => ({ submissions, polls: Object.fromEntries(polls), downloads, leaks }),
    clear() {
      submissions = [];
      downloads = [];
      leaks = [];
      polls = new Map();
    },
    recordSubmission(submission) {
      const sequence = (submissions.at(-1)?.sequence ?? 0) + 1;
      submissions.push({ ...submission, sequence, refunded: false });
    },
    recordPoll(jobId) {
      polls.set(jobId, (polls.get(jobId) ?? 0) + 1);
    },
    recordDownload(download) {
      downloads = [...downloads, download].slice(-keptEntries);
    },
    refund(jobId) {
      submissions = submissions.map((one) => (one.jobId === jobId && one.billed ? { ...one, refunded: true } : one));
    },
    inspect,
  };
}
