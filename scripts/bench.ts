import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDownload } from './bench/download.ts';
import { measureReadyToDisk } from './bench/ready-to-disk.ts';
import { measurePictures } from './bench/pictures.ts';
import { markdown, type Section } from './bench/report.ts';
import { startProvider } from './bench/programs.ts';
import { measureSubmit } from './bench/submit.ts';
import { measureWaiting } from './bench/waiting.ts';
import { root } from './run-program.ts';

/**
 * `npm run bench [-- --write]`: Conch beside the plain way, in one run. Four minutes; needs no network, and for the
 * pictures a browser.
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

async function main(): Promise<void> {
  const { write = false } = parseArgs({ options: { write: { type: 'boolean' } } }).values;
  const sections: Section[] = [];
  for (const measure of [submitting, measureReadyToDisk, measureDownload, measureWaiting, measurePictures]) {
    console.error(`measuring … (${sections.length + 1} of 5)`);
    sections.push(await measure(clip));
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
