import { expect } from '@playwright/test';
import { canaryKeys } from '../support/providers.ts';
import { test } from './support/test.ts';

/** A fresh machine: nothing stored, no key in the environment. */
test.use({ keys: { of: {} } });

test('the demo needs no key: it makes a clip, says that it is simulated, and can be left', async ({
  studio,
  window,
}) => {
  const { page } = window;
  const prompt = 'A first look around';
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeVisible();
  await page.getByRole('button', { name: 'Try the demo' }).click();
  const ribbon = page.getByRole('region', { name: 'Demo' });
  await expect(ribbon).toContainText('clips are simulated');
  await window.writePrompt(prompt);
  await window.generateButton.click();
  await window.waitForState(prompt, 'Done');
  await window.play(prompt);
  await ribbon.getByRole('button', { name: 'Leave the demo' }).click();
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  await expect(ribbon).toHaveCount(0);
  // The demo has simulated providers of its own; these here were left alone.
  expect((await studio.books()).submissions).toEqual([]);
});

test('a key of one’s own leads to the composer and to a clip', async ({ studio, window }) => {
  const { page } = window;
  const prompt = 'The first clip of my own';
  await page.getByRole('button', { name: 'Add a key' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Novita', exact: true }).click();
  const novita = settings.getByRole('group', { name: 'Novita' });
  await novita.getByRole('textbox', { name: 'API key' }).fill(canaryKeys.novita);
  await novita.getByRole('button', { name: 'Save key' }).click();
  // It is tried at once, where asking costs nothing.
  await expect(novita).toContainText('Key works');
  await page.keyboard.press('Escape');
  await expect(window.form).toBeVisible();
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await window.play(prompt);
  expect(await studio.simulator.billed(prompt)).toHaveLength(1);
});

test.describe('with --demo', () => {
  test.use({ hostArguments: { list: ['--demo'] } });

  test('the window opens in the demo, with all five providers ready', async ({ studio, window }) => {
    await expect(window.page.getByRole('region', { name: 'Demo' })).toBeVisible();
    await window.chooseProvider('Ace Data Cloud');
    await window.writePrompt('Simulated from the start');
    await window.generateButton.click();
    await window.waitForState('Simulated from the start', 'Done');
    expect((await studio.books()).submissions).toEqual([]);
  });
});
