import { rm } from 'node:fs/promises';
import type { JobIn } from '../../shared/job.ts';
import { renamePatiently } from '../disk/atomic-file.ts';
import type { VerifiedPart } from '../download/download-output.ts';
import { verifyPart } from '../download/verify-part.ts';
import type { Log } from '../host.ts';
import { leadToSameMedia, writeTagged } from '../tags/tag-file.ts';
import { Untaggable } from '../tags/tags.ts';
import { readEmbedded, tagsFor } from './embedded-clip.ts';

/** The copy that is being written, beside the part. One that a kill leaves is written over, or goes with the clip. */
export const taggedEnding = '.tagged';

export interface TaggingOptions {
  isOn(): boolean;
  version: string;
  providerName(id: string): string;
  log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Writes prompt and settings into a verified download. The part is the old file or the new one at every moment, and
 * gives no other download anything to go on with. Never rejects: a clip that cannot be tagged is kept as it came.
 */
export function createTagging({ isOn, version, providerName, log }: TaggingOptions) {
  return async (job: JobIn<'downloading'>, part: VerifiedPart): Promise<VerifiedPart> => {
    // WebM and QuickTime have tags of other kinds; no provider gives such files today.
    if (!isOn() || part.type !== 'video/mp4') return part;
    const copy = `${part.path}${taggedEnding}`;
    try {
      const tags = tagsFor(job, { version, providerName: providerName(job.request.providerId) });
      const written = await writeTagged(part.path, copy, tags);
      await assertSame(copy, part, job.id);
      await renamePatiently(copy, part.path);
      return { ...part, ...written, downloadedSha256: part.sha256 };
    } catch (error) {
      const reason = error instanceof Untaggable ? error.message : 'the disk or the file refused';
      log.warn('the prompt could not be written into a clip, which stays as it came', { id: job.id, reason });
      await rm(copy, { force: true }).catch(() => log.info('the copy stays until the clip goes', { id: job.id }));
      return part;
    }
  };
}

/** What was written is looked at as a download is, before it takes the place of one. */
async function assertSame(path: string, part: VerifiedPart, id: string): Promise<void> {
  const found = await verifyPart(path);
  const isSame =
    found.verdict === 'video' &&
    found.widthPixels === part.widthPixels &&
    found.heightPixels === part.heightPixels &&
    found.durationSeconds === part.durationSeconds;
  // A download is looked at tolerantly; the places that the index names are compared with those of the original.
  const isWhole = isSame && (await leadToSameMedia(part.path, path));
  if (!isWhole || (await readEmbedded(path))?.id !== id) throw new Untaggable('what was written cannot be read back');
}
