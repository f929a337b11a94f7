import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findBrowser, launchArguments } from '../../find-browser.ts';
import { buildGallery } from '../../gallery/build.ts';
import { createSceneDrawer } from './scenes.ts';
import { smallPng } from '../small-png.ts';
import { createStudios } from './studios.ts';
import { takeView } from './take.ts';
import { fileName } from './view.ts';
import { takeGallery } from './take-gallery.ts';
import { allViews } from './views/all-views.ts';

/** A program of its own: it hands functions to the page, and so is checked with the types of a page. */

async function main(): Promise<boolean> {
  const { only, to = 'docs/screenshots' } = parseArgs({
    options: { only: { type: 'string' }, to: { type: 'string' } },
  }).values;
  const wanted = only?.split(',');
  const folder = resolve(to);
  await mkdir(folder, { recursive: true });
  const { executablePath } = await findBrowser();
  const browser = await chromium.launch({
    // Letters and lines come out alike on every machine that has the same fonts.
    args: [...launchArguments, '--font-render-hinting=none', '--disable-lcd-text', '--lang=en-GB'],
    ...(executablePath !== undefined && { executablePath }),
  });
  // Of its own, so that nobody who builds meanwhile is in the way.
  const windowFolder = await mkdtemp(join(tmpdir(), 'conch-shown-window-'));
  const studios = createStudios(browser, windowFolder, createSceneDrawer(browser));
  let isWhole = true;
  try {
    await buildGallery(windowFolder);
    if (wanted === undefined || wanted.includes('primitives')) {
      const file = smallPng(await takeGallery(browser, windowFolder));
      await writeFile(join(folder, 'primitives.png'), file);
      console.log(`primitives.png ${Math.round(file.length / 1000)} kB`);
    }
    for (const view of allViews) {
      for (const look of view.looks) {
        const name = fileName(view.name, look);
        const isWanted =
          wanted === undefined || wanted.some((word) => [name, view.name].includes(word) || name === `${word}.png`);
        if (!isWanted) continue;
        try {
          const file = smallPng(await studios.use(view, async (studio) => takeView(browser, studio, view, look)));
          await writeFile(join(folder, name), file);
          console.log(`${name} ${Math.round(file.length / 1000)} kB`);
        } catch (error) {
          isWhole = false;
          console.error(`${name} could not be taken: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  } finally {
    await studios.close();
    await browser.close();
    await rm(windowFolder, { recursive: true, force: true });
  }
  return isWhole;
}

process.exitCode = (await main()) ? 0 : 1;
