import type { Page } from 'playwright';
import { comparedClips, queuedClips } from '../../other-clips.ts';
import { promptOf } from '../../shown-clips.ts';
import { chinese, dark, light, longWords, small, zoomed, type Look, type View } from '../view.ts';
import { write } from './composer-views.ts';
import { openClip } from './library-views.ts';

async function openSettings(page: Page, place: number): Promise<void> {
  await page.keyboard.press('Control+Comma');
  await page.getByRole('tab').nth(place).click();
}

/** All takes on the same frame. */
async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).first().click();
  await page.waitForTimeout(800);
  await page.keyboard.press('Space');
  await page.evaluate(() => {
    for (const video of document.querySelectorAll('video')) {
      video.pause();
      video.currentTime = 4;
    }
  });
  await page.waitForTimeout(500);
}

const tabs = ['providers', 'library', 'image-host', 'money', 'network', 'general', 'about'];
const looksOf: Record<string, readonly Look[]> = {
  providers: [dark, light, small, zoomed, chinese, longWords],
  general: [dark, light, chinese],
};

const settingsViews = tabs.map((tab, place): View => ({
  name: `settings-${tab}`,
  looks: looksOf[tab] ?? [dark],
  async arrange(page) {
    await openSettings(page, place);
  },
}));

async function openAddress(page: Page, hash: string): Promise<void> {
  await page.evaluate((address) => {
    location.hash = address;
  }, hash);
  await page.waitForTimeout(600);
}

export const otherViews: readonly View[] = [
  { name: 'first-start', looks: [dark, light, small, chinese], clips: [], withoutKeys: true, async arrange() {} },
  {
    name: 'first-key',
    looks: [dark],
    clips: [],
    withoutKeys: true,
    async arrange(page) {
      await page.getByRole('button', { name: 'Add a key' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'demo',
    isOwn: true,
    looks: [dark, chinese],
    clips: [],
    withoutKeys: true,
    async arrange(page) {
      await page.getByRole('button', { name: /^(Try the demo|试用演示|体验演示)/ }).click();
      await page.locator('form').first().waitFor();
      await page
        .getByRole('button', { name: /^(Try an example|试)/ })
        .first()
        .click();
    },
  },
  { name: 'empty', looks: [dark, light], clips: [], async arrange() {} },
  ...settingsViews,
  {
    name: 'palette',
    looks: [dark, chinese],
    async arrange(page) {
      await page.getByRole('row').first().waitFor();
      await page.keyboard.press('Control+K');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'palette-found',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('row').first().waitFor();
      await page.keyboard.press('Control+K');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('lan');
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'shortcuts',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('row').first().waitFor();
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'queue',
    looks: [dark, small, chinese],
    clips: queuedClips,
    arrange: async (page) => openAddress(page, '#/queue'),
  },
  { name: 'spending', looks: [dark, light, small, chinese], arrange: async (page) => openAddress(page, '#/spending') },
  {
    name: 'review',
    looks: [dark],
    async arrange(page) {
      await openClip(page, promptOf.takes);
      await review(page);
    },
  },
  {
    name: 'compared',
    looks: [dark],
    clips: comparedClips,
    async arrange(page) {
      await openClip(page, promptOf.compare);
      await review(page);
    },
  },
  {
    name: 'question',
    isOwn: true,
    looks: [dark],
    async arrange(page) {
      await write(page, 'One more');
      await openClip(page, promptOf.unclear);
      await page.getByRole('button', { name: 'Send again' }).first().click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
];
