import { FailureError, failure, type Failure } from '../../shared/failure.ts';
import { codeOf } from './atomic-file.ts';

/** Puts a disk error into words. `neededBytes` is how much more room the work in hand needs, where that is known. */
export function diskFailure(error: unknown, folder: string, neededBytes?: number): Failure {
  return failure('disk', sentence(codeOf(error), folder, neededBytes), { stage: 'local' });
}

/** The same, ready to be thrown. A failure that is already in words passes unchanged. */
export function diskError(error: unknown, folder: string, neededBytes?: number): FailureError {
  return error instanceof FailureError ? error : new FailureError(diskFailure(error, folder, neededBytes));
}

function sentence(code: string | undefined, folder: string, neededBytes: number | undefined): string {
  const need = neededBytes === undefined ? '' : ` About ${sizeInWords(neededBytes)} more are needed.`;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no room left in ${folder}.${need}`;
    case 'EROFS':
      return `${folder} cannot be written to: the disk is read-only.`;
    case 'EACCES':
    case 'EPERM':
      return `This account may not write to ${folder}.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `The folder ${folder} is not there. Was a disk taken out?`;
    case 'EBUSY':
      return `Another program holds a file in ${folder}.`;
    case 'EFBIG':
      return `The disk of ${folder} does not take a file of that size.${need}`;
    default:
      return `Something could not be written to ${folder}${code === undefined ? '' : ` (${code})`}.`;
  }
}

/** Decimal units, as file managers on all three systems show them or nearly so. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
