import { stat } from 'node:fs/promises';
import type { Asset } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import { hashFile } from '../disk/hash-file.ts';
import { verifyPart } from '../download/verify-part.ts';
import { readEmbedded, sidecarFromEmbedded } from '../library/embedded-clip.ts';
import { parseSidecar, type SidecarReading } from './parse-sidecar.ts';

/**
 * What a clip without a sidecar says of itself, in the words of a sidecar and held to the same rules: it may come from
 * anywhere. Undefined when it says nothing, or when the clip is `known`. Throws the system's own error.
 *
 * @param name of the file as it will stand in the list
 */
export async function readBareClip(
  path: string,
  name: string,
  known: ReadonlySet<string>,
): Promise<SidecarReading | undefined> {
  const embedded = await readEmbedded(path);
  if (embedded === undefined || known.has(embedded.id)) return undefined;
  const found = await verifyPart(path);
  if (found.verdict !== 'video') return { reason: sentence('This is no whole video.') };
  const { size, mtimeMs } = await stat(path);
  const { verdict: _video, ...facts } = found;
  const asset: Asset = { path: name, sizeBytes: size, sha256: await hashFile(path), ...facts, poster: false };
  const savedAt = Math.max(embedded.finishedAt, Math.trunc(mtimeMs));
  return parseSidecar(Buffer.from(JSON.stringify(sidecarFromEmbedded(embedded, asset, savedAt))));
}
