import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Asset, Job, JobIn } from '../../shared/job.ts';
import { clipPaths, sidecarOf } from '../library/clip-name.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { sampleAccepted, sampleJob } from '../library/library-rig.ts';
import { createMediaStore, type MediaStore } from '../library/media-store.ts';
import { sidecarFor } from '../library/sidecar.ts';
import type { WorkTools } from './work-runner.ts';

/** A small library on the real disk, for the tests of this folder. */
export interface LibraryRig {
  readonly dataFolder: string;
  /** The library folder in force; may be set. */
  library: string;
  /** May be closed and set anew, where another process opens it in between. */
  store: JobStore;
  readonly media: MediaStore;
  /** A finished clip with its file and sidecar, in the list unless `unlisted`. */
  addClip(options?: {
    content?: string | Uint8Array;
    change?: Partial<Job>;
    unlisted?: boolean;
    folder?: string;
  }): JobIn<'done'>;
  close(): void;
}

export function openLibraryRig(): LibraryRig {
  const dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'conch-folder-')));
  const { store } = openJobStore(join(dataFolder, 'conch.db'));
  const rig: LibraryRig = {
    dataFolder,
    library: join(dataFolder, 'library'),
    store,
    media: createMediaStore({
      folder: () => rig.library,
      dataFolder,
      version: '9.9.9',
      providerName: () => 'Sample Provider',
      collectionName: (id) => rig.store.shelf.collections().find((collection) => collection.id === id)?.name,
    }),
    addClip({ content = `clip ${randomUUID()}`, change = {}, unlisted = false, folder = rig.library } = {}) {
      const bytes = Buffer.from(content);
      const job = doneJob(bytes, change);
      const { asset, savedAt } = job.progress;
      const path = join(folder, asset.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      const sidecar = sidecarFor(job, asset, { savedAt, version: '9.9.9', providerName: 'Sample Provider' });
      writeFileSync(sidecarOf(path), JSON.stringify(sidecar));
      if (!unlisted) rig.store.restore([job]);
      return job;
    },
    close() {
      rig.store.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return rig;
}

function doneJob(bytes: Uint8Array, change: Partial<Job> = {}): JobIn<'done'> {
  const draft = sampleJob({ state: 'queued', dueAt: 0, attempts: 0 }, { sequence: 0, ...change });
  const asset: Asset = {
    path: clipPaths(draft, 'video/mp4')[0],
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    type: 'video/mp4',
    poster: false,
  };
  return {
    ...draft,
    progress: { state: 'done', ...sampleAccepted, finishedAt: 2000, savedAt: Date.now() + 1000, asset },
  };
}

/** For a work that runs by itself in a test. */
export function workTools(controller = new AbortController()): WorkTools & { steps: [number, number?][] } {
  const steps: [number, number?][] = [];
  return {
    id: randomUUID(),
    signal: controller.signal,
    steps,
    progressed: (done, total) => void steps.push(total === undefined ? [done] : [done, total]),
  };
}
