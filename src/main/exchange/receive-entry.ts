import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ImportEntry, ImportSource } from './import-source.ts';
import { inEnglish, sentence, type Sentence } from '../../shared/sentence.ts';

/** An entry is not what it says. */
export class EntryRefused extends Error {
  readonly reason: Sentence;
  constructor(reason: Sentence) {
    super(inEnglish(reason));
    this.reason = reason;
    this.name = 'EntryRefused';
  }
}

/** Reads a small entry whole; stops at its own size and at the limit. */
export async function readEntry(source: ImportSource, entry: ImportEntry, limitBytes: number): Promise<Uint8Array> {
  if (entry.sizeBytes > limitBytes) throw new EntryRefused(sentence('The file is too large for what it should be.'));
  const chunks: Uint8Array[] = [];
  for await (const chunk of counted(source, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes an entry to `path` and gives back the SHA-256 of what was written, in hex. Throws the disk's own error. */
export async function receiveEntry(
  source: ImportSource,
  entry: ImportEntry,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o644);
  try {
    for await (const chunk of counted(source, entry)) {
      signal.throwIfAborted();
      hash.update(chunk);
      await writeWhole(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function writeWhole(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) from += (await file.write(chunk, from)).bytesWritten;
}

async function* counted(source: ImportSource, entry: ImportEntry): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  const stream = await opened(source, entry);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length;
      if (sizeBytes > entry.sizeBytes) throw new EntryRefused(sentence('There is more in it than it says.'));
      yield chunk;
    }
  } catch (error) {
    if (error instanceof EntryRefused) throw error;
    throw new EntryRefused(sentence('It is damaged and cannot be read.'));
  } finally {
    stream.destroy();
  }
  if (sizeBytes < entry.sizeBytes) throw new EntryRefused(sentence('There is less in it than it says.'));
}

async function opened(source: ImportSource, entry: ImportEntry): ReturnType<ImportSource['open']> {
  try {
    return await source.open(entry);
  } catch {
    throw new EntryRefused(sentence('It is damaged and cannot be read.'));
  }
}
