import { readFileSync } from 'node:fs';
import { codeOf, writeAtomically } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';

/** A small JSON file in the data folder of which only the latest content counts. */
export interface LatestFile {
  /** What is there now; undefined where there is no file. Throws where it is not JSON or cannot be read. */
  read(): unknown;
  /** Resolves when this is on the disk, or something newer. Rejects with `FailureError`. */
  save(content: unknown): Promise<void>;
}

export function createLatestFile(path: string): LatestFile {
  let latest: unknown;
  let isStale = false;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    try {
      while (isStale) {
        isStale = false;
        await writeAtomically(path, `${JSON.stringify(latest, null, 2)}\n`);
      }
    } catch (thrown) {
      isStale = true;
      throw diskError(thrown, 'the data folder');
    } finally {
      writing = undefined;
    }
  }

  return {
    read() {
      try {
        return JSON.parse(readFileSync(path, 'utf8'));
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return undefined;
        throw thrown;
      }
    },
    async save(content) {
      latest = content;
      isStale = true;
      writing ??= write();
      await writing;
    },
  };
}
