import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator } from '@playwright/test';
import { readAccessibilityTree } from './support/accessibility-tree.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** What is told at the foot of the window: heard and taken back over a dialog, too. */

async function openPrompts({ page, form }: ConchWindow): Promise<Locator> {
  await form.getByRole('button', { name: 'Prompts' }).click();
  return page.getByRole('dialog', { name: 'Prompts' });
}

/** Saves what is in the composer. */
async function savePrompt(window: ConchWindow, name: string): Promise<Locator> {
  await window.prompt.fill(`${name} at dusk`);
  const dialog = await openPrompts(window);
  await dialog.getByRole('button', { name: 'Save this prompt' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
  return dialog;
}

test('a notice over a dialog is read out, and its act is reached by pointer and by keys', async ({ window }) => {
  const { page } = window;
  const dialog = await savePrompt(window, 'Harbour');
  const saved = dialog.getByRole('button', { name: /^Harbour/ });
  const remove = dialog.getByRole('button', { name: 'Delete “Harbour”' });
  const undo = page.getByRole('button', { name: 'Undo', exact: true });

  await test.step('heard', async () => {
    await remove.click();
    await expect(saved).toHaveCount(0);
    const tree = await readAccessibilityTree(page);
    await tree.find('StaticText', 'The prompt “Harbour” is deleted.');
    await tree.find('button', 'Undo');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });

  await test.step('by pointer', async () => {
    await undo.click();
    await expect(saved).toBeVisible();
    await expect(undo).toHaveCount(0);
    await expect(dialog).toBeVisible();
  });

  await test.step('by F6, and back to where one was', async () => {
    await remove.focus();
    await page.keyboard.press('Enter');
    await expect(undo).toBeVisible();
    await dialog.getByRole('searchbox').focus();
    await page.keyboard.press('F6');
    await expect(undo).toBeFocused();
    await page.keyboard.press('F6');
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('F6');
    await page.keyboard.press('Enter');
    await expect(saved).toBeVisible();
    await expect(dialog.getByRole('searchbox')).toBeFocused();
  });

  await test.step('by the key that takes back', async () => {
    await remove.focus();
    await page.keyboard.press('Enter');
    await expect(saved).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Control+Z');
    await expect(saved).toBeVisible();
  });
});

test('what replaces a draft can be taken back', async ({ window }) => {
  const { page, form, prompt } = window;
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await window.chooseProvider('Novita');
  await window.make('A lighthouse at dawn');
  await window.open('A lighthouse at dawn');

  await window.chooseProvider('Pixazo');
  await prompt.fill('My own words');
  for (const act of ['Use settings', 'Continue from last frame']) {
    await window.act(act).click();
    await expect(prompt).toHaveValue('A lighthouse at dawn');
    await undo.click();
    await expect(prompt).toHaveValue('My own words');
    await expect(form.getByRole('button', { name: 'Provider' })).toContainText('Pixazo');
  }
  await form.getByRole('button', { name: 'Clear' }).click();
  await expect(prompt).toHaveValue('');
  await undo.click();
  await expect(prompt).toHaveValue('My own words');
  // The frame that was on its way does not come after all.
  await expect(window.firstFrame.getByRole('img', { name: /last frame/ })).toHaveCount(0);

  await prompt.fill('');
  await form.getByRole('button', { name: 'Clear' }).click();
  await expect(undo).toHaveCount(0);
});

test('a cut that is taken back by the notice over the review is no cut any more', async ({ studio, window }) => {
  const { page, inspector } = window;
  const prompt = 'Twice the same wave';
  studio.expectBilled(prompt, 2);
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await window.generate();
  await expect(page.getByRole('row', { name: new RegExp(`^${prompt}, Done`) })).toHaveCount(2, { timeout: 25_000 });
  await page
    .getByRole('row', { name: new RegExp(`^${prompt}`) })
    .first()
    .click();
  await inspector.getByRole('button', { name: /^Review/ }).click();
  const review = page.getByRole('dialog', { name: 'Review takes' });
  const undo = page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Undo' });
  const take = (name: string) => review.getByRole('listitem', { name, exact: true });
  for (const takeBack of [async () => undo.click(), async () => page.keyboard.press('Control+Z')]) {
    await page.keyboard.press('Shift+1');
    await expect(take('Take 1, cut')).toBeVisible();
    await expect(undo).toBeVisible();
    await takeBack();
    await expect(take('Take 1')).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(window.clip(prompt, 'Done')).toHaveCount(2);
});
