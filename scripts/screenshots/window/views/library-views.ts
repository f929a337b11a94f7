import type { Page } from 'playwright';
import { promptOf } from '../../shown-clips.ts';
import { chinese, dark, fromTheRight, large, light, longWords, small, zoomed, type View } from '../view.ts';

/** By the beginning of its prompt, in whatever language the window speaks. */
export async function openClip(page: Page, prompt: string): Promise<void> {
  await page
    .getByRole('row', { name: prompt.slice(0, 24) })
    .first()
    .click();
  await page.locator('aside').waitFor();
}

async function nothing(page: Page): Promise<void> {
  await page.getByRole('row').first().waitFor();
}

export const libraryViews: readonly View[] = [
  { name: 'library', looks: [dark, light, small, large, zoomed, chinese, longWords, fromTheRight], arrange: nothing },
  {
    name: 'library-table',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('button', { name: 'Show as table' }).click();
      await nothing(page);
    },
  },
  {
    name: 'library-filters',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('button', { name: 'Filters' }).click();
    },
  },
  {
    name: 'empty-search',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('searchbox', { name: 'Search clips' }).fill('submarine');
      await page.getByRole('heading', { name: /No clip says/ }).waitFor();
    },
  },
  {
    name: 'many-clips',
    looks: [dark],
    async arrange(page) {
      await nothing(page);
      await page.getByRole('grid', { name: 'Clips' }).focus();
      await openClip(page, 'Red fox');
      for (const prompt of ['Paper lanterns', 'Espresso', 'Whale breaches']) {
        await page
          .getByRole('row', { name: prompt })
          .first()
          .click({ modifiers: ['ControlOrMeta'] });
      }
    },
  },
  {
    name: 'done',
    looks: [dark, light, small, chinese],
    arrange: async (page) => openClip(page, promptOf.done),
  },
  { name: 'running', looks: [dark, light], arrange: async (page) => openClip(page, promptOf.generating) },
  { name: 'failed', looks: [dark, chinese], arrange: async (page) => openClip(page, promptOf.moderation) },
  {
    name: 'needs-attention',
    looks: [dark, light, small, chinese],
    arrange: async (page) => openClip(page, promptOf.unclear),
  },
];
