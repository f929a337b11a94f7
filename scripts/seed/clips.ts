import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyPart } from '../../src/main/download/verify-part.ts';
import type { Asset } from '../../src/shared/job.ts';
import { root } from '../run-program.ts';

/** Real files for made-up clips: the demo's clips and posters, of which each clip gets a link, where links are possible. */

export interface SampleClip {
  file: string;
  providerId: string;
  /** Without its place in the library. */
  asset: Omit<Asset, 'path' | 'poster'>;
}

const demo = join(root, 'resources', 'demo');

export async function readSamples(): Promise<SampleClip[]> {
  const names = readdirSync(demo).filter((name) => name.endsWith('.mp4'));
  return Promise.all(
    names.map(async (name) => {
      const file = join(demo, name);
      const verdict = await verifyPart(file);
      if (verdict.verdict !== 'video') throw new Error(`${file} is no video`);
      const { verdict: _video, ...facts } = verdict;
      const bytes = readFileSync(file);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return {
        file,
        providerId: name.split('-')[0] ?? '',
        asset: { sizeBytes: bytes.length, sha256, ...facts },
      };
    }),
  );
}

export function readPosters(): string[] {
  const folder = join(demo, 'posters');
  return readdirSync(folder).map((name) => join(folder, name));
}

/** File systems allow some ten thousand names for one file (ext4: 65,000), so a new copy is made before that. */
const mostLinks = 10_000;

/**
 * Before every made-up clip was saved. Files with many names have one date for all of them, and with today's each clip
 * would look as if somebody had written into it since.
 */
const writtenAt = new Date('2020-01-01T00:00:00Z');

/** Puts files under new names without filling the disk. */
export function createPlacer(): { place(source: string, target: string): void } {
  const copies = new Map<string, { file: string; links: number }>();
  const made = new Set<string>();
  function copy(source: string, target: string): void {
    copyFileSync(source, target);
    utimesSync(target, writtenAt, writtenAt);
    copies.set(source, { file: target, links: 1 });
  }
  return {
    place(source, target) {
      const folder = dirname(target);
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      const known = copies.get(source);
      if (known === undefined || known.links >= mostLinks) {
        copy(source, target);
        return;
      }
      try {
        linkSync(known.file, target);
        known.links += 1;
      } catch {
        // A file system without links.
        copy(source, target);
      }
    },
  };
}
