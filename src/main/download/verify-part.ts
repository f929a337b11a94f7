import { open } from 'node:fs/promises';
import type { Asset } from '../../shared/job.ts';
import { checkContainer } from './check-container.ts';
import { sniffBytes, sniffVideo } from './sniff-video.ts';

export type PartVerdict =
  | { verdict: 'video'; type: Asset['type']; widthPixels?: number; heightPixels?: number; durationSeconds?: number }
  /** A page or a message in place of a video, or nothing at all. */
  | { verdict: 'page' }
  | { verdict: 'not-video' }
  /** A video of which the end is missing. */
  | { verdict: 'cut-off' };

/** Looks at what has been downloaded. Throws the system's error when the file cannot be read. */
export async function verifyPart(path: string): Promise<PartVerdict> {
  const start = await firstBytes(path);
  const type = sniffVideo(start);
  if (type === 'text' || start.length === 0) return { verdict: 'page' };
  if (type === 'other') return { verdict: 'not-video' };
  const container = await checkContainer(path, type);
  if (container.verdict === 'cut-off') return container;
  if (container.verdict === 'broken') return { verdict: 'not-video' };
  const { verdict: _whole, ...facts } = container;
  return { verdict: 'video', type, ...facts };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
