import type { Locator, Page } from 'playwright';
import { drawPng } from '../scenes.ts';
import { chinese, dark, fromTheRight, light, small, zoomed, type View } from '../view.ts';

/** Whatever language the window speaks. */
function composer(page: Page): Locator {
  return page.locator('form').first();
}

async function chooseProvider(page: Page, name: string): Promise<void> {
  await composer(page).locator('button[aria-haspopup=listbox]').first().click();
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

export async function write(page: Page, prompt: string): Promise<void> {
  await chooseProvider(page, 'Novita');
  await composer(page).locator('textarea').first().fill(prompt);
}

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await composer(page).locator('input[type=file]').first().setInputFiles({ name, mimeType: 'image/png', buffer });
  await composer(page).locator('img').first().waitFor();
  await page.waitForTimeout(900);
}

const shot =
  'Fishing boats come home at dusk, gulls circle. [Pan left, Pedestal up] Lanterns light one by one along the quay. [Push in]';

const views: readonly Omit<View, 'isOwn'>[] = [
  {
    name: 'composing',
    looks: [dark, light, small, zoomed, chinese, fromTheRight],
    async arrange(page) {
      await write(page, shot);
      await give(page, 'harbour at dusk.png', await drawPng(page, 'lanterns'));
    },
  },
  {
    name: 'errors',
    looks: [dark, chinese],
    async arrange(page) {
      await write(page, 'Along the pier [pan left] and [nowhere], the camera stays [Static shot, Pan right]');
      await give(page, 'misty forest.png', await drawPng(page, 'forest', 2400));
    },
  },
  {
    name: 'providers',
    looks: [dark, chinese],
    async arrange(page) {
      await write(page, shot);
      await composer(page).locator('button[aria-haspopup=listbox]').first().click();
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'camera-moves',
    looks: [dark, chinese],
    async arrange(page) {
      await write(page, 'Fishing boats come home at dusk ');
      await composer(page).locator('button[aria-haspopup=true], button[aria-haspopup=menu]').first().click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'completion',
    looks: [dark],
    async arrange(page) {
      await write(page, 'Fishing boats come home at dusk ');
      await composer(page).locator('textarea').first().press('End');
      await page.keyboard.type('[p');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'variables',
    looks: [dark],
    async arrange(page) {
      await write(page, 'A {subject} by the sea at {dawn|noon|dusk} [Push in]');
      await page.getByRole('textbox', { name: 'subject' }).fill('lighthouse | fishing boat');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'prompts',
    looks: [dark, chinese],
    async arrange(page) {
      await write(page, shot);
      await page.getByRole('button', { name: /^(Prompts|提示词)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'crop',
    looks: [dark],
    async arrange(page) {
      await write(page, shot);
      await give(page, 'misty forest.png', await drawPng(page, 'forest', 2400));
      await page.getByRole('button', { name: 'Crop', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'sheet',
    looks: [dark, small, chinese],
    async arrange(page) {
      await write(page, 'A {lighthouse|fishing boat} by the sea at {dawn|noon|dusk} [Push in]');
      await page.waitForTimeout(500);
      await composer(page).locator('button[data-variant=primary], button.bg-accent').last().click();
      await page.getByRole('dialog').waitFor();
      // The button rests for a moment, so that the second half of a double press sends nothing.
      await page.waitForTimeout(900);
    },
  },
  {
    name: 'compare',
    looks: [dark, chinese],
    async arrange(page) {
      await write(page, shot);
      await page.getByRole('button', { name: /^(Compare|比较|对比)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'import',
    looks: [dark],
    async arrange(page) {
      await page.getByRole('button', { name: 'Import a batch' }).first().click();
      await page.getByRole('dialog').waitFor();
      await page
        .getByRole('dialog')
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'harbour.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(
            [
              'prompt,provider,model,duration,resolution,tags',
              '"Fishing boats come home at dusk [Pan left]",novita,,6,768P,harbour',
              '"Lanterns light one by one along the quay",pixazo,,10,768P,harbour',
              '"A cat waits on a bollard",novita,,7,768P,animals',
              '"Rain begins, rings on the water",aimlapi,,6,1080P,"rain;harbour"',
              ',novita,,6,768P,',
            ].join('\n'),
          ),
        });
      await page.waitForTimeout(900);
    },
  },
];

/** A draft is kept from one opening of the window to the next, so each of these has a library of its own. */
export const composerViews: readonly View[] = views.map((view) => ({ ...view, isOwn: true }));
