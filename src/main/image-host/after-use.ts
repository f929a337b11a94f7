import type { JobProgress } from '../../shared/job.ts';
import type { Upload } from './upload-list.ts';

/** When an uploaded picture may go, in epoch milliseconds; undefined while its clip may still need it. Pure. */
export function deletableAt(
  upload: Pick<Upload, 'uploadedAt' | 'linkEndsAt'>,
  job: JobProgress | undefined,
): number | undefined {
  // A clip that was deleted here may still be in the making there; with its link dead the picture is of no use to anybody.
  if (job === undefined) return upload.linkEndsAt;
  switch (job.state) {
    case 'done':
    case 'failed':
      return upload.uploadedAt;
    case 'canceled':
      // Sent and no longer watched: the provider may still be about to fetch it for a clip that is paid for.
      return job.reason === 'before-sending' ? upload.uploadedAt : upload.linkEndsAt;
    case 'queued':
    case 'submitting':
    case 'waiting':
    case 'downloading':
    case 'unknown':
      return undefined;
  }
}
