import { FailureError, failure } from '../../shared/failure.ts';

/** SQLite's primary result codes that Conch tells apart (sqlite.org, "Result and Error Codes"). */
const busyCodes = [5, 6];
const damagedCodes = [11, 26];
const fullCode = 13;

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

/** The file is damaged, or not a database at all. */
export function isDamaged(error: unknown): boolean {
  return damagedCodes.includes(sqliteCodeOf(error) ?? -1);
}

/** Puts an error of the database into words, with the folder it lies in. */
export function databaseError(error: unknown, folder: string): FailureError {
  if (error instanceof FailureError) return error;
  const code = sqliteCodeOf(error);
  const message =
    code === fullCode
      ? `There is no room left in ${folder}, so the list of clips could not be saved.`
      : `The list of clips in ${folder} could not be read or saved${code === undefined ? '' : ` (SQLite ${code})`}.`;
  return new FailureError(failure('disk', message, { stage: 'local' }));
}
