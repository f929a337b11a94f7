import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { FailureError, failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';

/** SQLite's primary result codes that Conch tells apart (sqlite.org, "Result and Error Codes"). */
const busyCodes = [5, 6];
const spoiltCodes = [11, 26];
const fullCode = 13;
const readOnlyCode = 8;
/** Besides the above: not permitted, out of memory, interrupted, I/O error, cannot open. None of them is the file's fault. */
const outerCodes = new Set([3, 7, 9, 10, 14, fullCode, readOnlyCode, ...busyCodes]);

/** SQLite's primary result code, or undefined for any other error. */
function sqliteCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

/** Another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return busyCodes.includes(sqliteCodeOf(error) ?? -1);
}

/** SQLite itself says that the file is damaged, or no database at all. */
export function isSpoilt(error: unknown): boolean {
  return spoiltCodes.includes(sqliteCodeOf(error) ?? -1);
}

/**
 * On opening: the file at `path` is damaged, or not a database at all. Damage has many faces: a table that is not there, a column
 * that is there twice, a header that claims to be for reading only. So it is everything that nothing else explains.
 */
export function isDamaged(error: unknown, path: string): boolean {
  const code = sqliteCodeOf(error);
  if (code === readOnlyCode) return isWritable(path);
  return code !== undefined && !outerCodes.has(code);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Puts an error of the database into words, with the folder it lies in. */
export function databaseError(error: unknown, folder: string): FailureError {
  if (error instanceof FailureError) return error;
  const code = sqliteCodeOf(error);
  const message =
    code === fullCode
      ? sentence('There is no room left in {{folder}}, so the list of clips could not be saved.', { folder })
      : code === undefined
        ? sentence('The list of clips in {{folder}} could not be read or saved.', { folder })
        : sentence('The list of clips in {{folder}} could not be read or saved (SQLite {{code}}).', { folder, code });
  return new FailureError(failure('disk', message, { stage: 'local' }));
}
