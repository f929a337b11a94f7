import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobIn } from '../../shared/job.ts';
import { hashFile } from '../disk/hash-file.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { sidecarBelongsTo } from '../library/sidecar.ts';

/**
 * The library folder in which another clip has the name of this one, which lies in `folder`. The list knows a clip by
 * its name below its library folder and not by the folder, so only one of the two could be found.
 */
export async function otherOfName(
  job: JobIn<'done'>,
  folder: string,
  folders: readonly string[],
): Promise<string | undefined> {
  const { path, sizeBytes, sha256 } = job.progress.asset;
  for (const other of folders) {
    if (other === folder) continue;
    const facts = await lstat(join(other, path)).catch(() => undefined);
    if (facts?.isFile() !== true) continue;
    const told = await sidecarBelongsTo(join(other, sidecarOf(path)), job);
    // The same clip, perhaps, on its way from one folder to the other.
    const isSame = told ?? (facts.size === sizeBytes && (await isContent(join(other, path), sha256)));
    if (!isSame) return other;
  }
  return undefined;
}

async function isContent(path: string, sha256: string): Promise<boolean> {
  return (await hashFile(path).catch(() => undefined)) === sha256;
}
