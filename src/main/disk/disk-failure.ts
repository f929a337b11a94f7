import { FailureError, failure, type Failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from './atomic-file.ts';

/** Puts a disk error into words. `neededBytes` is how much more room the work in hand needs, where that is known. */
export function diskFailure(error: unknown, folder: string, neededBytes?: number): Failure {
  return failure('disk', wordsFor(codeOf(error), folder, neededBytes), { stage: 'local' });
}

/** The same, ready to be thrown. A failure that is already in words passes unchanged. */
export function diskError(error: unknown, folder: string, neededBytes?: number): FailureError {
  return error instanceof FailureError ? error : new FailureError(diskFailure(error, folder, neededBytes));
}

function wordsFor(code: string | undefined, folder: string, neededBytes: number | undefined): Sentence[] {
  const need =
    neededBytes === undefined ? [] : [sentence('About {{neededBytes, bytes}} more are needed.', { neededBytes })];
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return [sentence('There is no room left in {{folder}}.', { folder }), ...need];
    case 'EROFS':
      return [sentence('{{folder}} cannot be written to: the disk is read-only.', { folder })];
    case 'EACCES':
    case 'EPERM':
      return [sentence('This account may not write to {{folder}}.', { folder })];
    case 'ENOENT':
    case 'ENOTDIR':
      return [sentence('The folder {{folder}} is not there. Was a disk taken out?', { folder })];
    case 'EBUSY':
      return [sentence('Another program holds a file in {{folder}}.', { folder })];
    case 'EFBIG':
      return [sentence('The disk of {{folder}} does not take a file of that size.', { folder }), ...need];
    default:
      return code === undefined
        ? [sentence('Something could not be written to {{folder}}.', { folder })]
        : [sentence('Something could not be written to {{folder}} ({{code}}).', { folder, code })];
  }
}
