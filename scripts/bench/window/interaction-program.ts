import { chromium, type Locator, type Page } from 'playwright';
import { findBrowser, launchArguments } from '../../find-browser.ts';
import type { InteractionFigures } from '../interaction-figures.ts';
import { startHost } from '../programs.ts';

/** A program of its own, like `program.ts` beside it. Prints figures as JSON. */

declare global {
  interface Window {
    watched?: { durations: Map<number, number>; shift: number; changes: number };
  }
}

const rounds = 12;
const settleMs = 6000;
const untouchedMs = 6000;

async function main(): Promise<void> {
  const [dataFolder, origin = '', pollMs = '5000'] = process.argv.slice(2);
  if (dataFolder === undefined) throw new Error('Say which data folder.');
  const environment = origin === '' ? {} : { CONCH_NOVITA_URL: origin, CONCH_NOVITA_KEY: 'key-of-a-benchmark' };
  const { executablePath } = await findBrowser();
  const browser = await chromium.launch({
    args: [...launchArguments],
    ...(executablePath !== undefined && { executablePath }),
  });
  const host = await startHost(dataFolder, { ...environment, CONCH_POLL_MS: pollMs });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(host.url);
    await page.locator('[data-clip]').first().waitFor();
    await page.waitForTimeout(settleMs);
    console.log(JSON.stringify(await figuresOf(page)));
  } finally {
    await browser.close();
    await host.stop();
  }
}

async function figuresOf(page: Page): Promise<InteractionFigures> {
  await watch(page);
  await page.waitForTimeout(untouchedMs);
  const interactionsMs: number[] = [];
  const measured = async (act: () => Promise<void>): Promise<void> => {
    await page.evaluate(() => window.watched?.durations.clear());
    await act();
    // Entries come a moment after the frame that they tell of.
    await page.waitForTimeout(120);
    const durations = await page.evaluate(() => Array.from(window.watched?.durations.values() ?? []));
    interactionsMs.push(...(durations.length === 0 ? [16] : durations));
  };
  const clips = page.locator('[data-clip]');
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  const search = page.getByRole('searchbox', { name: 'Search clips' });
  for (let round = 0; round < rounds; round += 1) {
    await measured(() => press(page, clips.nth(round % 6)));
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) await measured(() => page.keyboard.press(key));
    await measured(() => page.keyboard.press('Escape'));
    await measured(() => press(page, prompt));
    for (const letter of 'sea [') await measured(() => page.keyboard.type(letter));
    await measured(() => page.keyboard.press('Escape'));
    await measured(() => press(page, search));
    for (const letter of 'lig') await measured(() => page.keyboard.type(letter));
    await search.fill('');
    await measured(() => press(page, page.getByRole('button', { name: 'Filters' })));
    await measured(() => page.keyboard.press('Escape'));
  }
  const { shift, changes } = await page.evaluate(() => window.watched ?? { shift: Number.NaN, changes: 0 });
  return { interactionsMs, layoutShift: shift, changes };
}

/** Where it stands now, without waiting for a still page as a test would: a person does not wait either. */
async function press(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('there is nothing to press');
  await page.mouse.click(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { durations: new Map<number, number>(), shift: 0, changes: 0 };
    window.watched = watched;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId === 0) continue;
        watched.durations.set(
          entry.interactionId,
          Math.max(watched.durations.get(entry.interactionId) ?? 0, entry.duration),
        );
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) watched.shift += entry.value;
      }
    }).observe({ type: 'layout-shift' });
    const list = document.querySelector('[role=grid]');
    if (list === null) throw new Error('there is no list');
    new MutationObserver((changes) => (watched.changes += changes.length)).observe(list, {
      characterData: true,
      subtree: true,
    });
  });
}

await main();
