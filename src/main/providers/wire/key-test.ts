import type { Failure, FailureKind } from '../../../shared/failure.ts';
import { says, type Sentence } from '../../../shared/sentence.ts';
import type { ProviderAnswer } from '../http.ts';
import type { KeyTestOutcome } from '../provider.ts';
import { kindOfError } from './classify.ts';
import { isGood, sentenceFor, unreached, vendorFailure, type VendorError } from './vendor-error.ts';

/**
 * Reads the answer to a free call that only tries the key.
 *
 * @param works the sentence to show, or undefined where the answer is not the one that is documented
 */
export function keyTestOutcome(
  name: string,
  answer: ProviderAnswer,
  error: VendorError | undefined,
  works: Sentence | undefined,
): KeyTestOutcome {
  if (isUsual(answer, error) && works !== undefined) return { works: true, ...says(works) };
  return { works: false, failure: freeCallFailure(name, answer, error) };
}

/** Whether the vendor took the call, as far as status and envelope tell. */
export function isUsual(answer: ProviderAnswer, error: VendorError | undefined): boolean {
  return answer.kind !== 'no-answer' && isGood(answer) && error === undefined;
}

/** There is neither a clip nor a prompt in such a call, so it is not spoken of as if there were. */
const spokenOf: Partial<Record<FailureKind, FailureKind>> = {
  'provider-failed': 'network',
  'invalid-request': 'provider-changed',
};

/** Why a call that costs nothing brought nothing. */
export function freeCallFailure(name: string, answer: ProviderAnswer, error: VendorError | undefined): Failure {
  if (answer.kind === 'no-answer')
    return { ...answer.failure, ...says(...unreached(name, answer.failure)), stage: 'local', charged: 'no' };
  const kind = error?.kind ?? kindOfError(answer.status, answer.text);
  return vendorFailure(kind, sentenceFor(spokenOf[kind] ?? kind, name), 'local', 'no', answer, error);
}
