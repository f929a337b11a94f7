import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one folder, by name. */
export interface WalkedFolder {
  /** Relative to where the walk began, with `/`; empty for that folder itself. */
  path: string;
  /** Regular files. */
  files: string[];
  /** Symbolic links and other things that are no files: never followed. */
  others: string[];
}

/** Deeper than any folder that Conch makes or a person would. */
const deepest = 16;

/**
 * Every folder below `root`, the root first. Symbolic links are not followed. A folder below it that cannot be read is
 * told to `unreadable` and left out. Throws the system's own error when the root itself cannot be read.
 */
export async function* walkFolder(
  root: string,
  unreadable: (path: string) => void = () => {},
): AsyncGenerator<WalkedFolder> {
  const pending: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, depth } = next;
    const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
    let entries;
    try {
      entries = await readdir(join(root, path), { withFileTypes: true });
    } catch (error) {
      if (depth === 0) throw error;
      unreadable(path);
      continue;
    }
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    for (const name of folders.toSorted().toReversed()) {
      if (depth < deepest) pending.push({ path: below(name), depth: depth + 1 });
      else unreadable(below(name));
    }
    yield {
      path,
      files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
      others: entries.filter((entry) => !entry.isFile() && !entry.isDirectory()).map(({ name }) => name),
    };
  }
}
