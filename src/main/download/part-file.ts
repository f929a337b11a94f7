import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../disk/atomic-file.ts';
import { hashInto } from '../disk/hash-file.ts';

/**
 * A half-finished download: `<id>.part` and, beside it, `<id>.part.json` with what a later attempt must match. Only
 * bytes that were flushed count, so that a power cut cannot leave a hole in the middle of a clip.
 */
const stampSchema = z.object({
  /** SHA-256 of the link: another link may be another file. */
  urlHash: z.string(),
  /** Strong, as sent, with its quotes. */
  etag: z.string(),
  totalBytes: z.number().int().positive(),
  flushedBytes: z.number().int().nonnegative(),
});
export type PartStamp = z.infer<typeof stampSchema>;

/** How often the flushed length is written down, in bytes. */
const checkpointBytes = 4_000_000;

/** What an earlier attempt left for this link, if it may be gone on with. */
export async function readStamp(partPath: string, url: string): Promise<PartStamp | undefined> {
  try {
    const stamp = stampSchema.parse(JSON.parse(await readFile(stampPath(partPath), 'utf8')));
    const { size } = await stat(partPath);
    const isUsable = stamp.flushedBytes > 0 && stamp.flushedBytes <= Math.min(stamp.totalBytes, size);
    return isUsable && stamp.urlHash === hashOf(url) ? stamp : undefined;
  } catch {
    // No stamp or no part, or none that can be trusted: the download begins anew.
    return undefined;
  }
}

/** Forgets the part. */
export async function discardPart(partPath: string): Promise<void> {
  await rm(stampPath(partPath), { force: true });
  await rm(partPath, { force: true });
}

/** An open part that is being written. Every call may throw the system's own error. */
export interface PartWriter {
  readonly receivedBytes: number;
  append(chunk: Uint8Array): Promise<void>;
  /** Flushes and closes; with a validator the part can then be gone on with. */
  pause(): Promise<void>;
  /** Flushes, closes, and gives the SHA-256 of everything. */
  finish(): Promise<string>;
  /** Closes without ado, after an error of the disk. */
  abandon(): Promise<void>;
}

export interface PartStart {
  url: string;
  /** Go on after this many bytes; 0 begins anew. */
  offset: number;
  /** Present when the answer can be resumed: a strong ETag and a known length. */
  validator: { etag: string; totalBytes: number } | undefined;
}

export async function openPart(partPath: string, { url, offset, validator }: PartStart): Promise<PartWriter> {
  await mkdir(dirname(partPath), { recursive: true });
  const hash = createHash('sha256');
  let file: FileHandle;
  if (offset > 0) {
    await truncate(partPath, offset);
    await hashInto(hash, partPath, offset);
    file = await open(partPath, 'r+');
  } else {
    await discardPart(partPath);
    file = await open(partPath, 'wx', 0o600);
  }
  return writer(partPath, file, hash, offset, async (flushedBytes) => {
    if (validator === undefined) return;
    const stamp: PartStamp = { urlHash: hashOf(url), ...validator, flushedBytes };
    await writeAtomically(stampPath(partPath), JSON.stringify(stamp));
  });
}

function writer(
  partPath: string,
  file: FileHandle,
  hash: Hash,
  offset: number,
  stamp: (flushedBytes: number) => Promise<void>,
): PartWriter {
  let receivedBytes = offset;
  let stampedBytes = offset;
  async function checkpoint(): Promise<void> {
    await file.datasync();
    await stamp(receivedBytes);
    stampedBytes = receivedBytes;
  }
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    async append(chunk) {
      let written = 0;
      while (written < chunk.length) {
        const { bytesWritten } = await file.write(chunk, written, chunk.length - written, receivedBytes);
        written += bytesWritten;
        receivedBytes += bytesWritten;
      }
      hash.update(chunk);
      if (receivedBytes - stampedBytes >= checkpointBytes) await checkpoint();
    },
    async pause() {
      try {
        await checkpoint();
      } finally {
        await file.close();
      }
    },
    async finish() {
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await rm(stampPath(partPath), { force: true });
      return hash.digest('hex');
    },
    async abandon() {
      await file.close();
    },
  };
}

function stampPath(partPath: string): string {
  return `${partPath}.json`;
}

function hashOf(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}
