import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { diskFailure } from '../disk/disk-failure.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { isWithin } from './export-place.ts';
import { openFolderSource } from './folder-source.ts';
import type { ImportSource } from './import-source.ts';
import { openZipSource } from './zip-source.ts';

/** What the person chose: an archive or a folder. Throws `FailureError` with a sentence for the person. */
export async function openSource(path: string, libraryFolders: readonly string[]): Promise<ImportSource> {
  if (!isAbsolute(path) || path.includes('\0')) throw refuse('Give the full path of an archive or a folder.');
  if (libraryFolders.some((library) => isWithin(path, library))) {
    throw refuse('This folder is your library already. To bring clips back from it, use “Rebuild the list”.');
  }
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return await openFolderSource(path);
    if (!facts.isFile()) throw refuse('This is neither an archive nor a folder.');
    return await openZipSource(path);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (codeOf(error) === 'ENOENT') throw refuse(`There is nothing at ${path}.`);
    if (codeOf(error) === 'EACCES') throw refuse(`This account may not read ${path}.`);
    throw new FailureError(diskFailure(error, path));
  }
}

function refuse(message: string): FailureError {
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}
