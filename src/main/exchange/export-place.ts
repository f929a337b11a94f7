import { lstat, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { growingEnding } from './growing-note.ts';
import { folderTarget, zipTarget, type ExportTarget } from './export-target.ts';

export interface ExportRequest {
  ids: string[];
  kind: 'folder' | 'zip';
  /** Absolute; the export becomes a new file or folder in it. Absent: an archive that waits to be fetched. */
  folder?: string | undefined;
  /** Absolute; the archive itself, which takes the place of one that is there: whoever named it was asked. */
  file?: string | undefined;
}

export interface ExportPlace {
  target: ExportTarget;
  path: string;
  name: string;
  /** Where it is until it is whole. */
  growing: string;
}

/** Where an export goes: always to a name that nothing has yet. Throws `FailureError`. */
export async function exportPlace(
  { kind, folder, file }: ExportRequest,
  facts: { exportsFolder: string; libraryFolders: readonly string[]; workId: string; now: number },
): Promise<ExportPlace> {
  if (file !== undefined && kind === 'zip') {
    const parent = await usable(dirname(file), facts.libraryFolders);
    const path = join(parent, basename(file));
    const growing = `${path}.${facts.workId}${growingEnding}`;
    return { path, name: basename(file), growing, target: zipTarget(path, growing) };
  }
  if (folder === undefined && kind === 'folder')
    throw refuse(sentence('Choose the folder that the clips are to be copied to.'));
  const day = dayOf(facts.now);
  const parent =
    folder === undefined ? join(facts.exportsFolder, facts.workId) : await usable(folder, facts.libraryFolders);
  try {
    if (folder === undefined) await mkdir(parent, { recursive: true, mode: 0o700 });
    for (let number = 1; ; number += 1) {
      const name = `Conch clips ${day}${number === 1 ? '' : ` (${number})`}${kind === 'zip' ? '.zip' : ''}`;
      const path = join(parent, name);
      const growing = `${path}${growingEnding}`;
      if ((await isThere(path)) || (await isThere(growing))) continue;
      return { path, name, growing, target: kind === 'zip' ? zipTarget(path, growing) : folderTarget(path, growing) };
    }
  } catch (error) {
    throw diskError(error, parent);
  }
}

/** By the person's own calendar. */
function dayOf(now: number): string {
  const at = new Date(now);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

async function usable(folder: string, libraryFolders: readonly string[]): Promise<string> {
  if (!isAbsolute(folder) || folder.includes('\0')) throw refuse(sentence('The folder must be a full path.'));
  let isFolder;
  try {
    isFolder = (await stat(folder)).isDirectory();
  } catch (error) {
    throw diskError(error, folder);
  }
  if (!isFolder) throw refuse(sentence('{{folder}} is no folder.', { folder }));
  if (libraryFolders.some((library) => isWithin(folder, library))) {
    throw refuse(sentence('Choose a folder outside of your library: copies in it would be taken for clips.'));
  }
  return resolve(folder);
}

/** Whether a path is `parent` or lies below it. Pure, by name. */
export function isWithin(path: string, parent: string): boolean {
  const way = relative(resolve(parent), resolve(path));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
