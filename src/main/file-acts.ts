import { failure, FailureError } from '../shared/failure.ts';
import { isIn, type Job } from '../shared/job.ts';
import type { Host } from './host.ts';
import type { MediaStore } from './library/media-store.ts';

/** What the system does with files and folders for the person. Only where the host has the ability. */
export interface FileActs {
  chooseLibraryFolder(): Promise<{ folder: string | null }>;
  /** Shows the clip's file in the system's file manager. Throws `FailureError` when it is not there. */
  reveal(jobId: string): Promise<void>;
}

export interface FileActsOptions {
  host: Pick<Host, 'acts'>;
  media: Pick<MediaStore, 'absolutePath'>;
  job(id: string): Job | undefined;
}

export function createFileActs({ host, media, job: find }: FileActsOptions): FileActs {
  async function fileOf(jobId: string): Promise<string> {
    const job = find(jobId);
    const path = job && isIn(job, 'done') ? await media.absolutePath(job.progress.asset) : undefined;
    if (path !== undefined) return path;
    throw new FailureError(failure('disk', 'The file is not in the library folder any more.', { stage: 'local' }));
  }

  return {
    chooseLibraryFolder: async () => ({ folder: await host.acts.chooseFolder() }),
    reveal: async (jobId) => host.acts.reveal(await fileOf(jobId)),
  };
}
