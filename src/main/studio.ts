import type { Announcement, JobChain, Output, Session } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import type { Picture } from '../shared/request.ts';
import type { ListReader } from './batch/list-reader.ts';
import type { Diagnostics } from './diagnostics/diagnostics.ts';
import type { FileActs } from './file-acts.ts';
import type { Host } from './host.ts';
import type { ImageHost } from './image-host/image-host.ts';
import type { JobActs } from './jobs/acts.ts';
import { openDataFolder } from './library/data-folder.ts';
import { createDiskReserve, usualReserve, type ReserveSizes } from './library/disk-reserve.ts';
import type { JobStore } from './library/job-store.ts';
import type { DraftFile } from './library/draft-file.ts';
import type { PromptBook } from './library/prompt-book.ts';
import type { Outside } from './network/outside.ts';
import type { Money } from './money.ts';
import type { LibraryActs } from './library-acts.ts';
import type { LibraryWork } from './library-work.ts';
import type { ProviderActs } from './provider-acts.ts';
import type { Queue } from './queue.ts';
import { assembleStudio } from './assemble-studio.ts';

/** One library with its jobs: everything that works over one data folder. */
export interface Studio extends Omit<ProviderActs, 'keyOpened'>, FileActs {
  readonly store: JobStore;
  readonly acts: JobActs;
  readonly imageHost: Pick<ImageHost, 'save' | 'clear' | 'test'>;
  chain(jobId: string): JobChain;
  readList: ListReader['read'];
  takePicture(path: string): Promise<Picture>;
  /** Clips that were made together. */
  inGroup(groupId: string): Job[];
  readonly outside: Pick<Outside, 'save' | 'test'>;
  readonly diagnostics: Pick<Diagnostics, 'read'>;
  readonly library: LibraryActs;
  readonly money: Money;
  readonly prompts: PromptBook;
  readonly draft: DraftFile;
  readonly work: LibraryWork;
  readonly queue: Omit<Queue, 'engine' | 'pace' | 'stop'>;
  diskUse(): Promise<Output<'disk.read'>>;
  openSession(): Promise<Session>;
  respond(request: Request): Promise<Response>;
  start(): void;
  stop(): Promise<void>;
}

export interface StudioOptions {
  demo: boolean;
  announce(announcement: Announcement): void;
  rendererFolder: string;
  connectSources: readonly string[];
  /** How much of the disk is left alone; absent: as much as the product promises. */
  reserve?: ReserveSizes | undefined;
}

/** @throws {FailureError} when the data folder is in use or cannot be written, or its database is from a newer Conch. */
export async function openStudio(host: Host, options: StudioOptions): Promise<Studio> {
  const { clock, log } = host;
  const reserve = createDiskReserve({ folder: host.dataFolder, ...(options.reserve ?? usualReserve), clock, log });
  await reserve.makeRoomToOpen();
  const folder = await openDataFolder(host.dataFolder);
  try {
    return await assembleStudio(host, options, { reserve, folder });
  } catch (thrown) {
    // Nobody has the folder then: the next try must not find it taken.
    folder.release();
    throw thrown;
  }
}
