import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { RefusedAddress } from './network-policy.ts';

/** Puts an error of the connection into words; `refused` when our own policy was the reason. */
export function networkFailure(error: unknown): { kind: 'trouble' | 'refused'; failure: Failure } {
  const refused = chainOf(error).find((link) => link instanceof RefusedAddress);
  if (refused !== undefined) return { kind: 'refused', failure: failure('network', refused.words, atDownload) };
  const onTheWay = chainOf(error).find((link) => link instanceof FailureError);
  if (onTheWay !== undefined) return { kind: 'trouble', failure: { ...onTheWay.failure, ...atDownload } };
  const codes = chainOf(error).map(codeOf);
  if (codes.some((code) => code !== undefined && /TIMEOUT|ETIMEDOUT/.test(code))) {
    return {
      kind: 'trouble',
      failure: failure('timeout', sentence('The server with the clip stopped answering.'), atDownload),
    };
  }
  return { kind: 'trouble', failure: failure('network', wordsFor(codes), atDownload) };
}

const atDownload = { stage: 'download' } as const;

function wordsFor(codes: (string | undefined)[]): Sentence {
  const has = (pattern: RegExp): boolean => codes.some((code) => code !== undefined && pattern.test(code));
  if (has(/ENOTFOUND|EAI_AGAIN/)) return sentence('The server with the clip was not found. Is this computer offline?');
  if (has(/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/)) return sentence('The server with the clip could not be reached.');
  if (has(/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/))
    return sentence('The server with the clip could not prove who it is.');
  return sentence('The connection broke before the clip was complete.');
}

/** An error, its causes, and the errors gathered in it. */
function chainOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const gathered = error instanceof AggregateError ? error.errors.flatMap(chainOf) : [];
  return [error, ...gathered, ...(error.cause === undefined ? [] : chainOf(error.cause))];
}
