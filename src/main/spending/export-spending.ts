import { mkdir, open, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';

/** Writes lines to a new file of that folder: never over one that is there. Throws `FailureError`. */
export async function writeNewFile(
  folder: string,
  name: { stem: string; extension: string },
  lines: Iterable<string>,
): Promise<{ path: string; name: string; sizeBytes: number }> {
  try {
    for (let number = 1; ; number += 1) {
      const fileName = `${name.stem}${number === 1 ? '' : ` (${number})`}${name.extension}`;
      const path = join(folder, fileName);
      if (await written(path, lines)) return { path, name: fileName, sizeBytes: (await stat(path)).size };
    }
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** False when there is something of that name. */
async function written(path: string, lines: Iterable<string>): Promise<boolean> {
  let file;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(inPieces(lines));
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

const pieceCharacters = 64 * 1024;

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceCharacters) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A folder that the person has named. Throws `FailureError`. */
export async function usableFolder(folder: string): Promise<string> {
  if (!isAbsolute(folder) || folder.includes('\0')) throw refuse(sentence('The folder must be a full path.'));
  let isFolder;
  try {
    isFolder = (await stat(folder)).isDirectory();
  } catch (error) {
    throw diskError(error, folder);
  }
  if (!isFolder) throw refuse(sentence('{{folder}} is no folder.', { folder }));
  return folder;
}

/** A folder of our own, for a file that waits to be fetched. Throws `FailureError`. */
export async function madeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw diskError(error, folder);
  }
}

function refuse(why: Sentence): FailureError {
  return new FailureError(failure('invalid-request', why, { stage: 'local' }));
}
