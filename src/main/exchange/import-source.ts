import type { Readable } from 'node:stream';
import { failure, FailureError } from '../../shared/failure.ts';

/** What is to be taken in: an archive or a folder, seen as a list of files. */
export interface ImportSource {
  readonly entries: readonly ImportEntry[];
  /** Files that are not touched, with the reason. */
  readonly refused: readonly { name: string; reason: string }[];
  /** Its size may be another one than the entry says: whoever reads it counts. */
  open(entry: ImportEntry): Promise<Readable>;
  close(): Promise<void>;
}

export interface ImportEntry {
  /** With `/`; never leads out of the source. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** Three files for each of 100,000 clips. More than that is no export of ours, and a list of them fills the memory. */
export const mostEntries = 300_100;

/** Why a name in an archive is refused; undefined when it is harmless. */
export function nameTrouble(name: string): string | undefined {
  if (name === '' || name.length > 1024) return 'Its name is empty or far too long.';
  if (/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name)) return 'Its name has characters that hide what it is.';
  if (name.includes('\\') || name.startsWith('/') || /^[a-z]:/i.test(name)) return 'Its name leads out of the archive.';
  if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    return 'Its name leads out of the archive.';
  }
  return undefined;
}

export function tooManyEntries(): FailureError {
  const message = `There are more than ${mostEntries.toLocaleString('en')} files in it, so nothing was taken in. Export fewer clips at a time.`;
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}
