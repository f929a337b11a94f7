import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../src/main/library/data-folder.ts';
import { openJobStore } from '../../src/main/library/job-store.ts';
import { openJournal } from '../../src/main/library/journal.ts';
import { createPictureStore } from '../../src/main/library/picture-store.ts';
import { isIn } from '../../src/shared/job.ts';
import { createPlacer, readSamples } from '../seed/clips.ts';
import { shownClips, type ShownClip } from './shown-clips.ts';
import { makeShownJobs } from './shown-jobs.ts';

/** Draws a poster, WebP, 640 × 360: of a scene by its name, or of a clip by the path of its MP4. */
export type DrawScene = (source: string) => Promise<Buffer>;

/** Fills an empty data folder with the library of the screenshots, files and all. */
export async function fillShownLibrary(
  dataFolder: string,
  draw: DrawScene,
  clips: readonly ShownClip[] = shownClips,
): Promise<void> {
  const folder = await openDataFolder(dataFolder);
  const { store } = openJobStore(join(dataFolder, 'conch.db'));
  const journal = openJournal(join(dataFolder, 'journal'));
  try {
    const pictures = createPictureStore(join(dataFolder, 'pictures'));
    const picture = await pictures.add(await draw('lighthouse'));
    const made = makeShownJobs(clips, { samples: await readSamples(), picture });
    journal.writeAll(made.map(({ job }) => job).filter((job) => !isIn(job, 'queued')));
    store.restore(made.map(({ job }) => job));
    const placer = createPlacer();
    mkdirSync(join(dataFolder, 'posters'), { recursive: true });
    for (const { clip, job, sample } of made) {
      if (sample === undefined || !isIn(job, 'done')) continue;
      placer.place(sample.file, join(dataFolder, 'library', job.progress.asset.path));
      const poster = await draw(clip.scene === 'demo' ? sample.file : clip.scene);
      writeFileSync(join(dataFolder, 'posters', `${job.id}.webp`), poster);
    }
  } finally {
    journal.close();
    store.close();
    folder.release();
  }
}
