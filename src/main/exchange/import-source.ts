import type { Readable } from 'node:stream';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';

/** What is to be taken in: an archive or a folder, seen as a list of files. */
export interface ImportSource {
  readonly entries: readonly ImportEntry[];
  /** Files that are not touched, with the reason. */
  readonly refused: readonly { name: string; reason: Sentence }[];
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
export function nameTrouble(name: string): Sentence | undefined {
  if (name === '' || name.length > 1024) return sentence('Its name is empty or far too long.');
  if (/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name))
    return sentence('Its name has characters that hide what it is.');
  if (name.includes('\\') || name.startsWith('/') || /^[a-z]:/i.test(name))
    return sentence('Its name leads out of the archive.');
  if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    return sentence('Its name leads out of the archive.');
  }
  return undefined;
}

export function tooManyEntries(): FailureError {
  const message = sentence(
    'There are more than {{most, number}} files in it, so nothing was taken in. Export fewer clips at a time.',
    { most: mostEntries },
  );
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}
