import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';

/** Nothing moves under the eye while clips go from Queued to Done. */

declare global {
  interface Window {
    shifts?: string[];
  }
}

/** What the browser saw move that no input brought about, by what moved. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shifts: string[] = [];
    window.shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 160) : '?'));
        shifts.push(`${entry.value.toFixed(4)} ${what.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
}

test('a clip keeps its place from Queued to Done, and so does all around it', async ({ studio, window }) => {
  const { page } = window;
  await studio.simulator.setSpeed(40);
  await window.chooseProvider('Novita');
  await window.make('A heron waits in the reeds');
  await window.open('A heron waits in the reeds');
  await window.writePrompt('The reeds bow before the wind');
  await window.generate();
  await window.open('The reeds bow before the wind');
  // Half a second after an input whatever moves is its answer.
  await page.waitForTimeout(700);
  await watchShifts(page);
  await window.waitForState('The reeds bow before the wind', 'Done');
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => globalThis.window.shifts)).toEqual([]);
});

test('a shift would be seen', async ({ window }) => {
  const { page } = window;
  await expect(window.form).toBeVisible();
  await watchShifts(page);
  await page.evaluate(() => {
    const wedge = document.createElement('div');
    wedge.style.height = '120px';
    document.querySelector('form')?.prepend(wedge);
  });
  await expect.poll(() => page.evaluate(() => globalThis.window.shifts?.length)).toBeGreaterThan(0);
});
