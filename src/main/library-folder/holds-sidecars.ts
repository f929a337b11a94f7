import { walkFolder } from './walk-folder.ts';

/** More folders than this are not looked into for a mere guess. */
const mostFolders = 50;

/** Whether a folder looks like a library: a quick look at names alone. */
export async function holdsSidecars(folder: string): Promise<boolean> {
  let looked = 0;
  try {
    for await (const { files } of walkFolder(folder)) {
      const names = new Set(files);
      if (files.some((name) => name.endsWith('.mp4') && names.has(name.replace(/\.mp4$/, '.json')))) return true;
      looked += 1;
      if (looked >= mostFolders) return false;
    }
  } catch {
    // Not there, or no folder: nothing to bring back.
  }
  return false;
}
