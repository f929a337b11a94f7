import { expect, type Locator, type Page } from '@playwright/test';
import { queueClips } from './support/queue.ts';
import type { Studio } from './support/studio.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** A pointer that aims at a control by its role hits it: no force, as a screen reader's pointer does it too. */
test('switches and choices are met where they are seen', async ({ window }) => {
  const { form, page } = window;
  await window.chooseProvider('Pixazo');
  const optimize = form.getByRole('switch', { name: 'Optimize prompt' });
  await expect(optimize).toBeChecked();
  await optimize.click();
  await expect(optimize).not.toBeChecked();
  // Their words belong to them.
  await form.getByText('Optimize prompt').click();
  await expect(optimize).toBeChecked();
  await page.keyboard.press('Space');
  await expect(optimize).not.toBeChecked();

  const long = form.getByRole('radio', { name: '10 s' });
  await long.click();
  await expect(long).toBeChecked();
  await expect(form.getByRole('radio', { name: '6 s' })).not.toBeChecked();
});

/** A press takes a tenth of a second, and the core does not wait for its end. */
test.describe('a press on a clip opens it', () => {
  const prompt = 'Pressed while it changes';

  async function begin(studio: Studio, window: ConchWindow): Promise<void> {
    await studio.simulator.setSpeed(2);
    await window.chooseProvider('Novita');
    await window.writePrompt(prompt);
    await window.generate();
    await window.waitForState(prompt, 'Waiting');
  }

  for (const [place, at] of [
    ['the mark', 0],
    ['the state', 1],
  ] as const) {
    test(`also on ${place}, which is drawn anew meanwhile`, async ({ studio, window }) => {
      await begin(studio, window);
      await holdOn(window.page, window.clip(prompt).locator('svg').nth(at));
      await studio.simulator.setSpeed(500);
      await window.waitForState(prompt, 'Done');
      await expect(window.clip(prompt).locator('img'), 'its picture is there').toBeVisible();
      await window.page.mouse.up();
      await expect(window.inspector).toContainText(prompt);
    });
  }

  test('also when another clip takes its place meanwhile', async ({ studio, window }) => {
    await begin(studio, window);
    await holdOn(window.page, window.clip(prompt).getByText(prompt));
    const other = 'Comes in at the top';
    studio.expectBilled(other, 1);
    await queueClips(studio, [other]);
    await expect(window.clip(other)).toBeVisible();
    await window.page.mouse.up();
    await expect(window.inspector).toContainText(prompt);
    await studio.simulator.setSpeed(500);
    await window.waitForState(other, 'Done');
  });

  test('but not when the pointer has gone elsewhere before it is let go', async ({ studio, window }) => {
    await begin(studio, window);
    await holdOn(window.page, window.clip(prompt).getByText(prompt));
    await window.page.mouse.move(640, 700);
    await window.page.mouse.up();
    await expect(window.clip(prompt)).toHaveAttribute('aria-selected', 'false');
    await studio.simulator.setSpeed(500);
    await window.waitForState(prompt, 'Done');
  });
});

async function holdOn(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to press');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}
