import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { largestPictureBytes } from '../../shared/picture/facts.ts';
import { tooLargeProblem } from '../../shared/picture/examine.ts';
import { says, type Said } from '../../shared/sentence.ts';

/** A file that a list names beside itself, or why it is not read. */
export type PictureFile = { path: string; bytes: Uint8Array } | { refused: Said };

/**
 * Reads a picture that a list names. A list may come from anybody, so it reaches nothing but ordinary files below its
 * own folder: no link, no device, nothing outside, nothing that fills the memory.
 */
export async function readPictureFile(folder: string, named: string): Promise<PictureFile> {
  // A list that was written on Windows names its pictures with backslashes.
  const written = sep === '/' ? named.replaceAll('\\', '/') : named;
  if (written.includes('\0')) return { refused: notThere(named) };
  const root = await realpath(folder);
  const path = resolve(root, written);
  const inside = relative(isAbsolute(written) ? resolve(folder) : root, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
    return { refused: says('“{{name}}” lies outside the folder of the list.', { name: short(named) }) };
  }
  const wanted = join(root, inside);
  try {
    if ((await realpath(wanted)) !== wanted) return { refused: isLink(named) };
    if (!(await lstat(wanted)).isFile()) return { refused: notAFile(named) };
    // The name may mean something else by now: what was opened is what counts.
    const file = await open(wanted, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = await file.stat();
      if (!facts.isFile()) return { refused: notAFile(named) };
      if (facts.size > largestPictureBytes) {
        const { message, said } = tooLargeProblem(facts.size);
        return { refused: { message, said } };
      }
      return { path: wanted, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ELOOP') return { refused: isLink(named) };
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return { refused: notThere(named) };
    return { refused: says('“{{name}}” cannot be read.', { name: short(named) }) };
  }
}

function notThere(name: string): Said {
  return says('There is no file “{{name}}” beside the list.', { name: short(name) });
}

function isLink(name: string): Said {
  return says('“{{name}}” is a link to another place, which is not followed.', { name: short(name) });
}

function notAFile(name: string): Said {
  return says('“{{name}}” is not a file.', { name: short(name) });
}

function short(name: string): string {
  return name.length > 80 ? `…${name.slice(-80).toWellFormed()}` : name;
}
