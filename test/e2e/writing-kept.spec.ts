import { expect } from '@playwright/test';
import { test } from './support/test.ts';

/** Nothing that was written in a dialog is lost by a slip of the hand, nor by another window. */

test('a prompt that is being changed outlives a click outside, Escape and another language', async ({ window }) => {
  const { page, form, prompt } = window;
  const dialog = page.getByRole('dialog', { name: 'Prompts' });
  const text = dialog.getByRole('textbox', { name: 'Text' });
  await prompt.fill('A heron at the harbour');
  await form.getByRole('button', { name: 'Prompts' }).click();
  await dialog.getByRole('button', { name: 'Save this prompt' }).click();
  await text.fill('A heron at the harbour, in the rain');

  await page.mouse.click(8, 8);
  await expect(text).toHaveValue('A heron at the harbour, in the rain');

  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  await other.getByRole('button', { name: 'Settings', exact: true }).click();
  await other.getByRole('tab', { name: 'General' }).click();
  await other.getByRole('button', { name: /^Language/ }).click();
  await other.getByRole('option', { name: '简体中文' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(text).toHaveValue('A heron at the harbour, in the rain');
  await other.getByRole('button', { name: /^语言/ }).click();
  await other.getByRole('option', { name: 'English' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await other.close();

  await text.focus();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await form.getByRole('button', { name: 'Prompts' }).click();
  await expect(text).toHaveValue('A heron at the harbour, in the rain');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  // What nobody has changed is not brought up again.
  await dialog.getByRole('button', { name: 'Save this prompt' }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Prompts' }).click();
  await expect(dialog.getByRole('searchbox')).toBeVisible();
});

test('a language that another window chooses comes when the dialog is closed', async ({ window }) => {
  const { page } = window;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByRole('radio', { name: 'HTTP', exact: true }).check({ force: true });
  const address = page.getByRole('textbox', { name: 'Proxy address' });
  await address.fill('half an address');
  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  await other.getByRole('button', { name: 'Settings', exact: true }).click();
  await other.getByRole('tab', { name: 'General' }).click();
  await other.getByRole('button', { name: /^Language/ }).click();
  await other.getByRole('option', { name: '简体中文' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await other.close();
  await expect(address).toHaveValue('half an address');
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('a new name of a collection is kept when the field is left', async ({ window }) => {
  const { page, inspector } = window;
  await window.chooseProvider('Novita');
  await window.make('A pier in the rain');
  await window.open('A pier in the rain');
  await inspector.getByRole('button', { name: 'Add to a collection' }).click();
  const box = page.getByRole('dialog', { name: 'Collections' });
  await box.getByRole('textbox', { name: 'New collection' }).fill('Rain');
  await page.keyboard.press('Enter');
  await box.getByRole('button', { name: 'Rename Rain' }).click();
  await box.getByRole('textbox', { name: 'New name of Rain' }).fill('Rain and wind');
  await box.getByRole('textbox', { name: 'New collection' }).click();
  await expect(box.getByRole('checkbox', { name: 'Rain and wind' })).toBeVisible();

  await box.getByRole('button', { name: 'Rename Rain and wind' }).click();
  await box.getByRole('textbox', { name: 'New name of Rain and wind' }).fill('Nothing');
  await page.keyboard.press('Escape');
  await expect(box.getByRole('checkbox', { name: 'Rain and wind' })).toBeVisible();
  await expect(box.getByRole('textbox', { name: 'New collection' })).toBeVisible();
});

test('the takes of each row outlive the sheet that was put away', async ({ window }) => {
  const { page } = window;
  await window.chooseProvider('Novita');
  await page.getByRole('button', { name: 'Import a batch' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a batch' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  const rows = ['prompt', 'Terns over the harbour', 'A lantern on the pier'];
  await (await chooser).setFiles([{ name: 'shots.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }]);
  const takes = dialog.getByRole('spinbutton', { name: 'Takes of each' });
  await takes.fill('3');
  await takes.blur();
  await dialog.getByRole('button', { name: 'Go on with 2 rows' }).click();
  const sheet = page.getByRole('dialog', { name: 'Before anything is sent' });
  await expect(sheet.getByRole('heading', { name: 'Send 6 clips?' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(takes).toHaveValue('3');
});
