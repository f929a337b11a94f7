import { failure, FailureError } from '../shared/failure.ts';
import { isIn, type Job } from '../shared/job.ts';
import { sentence } from '../shared/sentence.ts';
import type { Host } from './host.ts';
import type { MediaStore } from './library/media-store.ts';

/** What the system does with files and folders for the person. Only where the host has the ability. */
export interface FileActs {
  chooseLibraryFolder(): Promise<{ folder: string | null }>;
  /** Shows the clip's file in the system's file manager. Throws `FailureError` when it is not there. */
  reveal(jobId: string): Promise<void>;
  revealFolder(folder: 'data' | 'library'): Promise<void>;
  /** Opens the clip with the system's own player. Throws `FailureError` when it is not there, or no program takes it. */
  openClip(jobId: string): Promise<void>;
  /** Gives the clip to the drag that has just begun. Throws `FailureError` when it is not there. */
  dragOut(jobId: string): Promise<void>;
  /** `null`: the person closed the dialog. */
  chooseArchive(): Promise<string | null>;
  chooseSave(name: string): Promise<string | null>;
}

export interface FileActsOptions {
  host: Pick<Host, 'acts' | 'dataFolder'>;
  media: Pick<MediaStore, 'absolutePath' | 'posterPath' | 'folder'>;
  job(id: string): Job | undefined;
}

export function createFileActs({ host, media, job: find }: FileActsOptions): FileActs {
  async function fileOf(jobId: string): Promise<string> {
    const job = find(jobId);
    const path = job && isIn(job, 'done') ? await media.absolutePath(job.progress.asset) : undefined;
    if (path !== undefined) return path;
    throw new FailureError(
      failure('disk', sentence('The file is not in the library folder any more.'), { stage: 'local' }),
    );
  }

  return {
    chooseLibraryFolder: async () => ({ folder: await host.acts.chooseFolder() }),
    reveal: async (jobId) => host.acts.reveal(await fileOf(jobId)),
    revealFolder: (folder) => host.acts.reveal(folder === 'data' ? host.dataFolder : media.folder()),
    openClip: async (jobId) => host.acts.openFile(await fileOf(jobId)),
    dragOut: async (jobId) => host.acts.dragOut(await fileOf(jobId), media.posterPath(jobId)),
    chooseArchive: () => host.acts.chooseArchive(),
    chooseSave: (name) => host.acts.chooseSave(name),
  };
}
