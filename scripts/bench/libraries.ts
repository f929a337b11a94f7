import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fillLibrary } from '../seed/fill.ts';
import { makeFolder } from './core.ts';

/** Libraries of three sizes, made once for all measurements. Each measurement works on a copy. */
export interface Libraries {
  sizes: readonly number[];
  /** A copy of the library of this size that goes away with the others. */
  copy(clips: number): Promise<string>;
  remove(): Promise<void>;
}

const librarySizes = [100, 10_000, 100_000] as const;

export async function makeLibraries(sizes: readonly number[] = librarySizes): Promise<Libraries> {
  const { folder, remove } = await makeFolder();
  const endsAt = Date.now();
  for (const clips of sizes) {
    await fillLibrary({ dataFolder: join(folder, String(clips)), clips, seed: 1, endsAt, withFiles: false });
  }
  let copies = 0;
  return {
    sizes,
    async copy(clips) {
      const target = join(folder, `copy-${(copies += 1)}`);
      await cp(join(folder, String(clips)), target, { recursive: true });
      return target;
    },
    remove,
  };
}
