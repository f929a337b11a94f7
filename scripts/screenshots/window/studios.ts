import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright';
import { start, type Running } from '../../../test/support/processes.ts';
import { shownClips } from '../shown-clips.ts';
import { fillShownLibrary, type DrawScene } from '../shown-library.ts';
import type { View } from './view.ts';

/** A core over a library, and what a window needs to come in. */
export interface ShownStudio {
  origin: string;
  storageState: NonNullable<BrowserContextOptions['storageState']>;
  close(): Promise<void>;
}

const providerIds = ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'];

/** Views over the same library share a core, as long as they leave nothing behind in it. */
export function createStudios(browser: Browser, windowFolder: string, draw: DrawScene) {
  const shared = new Map<string, Promise<ShownStudio>>();
  const names = new Map<unknown, string>();

  function keyOf({ clips, withoutKeys }: View): string {
    const name = names.get(clips) ?? String(names.size);
    names.set(clips, name);
    return `${name} ${withoutKeys === true}`;
  }

  return {
    async use<T>(view: View, work: (studio: ShownStudio) => Promise<T>): Promise<T> {
      if (view.isOwn === true) {
        const own = await openStudio(browser, windowFolder, draw, view);
        try {
          return await work(own);
        } finally {
          await own.close();
        }
      }
      const opened = shared.get(keyOf(view)) ?? openStudio(browser, windowFolder, draw, view);
      shared.set(keyOf(view), opened);
      return work(await opened);
    },
    async close(): Promise<void> {
      for (const opened of shared.values()) await (await opened).close();
    },
  };
}

async function openStudio(browser: Browser, windowFolder: string, draw: DrawScene, view: View): Promise<ShownStudio> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'conch-shown-'));
  let running: Running | undefined;
  const close = async (): Promise<void> => {
    await running?.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const clips = view.clips ?? shownClips;
    if (clips.length > 0) await fillShownLibrary(dataFolder, draw, clips);
    const keys = view.withoutKeys === true ? [] : providerIds;
    running = await start('scripts/screenshots/core/studio.ts', [dataFolder, windowFolder, ...keys], {});
    const { url } = running.ready as { url: string };
    return { origin: new URL(url).origin, storageState: await enter(browser, url), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The address of a host opens the window once; afterwards its cookie does. */
async function enter(browser: Browser, url: string): Promise<ShownStudio['storageState']> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('button').first().waitFor();
    return await context.storageState();
  } finally {
    await context.close();
  }
}
