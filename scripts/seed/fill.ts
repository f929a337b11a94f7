import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sidecarOf } from '../../src/main/library/clip-name.ts';
import { openDataFolder } from '../../src/main/library/data-folder.ts';
import { openJobStore, type JobStore } from '../../src/main/library/job-store.ts';
import { openJournal } from '../../src/main/library/journal.ts';
import { createPictureStore } from '../../src/main/library/picture-store.ts';
import { createShelfFile } from '../../src/main/library/shelf-file.ts';
import { sidecarFor } from '../../src/main/library/sidecar.ts';
import { findProvider } from '../../src/main/providers/index.ts';
import { isIn, type Job } from '../../src/shared/job.ts';
import type { Picture } from '../../src/shared/request.ts';
import { createDice } from '../../test/reliability/seeded-dice.ts';
import { createPlacer, readPosters, readSamples } from './clips.ts';
import { makeJobs, type MadeJob } from './jobs.ts';

export interface SeedOptions {
  dataFolder: string;
  clips: number;
  seed: number;
  /** Epoch ms: when the newest clip was made. */
  endsAt: number;
  /** Without, only records: for measurements that touch no file. */
  withFiles: boolean;
  progressed?(made: number): void;
}

const batch = 1000;
const collectionNames = ['Spring campaign', 'Showreel', '東京', 'Bits and pieces', 'To show to Mum'];

/**
 * Fills an empty data folder with a library as years of use would leave it: records, journal, clips, posters and
 * sidecars. Throws when there is a library already.
 */
export async function fillLibrary(options: SeedOptions): Promise<void> {
  const { dataFolder, clips, seed, endsAt, withFiles } = options;
  const path = join(dataFolder, 'conch.db');
  if (existsSync(path) && statSync(path).size > 0) throw new Error(`${dataFolder} holds a library already.`);
  const folder = await openDataFolder(dataFolder);
  const { store } = openJobStore(path);
  const journal = openJournal(join(dataFolder, 'journal'));
  try {
    const dice = createDice(seed);
    const collectionIds = putCollections(store, dice.uuid, endsAt);
    const writeFiles = withFiles ? await fileWriter(dataFolder, store) : () => {};
    const pictures = await addPictures(dataFolder);
    const ingredients = {
      dice,
      samples: await readSamples(),
      pictures,
      collectionIds,
      endsAt,
      clips,
      awaited: new Set<string>(),
    };
    let made: MadeJob[] = [];
    let count = 0;
    const flush = (): void => {
      const jobs = made.map(({ job }) => job);
      writeFiles(made);
      journal.writeAll(jobs.filter((job) => !isIn(job, 'queued')));
      store.restore(jobs);
      count += jobs.length;
      made = [];
      options.progressed?.(count);
    };
    for (const one of makeJobs(ingredients)) {
      made.push(one);
      if (made.length === batch) flush();
    }
    if (made.length > 0) flush();
    const shelf = createShelfFile(dataFolder, silent);
    shelf.save({ collections: store.shelf.collections(), searches: store.shelf.searches() });
    await shelf.settle();
  } finally {
    journal.close();
    store.close();
    folder.release();
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function putCollections(store: JobStore, uuid: () => string, createdAt: number): string[] {
  return collectionNames.map((name) => {
    const id = uuid();
    store.shelf.putCollection({ id, name, createdAt });
    return id;
  });
}

/** The demo's posters once more, as first frames. */
async function addPictures(dataFolder: string): Promise<[Picture, ...Picture[]]> {
  const store = createPictureStore(join(dataFolder, 'pictures'));
  const [first, ...others] = await Promise.all(readPosters().map((file) => store.add(readFileSync(file))));
  if (first === undefined) throw new Error('there are no demo posters');
  return [first, ...others];
}

/** Writes what lies on the disk for jobs that are done. Not flushed one by one: a made-up library can be made again. */
async function fileWriter(dataFolder: string, store: JobStore): Promise<(made: readonly MadeJob[]) => void> {
  const library = join(dataFolder, 'library');
  await mkdir(join(dataFolder, 'posters'), { recursive: true });
  const placer = createPlacer();
  const posters = readPosters();
  const names = new Map(store.shelf.collections().map(({ id, name }) => [id, name]));
  const collectionsOf = (job: Job) =>
    (job.keeping?.collectionIds ?? []).map((id) => ({ id, name: names.get(id) ?? id }));
  return (made) => {
    for (const [place, { job, sample }] of made.entries()) {
      if (sample === undefined || !isIn(job, 'done')) continue;
      const { asset, savedAt } = job.progress;
      const clip = join(library, asset.path);
      placer.place(sample.file, clip);
      const poster = posters.find((file) => file.includes(sample.providerId)) ?? posters[place % posters.length];
      if (poster !== undefined) placer.place(poster, join(dataFolder, 'posters', `${job.id}.webp`));
      const { providerId } = job.request;
      const facts = {
        savedAt,
        providerName: findProvider(providerId)?.name ?? providerId,
        version: 'seed',
        collections: collectionsOf(job),
      };
      writeFileSync(sidecarOf(clip), `${JSON.stringify(sidecarFor(job, asset, facts), null, 2)}\n`);
    }
  };
}
