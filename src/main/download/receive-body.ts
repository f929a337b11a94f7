import type { Readable } from 'node:stream';
import { failure, type Failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import { networkFailure } from './network-failure.ts';
import type { PartWriter } from './part-file.ts';
import { sniffBytes, sniffVideo } from './sniff-video.ts';

export type BodyEnd =
  /** Everything that was announced has been written. */
  | { kind: 'whole' }
  /** The connection broke, or less came than was announced. */
  | { kind: 'cut'; failure: Failure }
  | { kind: 'too-large' }
  /** The first bytes are no video: a page or a message, or something else. */
  | { kind: 'text' | 'other' }
  | { kind: 'disk'; error: unknown };

export interface BodyOptions {
  body: Readable;
  part: PartWriter;
  /** Of the whole file, not of this answer. */
  totalBytes: number | undefined;
  maxBytes: number;
  isFromStart: boolean;
  now: () => number;
  onProgress(receivedBytes: number, totalBytes?: number): void;
}

/** At most five words of progress a second. */
const progressGapMs = 200;

/** Writes a body as it comes, no faster than the disk takes it, so that memory stays flat. Never throws. */
export async function receiveBody({
  body,
  part,
  totalBytes,
  maxBytes,
  isFromStart,
  now,
  onProgress,
}: BodyOptions): Promise<BodyEnd> {
  /** The first bytes, until there are enough to judge them. */
  let start = isFromStart ? Buffer.alloc(0) : undefined;
  let saidAt = -Infinity;
  function say(): void {
    saidAt = now();
    if (totalBytes === undefined) onProgress(part.receivedBytes);
    else onProgress(part.receivedBytes, totalBytes);
  }
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      if (part.receivedBytes + chunk.length > Math.min(maxBytes, totalBytes ?? maxBytes)) return { kind: 'too-large' };
      if (start !== undefined) {
        start = Buffer.concat([start, chunk]).subarray(0, sniffBytes);
        if (start.length === sniffBytes) {
          const found = sniffVideo(start);
          if (found === 'text' || found === 'other') return { kind: found };
          start = undefined;
        }
      }
      try {
        await part.append(chunk);
      } catch (error) {
        return { kind: 'disk', error };
      }
      // A clock that was set back must not silence the progress.
      const elapsedMs = now() - saidAt;
      if (elapsedMs >= progressGapMs || elapsedMs < 0) say();
    }
  } catch (error) {
    return { kind: 'cut', failure: networkFailure(error).failure };
  }
  if (totalBytes !== undefined && part.receivedBytes !== totalBytes) {
    return {
      kind: 'cut',
      failure: failure('network', sentence('The clip came shorter than its server had announced.'), {
        stage: 'download',
      }),
    };
  }
  say();
  return { kind: 'whole' };
}
