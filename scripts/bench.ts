import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDownload } from './bench/download.ts';
import { measureInteraction } from './bench/interaction.ts';
import { makeLibraries } from './bench/libraries.ts';
import { measureLibraryChange } from './bench/library-change.ts';
import { measureLibrarySearch } from './bench/library-search.ts';
import { measureLibraryStart } from './bench/library-start.ts';
import { measureLibraryWindow } from './bench/library-window.ts';
import { measureRebuild } from './bench/rebuild.ts';
import { measureReadyToDisk } from './bench/ready-to-disk.ts';
import { measurePictures } from './bench/pictures.ts';
import { measureQueue } from './bench/queue.ts';
import { markdown, type Section } from './bench/report.ts';
import { startProvider } from './bench/programs.ts';
import { measureSubmit } from './bench/submit.ts';
import { measureWaiting } from './bench/waiting.ts';
import { ensureBuilt } from './built.ts';
import { root } from './run-program.ts';

/**
 * `npm run bench [-- --write] [-- --only NAME,NAME]`: Conch beside the plain way, in one run. Some minutes; needs no
 * network, and for the pictures and the window a browser.
 */
const clip = join(root, 'resources', 'demo', 'novita-6s-768P.mp4');

async function submitting(): Promise<Section> {
  const provider = await startProvider(clip, 1);
  try {
    return await measureSubmit(provider.origin);
  } finally {
    await provider.stop();
  }
}

/** Three libraries are made once for all of these. */
async function largeLibrary(): Promise<Section[]> {
  if (!(await ensureBuilt())) throw new Error('The host that is to be started could not be built.');
  const libraries = await makeLibraries();
  try {
    const sections: Section[] = [];
    for (const measure of [measureLibraryStart, measureLibrarySearch, measureLibraryChange]) {
      sections.push(await measure(libraries));
    }
    return sections;
  } finally {
    await libraries.remove();
  }
}

async function largeWindow(): Promise<Section> {
  if (!(await ensureBuilt())) throw new Error('The window that is to be opened could not be built.');
  return measureLibraryWindow();
}

async function movingWindow(): Promise<Section> {
  if (!(await ensureBuilt())) throw new Error('The window that is to be opened could not be built.');
  return measureInteraction(clip);
}

const suites: Record<string, () => Promise<Section | Section[]>> = {
  submit: submitting,
  'ready-to-disk': () => measureReadyToDisk(clip),
  download: () => measureDownload(clip),
  waiting: () => measureWaiting(clip),
  queue: () => measureQueue(dirname(clip)),
  pictures: measurePictures,
  library: largeLibrary,
  rebuild: measureRebuild,
  window: largeWindow,
  interaction: movingWindow,
};

async function main(): Promise<void> {
  const { write = false, only } = parseArgs({
    options: { write: { type: 'boolean' }, only: { type: 'string' } },
  }).values;
  const wanted = only?.split(',') ?? Object.keys(suites);
  const sections: Section[] = [];
  for (const [place, name] of wanted.entries()) {
    const suite = suites[name];
    if (suite === undefined) throw new Error(`There is no ${name}; there are ${Object.keys(suites).join(', ')}.`);
    console.error(`measuring ${name} … (${place + 1} of ${wanted.length})`);
    sections.push(...[await suite()].flat());
  }
  const page = markdown(sections);
  console.log(page);
  if (write) await writeFile(join(root, 'docs', 'benchmarks.md'), page);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
