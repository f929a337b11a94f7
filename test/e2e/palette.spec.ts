import { expect, type Page } from '@playwright/test';
import { keyedCommands } from '../../src/shared/commands.ts';
import { expectFocus } from './support/focus.ts';
import { holdAnswers } from './support/hold-answers.ts';
import { test } from './support/test.ts';

async function openPalette(page: Page) {
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  return palette;
}

async function choose(page: Page, typed: string, name: string | RegExp): Promise<void> {
  const palette = await openPalette(page);
  await page.keyboard.type(typed);
  const item = palette.getByRole('menuitem', { name, exact: true });
  await expect(item).toBeVisible();
  await expect(item).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
}

test('everything is found by its name: acts, providers, camera moves, settings', async ({ window }) => {
  const { page } = window;
  await window.writePrompt('A quiet harbour');
  await choose(page, 'pan l', 'Insert Pan left');
  await expect(window.prompt).toHaveValue(/^A quiet harbour \[Pan left\]/);
  await expect(window.prompt).toBeFocused();

  await choose(page, 'use nov', 'Use Novita');
  await expect(window.form.getByRole('button', { name: 'Provider' })).toContainText('Novita');

  await choose(page, 'image host', 'Settings, Image host');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('tabpanel', { name: 'Image host' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expectFocus(page);

  await choose(page, 'light', 'Light theme');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  const palette = await openPalette(page);
  await page.keyboard.type('no such act anywhere');
  await expect(palette.getByText('Nothing is called that.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await expectFocus(page);
});

test('a clip is found by its prompt, and everything that can be done with it is at hand', async ({ window }) => {
  const { page } = window;
  await window.chooseProvider('Novita');
  await window.make('A lighthouse above the fog');
  await choose(page, 'above the fog', /^A lighthouse above the fog Done/);
  await expect(window.inspector).toBeVisible();
  await choose(page, '4 stars', 'Rate 4 stars');
  await expect(window.inspector.getByRole('radio', { name: '4 stars' })).toBeChecked();
  await choose(page, 'export', 'Export');
  const dialog = page.getByRole('dialog', { name: 'Export clips' });
  await expect(dialog).toContainText('Export this clip');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expectFocus(page);
});

test('the sheet lists every key, and the keys do what it says', async ({ window }) => {
  const { page } = window;
  await window.chooseProvider('Novita');
  await window.make('A train in the snow');
  await page.keyboard.press('F1');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const everywhere = sheet.getByRole('region', { name: 'Everywhere' });
  for (const { words } of keyedCommands)
    await expect(everywhere.getByText(words.template, { exact: true })).toHaveCount(1);
  for (const place of ['While writing', 'Among the clips', 'In the player', 'While reviewing takes'])
    await expect(sheet.getByRole('region', { name: place }).getByRole('term')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await page.keyboard.press('Control+F');
  await expect(page.getByRole('searchbox', { name: 'Search clips' })).toBeFocused();
  // A sign that is typed into a text is typed.
  await page.keyboard.type('?');
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('searchbox', { name: 'Search clips' })).toHaveValue('?');
  await page.getByRole('button', { name: 'Clear search' }).first().click();
  await expect(window.clip('A train in the snow')).toBeVisible();

  await window.prompt.focus();
  await page.keyboard.press('F6');
  await expect(window.clip('A train in the snow')).toBeFocused();
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+D');
  await expect(window.inspector.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+U');
  await expect(window.prompt).toBeFocused();
  await page.keyboard.press('Control+J');
  await expect(page).toHaveURL(/#\/queue$/);
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('a key that is pressed before the library is open leaves nothing half done', async ({ window }) => {
  const { page } = window;
  const open = await holdAnswers(page, 'session.open');
  await page.reload();
  await expect(page.getByText('Opening the library')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('use');
  open();
  // Its letters went nowhere: a palette that came now would lack them, and Enter would choose something else.
  await expect(window.prompt).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choose(page, 'use nov', 'Use Novita');
  await expect(window.form.getByRole('button', { name: 'Provider' })).toContainText('Novita');
});
