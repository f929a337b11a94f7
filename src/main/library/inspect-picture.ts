import { FailureError, failure } from '../../shared/failure.ts';
import { examinePicture } from '../../shared/picture/examine.ts';
import { isPictureProblem, type PictureFacts } from '../../shared/picture/facts.ts';
import type { Sentence } from '../../shared/sentence.ts';

/** As `examinePicture`; what is no picture for us is thrown as a `FailureError` of kind `invalid-image`. */
export function inspectPicture(bytes: Uint8Array): PictureFacts {
  const found = examinePicture(bytes);
  if (isPictureProblem(found)) throw invalidPicture(found.said);
  return found;
}

export function invalidPicture(words: Sentence | readonly Sentence[]): FailureError {
  return new FailureError(failure('invalid-image', words, { stage: 'local' }));
}
