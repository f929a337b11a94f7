import { expect, type Locator } from '@playwright/test';
import { canaryKeys } from '../support/providers.ts';
import { allKeys } from './support/studio.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** Keys, addresses and limits of each provider. */
const { novita: _notThere, aimlapi: _norThis, ...others } = allKeys;
test.use({ keys: { of: others } });

async function openProvider({ page }: ConchWindow, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const group = settings.getByRole('group', { name });
  const key = group.getByRole('textbox', { name: 'API key' });
  if (!(await key.isVisible())) await settings.getByRole('button', { name, exact: true }).click();
  await expect(key).toBeVisible();
  return group;
}

test('a key is written, tested and removed, and never shown', async ({ window }) => {
  const { page } = window;
  const novita = await openProvider(window, 'Novita');
  const field = novita.getByRole('textbox', { name: 'API key' });
  await expect(novita.getByRole('button', { name: 'Test key' })).toHaveCount(0);
  await field.fill(canaryKeys.novita);
  await novita.getByRole('button', { name: 'Save key' }).click();
  await expect(field).toHaveValue('');
  await expect(novita).toContainText(`ends in ${canaryKeys.novita.slice(-4)}`);
  expect(await page.content()).not.toContain(canaryKeys.novita);

  await novita.getByRole('button', { name: 'Test key' }).click();
  await expect(novita).toContainText('Key works');

  await field.fill('bad-key-Rt5Gk9Lm2');
  await novita.getByRole('button', { name: 'Save key' }).click();
  await novita.getByRole('button', { name: 'Test key' }).click();
  await expect(novita).toContainText('Key refused');

  await novita.getByRole('button', { name: 'Remove key' }).click();
  await expect(novita).toContainText('No key');
  await page.keyboard.press('Escape');
  await window.chooseProvider('Novita');
  await window.writePrompt('No key any more');
  await window.expectRefused('Add a key for Novita');
});

test('where no free test is known, that is said instead of spending money', async ({ studio, window }) => {
  const pixazo = await openProvider(window, 'Pixazo');
  await pixazo.getByRole('button', { name: 'Test key' }).click();
  await expect(pixazo.getByRole('status')).toHaveText(/^Nothing was sent\. .*no free call/);
  expect((await studio.books()).submissions).toEqual([]);
});

test('two quick steps count twice', async ({ window }) => {
  const novita = await openProvider(window, 'Novita');
  const limit = novita.getByRole('spinbutton', { name: 'Concurrent clips' });
  const before = Number(await limit.inputValue());
  // Quicker than any answer of the core.
  await novita.getByRole('button', { name: 'One clip more' }).evaluate(async (button: HTMLElement) => {
    button.click();
    await new Promise((resolve) => setTimeout(resolve));
    button.click();
  });
  await expect(limit).toHaveValue(String(before + 2));
  await window.page.reload();
  const again = await openProvider(window, 'Novita');
  await expect(again.getByRole('spinbutton', { name: 'Concurrent clips' })).toHaveValue(String(before + 2));
});

test('a key and an address from the environment are shown as such and cannot be changed', async ({ window }) => {
  const pixazo = await openProvider(window, 'Pixazo');
  await expect(pixazo).toContainText('Key from the environment');
  await expect(pixazo.getByRole('textbox', { name: 'API key' })).toHaveAttribute('readonly', '');
  await expect(pixazo.getByRole('button', { name: 'Save key' })).toHaveCount(0);
  await expect(pixazo.getByRole('button', { name: 'Remove key' })).toHaveCount(0);
  await expect(pixazo.getByRole('textbox', { name: 'Base URL' })).toHaveAttribute('readonly', '');
});

test('a limit is kept across a restart, a key without a file is not', async ({ studio, window }) => {
  const { page } = window;
  const novita = await openProvider(window, 'Novita');
  await novita.getByRole('textbox', { name: 'API key' }).fill(canaryKeys.novita);
  await novita.getByRole('button', { name: 'Save key' }).click();
  await expect(novita).toContainText('in memory until Conch quits');
  const limit = novita.getByRole('spinbutton', { name: 'Concurrent clips' });
  await limit.fill('7');
  await limit.press('Enter');
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('tab', { name: 'General' }).click();
  // Not `check`: the choice shows once the core has taken it.
  await page.getByRole('radio', { name: 'Light' }).click({ force: true });
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');

  await page.goto('about:blank');
  await studio.stopHost();
  await studio.startHost();
  await page.goto(studio.url());
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
  const again = await openProvider(window, 'Novita');
  await expect(again).toContainText('No key');
  await expect(again.getByRole('spinbutton', { name: 'Concurrent clips' })).toHaveValue('7');
});

test('a key in a private file is kept, after a plain warning', async ({ studio, window }) => {
  const { page } = window;
  const aimlapi = await openProvider(window, 'AI/ML API');
  await expect(aimlapi).toContainText('not encrypted');
  await aimlapi.getByRole('switch', { name: 'Keep in a private file' }).setChecked(true, { force: true });
  await aimlapi.getByRole('textbox', { name: 'API key' }).fill(canaryKeys.aimlapi);
  await aimlapi.getByRole('button', { name: 'Save key' }).click();
  await expect(aimlapi).toContainText('in a private file, not encrypted');
  await page.goto('about:blank');
  await studio.stopHost();
  await studio.startHost();
  await page.goto(studio.url());
  await expect(await openProvider(window, 'AI/ML API')).toContainText('Key saved');
});
