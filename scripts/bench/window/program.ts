import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser, launchArguments } from '../../find-browser.ts';
import { startHost } from '../programs.ts';
import type { WindowFigures } from '../window-figures.ts';
import { frameGapsMs, keystrokeMs, openPage } from './page.ts';

/** A program of its own: it hands functions to the page, and so is checked with the types of a page. Prints figures as JSON. */

const rounds = 5;
const searches = ['fox', 'lighthouse', '雨夜', 'film grain', 'motorcycle'];

async function main(): Promise<void> {
  const [dataFolder] = process.argv.slice(2);
  if (dataFolder === undefined) throw new Error('Say which data folder.');
  const { executablePath } = await findBrowser();
  const browser = await chromium.launch({
    args: [...launchArguments],
    ...(executablePath !== undefined && { executablePath }),
  });
  try {
    console.log(JSON.stringify(await figuresOf(browser, dataFolder)));
  } finally {
    await browser.close();
  }
}

async function figuresOf(browser: Browser, dataFolder: string): Promise<WindowFigures> {
  const firstDrawnMs: number[] = [];
  // The first start looks through everything.
  await (await startHost(dataFolder)).stop();
  for (let round = 0; round < rounds; round += 1) {
    const host = await startHost(dataFolder);
    const window = await openPage(browser, host.url);
    firstDrawnMs.push(window.firstDrawnMs);
    await window.close();
    await host.stop();
  }
  const host = await startHost(dataFolder);
  const window = await openPage(browser, host.url);
  const keystrokesMs: number[] = [];
  for (const text of searches) {
    for (let length = 1; length <= text.length; length += 1) {
      keystrokesMs.push(await keystrokeMs(window.page, text.slice(0, length)));
    }
    await keystrokeMs(window.page, '');
  }
  const wheelGapsMs = await frameGapsMs(window.page, async () => wheel(window.page));
  const dragGapsMs = await frameGapsMs(window.page, async () => drag(window.page));
  const heapBytes = await window.heapBytes();
  await window.close();
  await host.stop();
  return { firstDrawnMs, keystrokesMs, wheelGapsMs, dragGapsMs, heapBytes };
}

/** From one end to the other, as fast as a wheel that is turned without mercy, for at most twelve seconds. */
async function wheel(page: Page): Promise<void> {
  const list = page.getByRole('grid', { name: 'Clips' });
  await list.hover();
  const height = await list.evaluate((grid) => grid.scrollHeight);
  const until = Date.now() + 12_000;
  const notch = Math.max(600, height / 600);
  for (let gone = 0; gone < height && Date.now() < until; gone += notch) await page.mouse.wheel(0, notch);
}

/** The thumb of the scroll bar from the top to the bottom and back, a little with every frame, in six seconds. */
async function drag(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Clips' }).evaluate(async (grid) => {
    const frames = 360;
    for (let frame = 0; frame <= frames; frame += 1) {
      const there = frame < frames / 2 ? frame / (frames / 2) : 2 - frame / (frames / 2);
      grid.scrollTop = there * grid.scrollHeight;
      await new Promise(requestAnimationFrame);
    }
  });
}

await main();
