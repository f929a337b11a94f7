import { link, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillLibrary } from '../../../scripts/seed/fill.ts';

/** Large libraries, each made once and copied for every test that asks for one of its size. */
export interface Seeds {
  /** Puts a library of so many clips into an empty data folder. */
  fill(dataFolder: string, clips: number): Promise<void>;
  close(): Promise<void>;
}

/** Files that Conch replaces or takes away, and never changes: a second name is as good as a copy. */
const unchanging = ['library', 'posters', 'pictures'];

export function createSeeds(): Seeds {
  const made = new Map<number, Promise<string>>();

  async function make(clips: number): Promise<string> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'conch-seed-'));
    await fillLibrary({ dataFolder, clips, seed: 7, endsAt: Date.now(), withFiles: true });
    return dataFolder;
  }

  return {
    async fill(dataFolder, clips) {
      const folder = made.get(clips) ?? make(clips);
      made.set(clips, folder);
      await copyInto(await folder, dataFolder);
    },
    async close() {
      for (const folder of made.values()) await rm(await folder, { recursive: true, force: true });
    },
  };
}

async function copyInto(from: string, to: string, isLinked = false): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyInto(source, target, isLinked || unchanging.includes(entry.name));
    else await (isLinked ? link : copyFile)(source, target);
  }
}
