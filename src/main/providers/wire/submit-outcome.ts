import { failure } from '../../../shared/failure.ts';
import { says, sentence, sentencesOf, type Sentence } from '../../../shared/sentence.ts';
import type { ProviderAnswer } from '../http.ts';
import type { SubmitOutcome } from '../provider.ts';
import { readJobId } from './job-id.ts';
import { isGood, sentenceFor, unreached, vendorFailure, type Answered, type VendorError } from './vendor-error.ts';

type NotAccepted = Exclude<SubmitOutcome, { outcome: 'accepted' }>;

/** Refusals by their status. They count only when they come in the vendor's own envelope: a proxy also answers 403. */
const refusals: readonly number[] = [400, 401, 402, 403, 404, 413, 415, 422];

/**
 * What became of the one paid request, for every answer that did not bring a job id. Nothing here leads to a second
 * request by itself but a proof that the first one was not taken.
 *
 * @param error what the adapter read from the vendor's documented envelope; undefined where the body is anything else
 * @param advice a further sentence of the adapter, e.g. which service has replaced this one
 */
export function submitOutcome(
  name: string,
  answer: ProviderAnswer,
  error: VendorError | undefined,
  advice?: Sentence,
): NotAccepted {
  if (answer.kind === 'no-answer') {
    if (answer.sent)
      return unclear(
        answer,
        [sentence('The answer of {{provider}} did not arrive.', { provider: name }), ...sentencesOf(answer.failure)],
        error,
        advice,
      );
    const words = sentences(...unreached(name, answer.failure), sentence('Nothing was sent.'), advice);
    return { outcome: 'not-sent', failure: { ...answer.failure, ...says(...words), stage: 'submit', charged: 'no' } };
  }
  const { status } = answer;
  // A plea for a pause beside a job id may be about the next request: the id says that this one was taken.
  const turnedAway = isGood(answer) && error?.verdict === 'not-now' && !holdsJobId(answer);
  if (status === 429 || turnedAway) {
    const message = sentences(sentenceFor('rate-limited', name), sentence('Nothing was taken.'));
    return { outcome: 'not-sent', failure: vendorFailure('rate-limited', message, 'submit', 'no', answer, error) };
  }
  const refused = refusals.includes(status)
    ? error?.verdict !== 'unclear'
    : isGood(answer) && error?.verdict === 'final';
  if (error === undefined || !refused) return unclear(answer, [reasonOf(name, answer, error)], error, advice);
  const message = sentences(sentenceFor(error.kind, name, error), advice);
  return { outcome: 'rejected', failure: vendorFailure(error.kind, message, 'submit', 'no', answer, error) };
}

/** Refused here, before anything was sent: the wire of this provider cannot carry what was asked for. */
export function refusedLocally(kind: 'invalid-image' | 'invalid-request', words: Sentence | Sentence[]): NotAccepted {
  return { outcome: 'rejected', failure: failure(kind, words, { stage: 'local', charged: 'no' }) };
}

function holdsJobId(answer: Answered): boolean {
  return answer.kind === 'json' && readJobId(answer.json, 'task_id') !== undefined;
}

function unclear(
  answer: ProviderAnswer,
  reason: readonly Sentence[],
  error?: VendorError,
  advice?: Sentence,
): NotAccepted {
  const doubt = sentence('The clip may have been accepted and may be charged, so Conch has not sent it again.');
  const words = sentences(...reason, doubt, advice);
  return {
    outcome: 'unclear',
    failure:
      answer.kind === 'no-answer'
        ? { ...answer.failure, kind: 'outcome-unknown', ...says(...words), stage: 'submit', charged: 'unknown' }
        : vendorFailure('outcome-unknown', words, 'submit', 'unknown', answer, error),
  };
}

function reasonOf(name: string, { kind, status }: Answered, error: VendorError | undefined): Sentence {
  if (status >= 300 && status < 400)
    return sentence('{{provider}} sent a redirect, which Conch does not follow with a paid request.', {
      provider: name,
    });
  if (status >= 500 || status === 408)
    return sentence('{{provider}} had trouble of its own (HTTP {{status}}) after the request was sent.', {
      provider: name,
      status,
    });
  if (error !== undefined)
    return sentence('{{provider}} reported trouble of its own after the request was sent.', { provider: name });
  if (kind === 'not-json')
    return sentence('{{provider}} answered with something other than its usual form (HTTP {{status}}).', {
      provider: name,
      status,
    });
  if (status >= 400)
    return sentence('{{provider}} answered in a way that Conch does not know (HTTP {{status}}).', {
      provider: name,
      status,
    });
  return sentence('{{provider}} answered without a job id that Conch can read.', { provider: name });
}

function sentences(...parts: (Sentence | undefined)[]): Sentence[] {
  return parts.filter((part) => part !== undefined);
}
