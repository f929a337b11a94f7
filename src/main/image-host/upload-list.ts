import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, writeAtomically } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import type { Log } from '../host.ts';

/**
 * What lies at the image host and has to be deleted, on disk before it is uploaded: whatever ends Conch in between, nothing is
 * forgotten there. It holds no key and no link.
 */
const uploadSchema = z.object({
  jobId: z.string(),
  /** With the prefix. */
  name: z.string(),
  location: z.object({ endpoint: z.string(), region: z.string(), bucket: z.string() }),
  uploadedAt: z.number(),
  /** From then on nobody can use the link any more. */
  linkEndsAt: z.number(),
  versionId: z.string().optional(),
});
export type Upload = z.infer<typeof uploadSchema>;

export interface UploadList {
  /** Never throws: a list that cannot be read is said in the log and begun anew. */
  load(): Promise<void>;
  all(): Upload[];
  /** Adds it, in place of an earlier one of the same object. @throws {FailureError} of kind `disk`; nothing is changed then. */
  put(upload: Upload): Promise<void>;
  remove(upload: Upload): Promise<void>;
}

export function createUploadList(dataFolder: string, log: Log): UploadList {
  const path = join(dataFolder, 'image-host-uploads.json');
  let uploads: Upload[] = [];
  /** Writes one after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  async function rewrite(change: (before: Upload[]) => Upload[]): Promise<void> {
    const next = change(uploads);
    try {
      await writeAtomically(path, `${JSON.stringify(next, null, 2)}\n`);
    } catch (thrown) {
      throw diskError(thrown, dataFolder);
    }
    uploads = next;
  }

  function write(change: (before: Upload[]) => Upload[]): Promise<void> {
    const mine = turn.then(async () => rewrite(change));
    turn = mine.catch(() => {});
    return mine;
  }

  return {
    async load() {
      try {
        uploads = z.array(uploadSchema).parse(JSON.parse(await readFile(path, 'utf8')));
      } catch (thrown) {
        if (codeOf(thrown) !== 'ENOENT') log.warn('the list of uploaded pictures could not be read', {});
      }
    },
    all: () => [...uploads],
    put: (upload) => write((before) => [...before.filter((other) => !isSame(other, upload)), upload]),
    remove: (upload) => write((before) => before.filter((other) => !isSame(other, upload))),
  };
}

/** The same object at the same place. */
function isSame(one: Upload, other: Upload): boolean {
  return (
    one.name === other.name &&
    one.location.endpoint === other.location.endpoint &&
    one.location.bucket === other.location.bucket
  );
}
