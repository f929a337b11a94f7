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
  if (answer.kind === 'no-answer') {
    return {
      works: false,
      failure: { ...answer.failure, ...says(...unreached(name, answer.failure)), stage: 'local', charged: 'no' },
    };
  }
  if (isGood(answer) && error === undefined && works !== undefined) return { works: true, ...says(works) };
  const kind = error?.kind ?? kindOfError(answer.status, answer.text);
  return { works: false, failure: vendorFailure(kind, sentenceFor(kind, name), 'local', 'no', answer, error) };
}
