import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskFailure } from '../disk/disk-failure.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { isWithin } from './export-place.ts';
import { openFolderSource } from './folder-source.ts';
import type { ImportSource } from './import-source.ts';
import { openZipSource } from './zip-source.ts';

/** What the person chose: an archive or a folder. Throws `FailureError` with a sentence for the person. */
export async function openSource(path: string, libraryFolders: readonly string[]): Promise<ImportSource> {
  if (!isAbsolute(path) || path.includes('\0')) throw refuse(sentence('Give the full path of an archive or a folder.'));
  if (libraryFolders.some((library) => isWithin(path, library))) {
    throw refuse(sentence('This folder is your library already. To bring clips back from it, use “Rebuild the list”.'));
  }
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return await openFolderSource(path);
    if (!facts.isFile()) throw refuse(sentence('This is neither an archive nor a folder.'));
    return await openZipSource(path);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (codeOf(error) === 'ENOENT') throw refuse(sentence('There is nothing at {{path}}.', { path }));
    if (codeOf(error) === 'EACCES') throw refuse(sentence('This account may not read {{path}}.', { path }));
    throw new FailureError(diskFailure(error, path));
  }
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
