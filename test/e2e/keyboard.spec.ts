import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/test.ts';

/** The whole journey without a pointer: every step is a key that a person can press. */
const mostStops = 60;

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${target.toString()}`);
}

async function isFocused(target: Locator): Promise<boolean> {
  return (await target.count()) === 1 && target.evaluate((element) => element === document.activeElement);
}

test('a clip is made, found, played and looked after by keyboard alone', async ({ studio, window }) => {
  const { page, form } = window;
  const prompt = 'Written without a mouse [Pan left]';
  studio.expectBilled(prompt, 1);

  await tabTo(page, window.prompt);
  await page.keyboard.type('Written without a mouse ');
  await tabTo(page, form.getByRole('button', { name: 'Camera moves' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type('Pan l');
  await expect(page.getByRole('menuitem', { name: 'Pan left' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(window.prompt).toHaveValue(new RegExp(String.raw`^Written without a mouse \[Pan left\]\s*$`));
  await expect(window.prompt).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(prompt);

  await tabTo(page, form.getByRole('button', { name: 'Provider' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type('Nov');
  await expect(page.getByRole('option', { name: 'Novita' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);

  await tabTo(page, form.getByRole('radio', { name: '6 s' }));
  await page.keyboard.press('ArrowRight');
  await expect(form.getByRole('radio', { name: '10 s' })).toBeChecked();
  await tabTo(page, form.getByRole('switch', { name: 'Optimize prompt' }));
  await page.keyboard.press('Space');
  await expect(form.getByRole('switch', { name: 'Optimize prompt' })).not.toBeChecked();

  await tabTo(page, window.generateButton);
  await page.keyboard.press('Enter');
  await window.waitForState(prompt, 'Done');

  await tabTo(page, window.clip(prompt));
  await page.keyboard.press('Enter');
  await expect(window.inspector).toBeVisible();
  await tabTo(page, window.act('Play'));
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => window.video.evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0.2);
  await page.keyboard.press('Enter');
  await tabTo(page, window.act('Delete'));
  await page.keyboard.press('Enter');
  await expect(window.clip(prompt)).toHaveCount(0);
  await tabTo(page, page.getByRole('button', { name: 'Undo', exact: true }));
  await page.keyboard.press('Enter');
  await expect(window.clip(prompt, 'Done')).toBeVisible();

  const settingsButton = page.getByRole('button', { name: 'Settings', exact: true });
  await tabTo(page, settingsButton);
  await page.keyboard.press('Enter');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await tabTo(page, settings.getByRole('tab', { name: 'Providers' }));
  await page.keyboard.press('ArrowDown');
  await expect(settings.getByRole('tabpanel', { name: 'Library' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(settingsButton).toBeFocused();
});

test('Ctrl and Enter in the prompt sends it, once', async ({ studio, window }) => {
  const prompt = 'Sent from where it was written';
  studio.expectBilled(prompt, 1);
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.prompt.press('Control+Enter');
  await window.waitForState(prompt, 'Done');
});
