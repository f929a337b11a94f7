import { readdir } from 'node:fs/promises';
import { isMoveMark } from './move-mark.ts';

/** What file managers and file systems leave in any folder does not count. */
const litter = new Set([
  '.DS_Store',
  'Thumbs.db',
  'desktop.ini',
  'lost+found',
  '.Trashes',
  '.Spotlight-V100',
  '.fseventsd',
]);

/** Of files that show whether a folder may be written to. */
export const probePrefix = '.conch-probe-';

/** Throws the system's own error. */
export async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.every((name) => litter.has(name) || name.startsWith(probePrefix) || isMoveMark(name));
}
