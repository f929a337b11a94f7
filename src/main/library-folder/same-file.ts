import * as fsPromises from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { hashFile } from '../disk/hash-file.ts';

export type SameFileCalls = Pick<typeof fsPromises, 'lstat'> & { readdir(folder: string): Promise<string[]> };

/** What folders list, each read once and kept: for some files at a time. */
export interface Listings {
  /** Whether these are two entries, and not one that is found by two spellings. */
  haveBoth(one: string, other: string): Promise<boolean>;
}

export function createListings(disk: SameFileCalls = fsPromises): Listings {
  const read = new Map<string, Promise<{ exact: Set<string>; composed: Set<string> }>>();

  async function list(folder: string): Promise<{ exact: Set<string>; composed: Set<string> }> {
    const names = await disk.readdir(folder);
    // The Mac gives names back decomposed.
    return { exact: new Set(names), composed: new Set(names.map((name) => name.normalize('NFC'))) };
  }

  async function has(path: string, how: 'exact' | 'composed'): Promise<boolean> {
    const folder = dirname(path);
    const listing = read.get(folder) ?? list(folder);
    read.set(folder, listing);
    const name = basename(path);
    return (await listing)[how].has(how === 'exact' ? name : name.normalize('NFC'));
  }

  return {
    async haveBoth(one, other) {
      const how = one.normalize('NFC') === other.normalize('NFC') ? 'exact' : 'composed';
      return (await has(one, how)) && (await has(other, how));
    },
  };
}

/**
 * What two names that are both there have in common.
 *
 * `one-entry`: there is one file, found by two spellings, or nobody can tell. To remove either is to remove the file.
 * `same-bytes`: two files, or two names of one; either may be removed.
 *
 * Numbers of files decide little: some network drives have none, and some have one for each spelling. So does the
 * count of names: another program may have given the file a further one.
 */
export async function sameFile(
  one: string,
  other: string,
  { disk = fsPromises, listings = createListings(disk) }: { disk?: SameFileCalls; listings?: Listings } = {},
): Promise<'one-entry' | 'same-bytes' | 'different'> {
  if (resolve(one) === resolve(other)) return 'one-entry';
  const likeness = await compare(one, other, disk);
  if (likeness === 'different' || likeness === 'one-entry') return likeness;
  // Two spellings of one name: only what the system itself calls one file with several names can be two entries.
  if (isOneName(one, other) && likeness !== 'one-number') return 'one-entry';
  return (await listings.haveBoth(one, other)) ? 'same-bytes' : 'one-entry';
}

/** Whether one name would do for both, as far as content goes. */
export async function isSameContent(one: string, other: string, disk: SameFileCalls = fsPromises): Promise<boolean> {
  return (await compare(one, other, disk)) !== 'different';
}

/** Whether a file system may take these for one. */
export function isOneName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

async function compare(
  one: string,
  other: string,
  disk: SameFileCalls,
): Promise<'one-entry' | 'one-number' | 'same-bytes' | 'different'> {
  const [first, second] = [await disk.lstat(one, { bigint: true }), await disk.lstat(other, { bigint: true })];
  const isOneNumber = first.dev === second.dev && first.ino === second.ino && first.ino !== 0n;
  // A file with one name cannot be found by two, but where these are taken for one.
  if (isOneNumber) return first.nlink === 1n ? 'one-entry' : 'one-number';
  if (first.size !== second.size) return 'different';
  return (await hashFile(one)) === (await hashFile(other)) ? 'same-bytes' : 'different';
}
