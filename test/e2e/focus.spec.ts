import { expect } from '@playwright/test';
import { expectFocus } from './support/focus.ts';
import { test } from './support/test.ts';

/** After every act the focus is where a person can go on from. All acts are done by keys. */
test('the focus is never lost', async ({ studio, window }) => {
  test.slow();
  const { page, inspector } = window;
  const settingsButton = page.getByRole('button', { name: 'Settings', exact: true });
  await studio.simulator.addFault({
    provider: 'appypie',
    stage: 'submit',
    kind: 'rate-limit-wait',
    retryAfterSeconds: 900,
  });
  studio.expectBilled('To be canceled', 0);
  studio.expectBilled('Twice the same', 2);
  await window.chooseProvider('Novita');
  await window.make('Twice the same');
  await window.generate();
  await expect(page.getByRole('row', { name: /^Twice the same, Done/ })).toHaveCount(2, { timeout: 25_000 });
  await window.chooseProvider('Appy Pie');
  await window.writePrompt('To be canceled');
  await window.generate();

  async function press(locator: ReturnType<typeof page.getByRole>): Promise<void> {
    await locator.focus();
    await page.keyboard.press('Enter');
  }

  await press(window.clip('To be canceled'));
  await press(window.act('Cancel'));
  await window.waitForState('To be canceled', 'Canceled');
  await expectFocus(page, 'a cancel');
  await press(window.act('Delete'));
  await expect(window.clip('To be canceled')).toHaveCount(0);
  await expectFocus(page, 'a deletion');
  await page.keyboard.press('Control+Z');
  await expect(window.clip('To be canceled')).toBeVisible();
  await expectFocus(page, 'taking it back');

  await press(page.getByRole('row', { name: /^Twice the same/ }).first());
  await press(inspector.getByRole('button', { name: /^Review/ }));
  const review = page.getByRole('dialog', { name: 'Review takes' });
  await expect(review).toBeVisible();
  await expectFocus(page, 'opening the review');
  await page.keyboard.press('Escape');
  await expect(review).toHaveCount(0);
  await expectFocus(page, 'closing the review');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('row', { name: /^Twice the same/ })).toHaveCount(1);
  await expectFocus(page, 'the key Delete');

  for (const [keys, name] of [
    ['Control+K', 'Commands'],
    ['F1', 'Keyboard shortcuts'],
    ['Control+,', 'Settings'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expectFocus(page, `opening ${name}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name })).toHaveCount(0);
    await expectFocus(page, `closing ${name}`);
  }

  await page.setViewportSize({ width: 900, height: 600 });
  await press(page.getByRole('row', { name: /^Twice the same/ }));
  await window.act('Use settings').focus();
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expectFocus(page, 'closing the drawer');

  await press(settingsButton);
  await page.getByRole('tab', { name: 'General' }).click();
  await press(page.getByRole('button', { name: 'Language' }));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expectFocus(page, 'another language');
  await expect(page.getByRole('button', { name: '语言 简体中文' })).toBeFocused();
});

test('a clip whose state changes takes nobody out of the inspector', async ({ studio, window }) => {
  const { page, inspector } = window;
  const prompt = 'A kite over the dunes';
  studio.expectBilled(prompt, 0);
  await studio.simulator.addFault({
    provider: 'novita',
    stage: 'submit',
    kind: 'rate-limit-wait',
    retryAfterSeconds: 900,
  });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Queued');
  await window.open(prompt);
  const cancel = window.act('Cancel');
  await cancel.focus();
  await page.keyboard.press('Enter');
  await window.waitForState(prompt, 'Canceled');
  await expect(cancel).toHaveCount(0);
  await expect(inspector.locator(':focus')).toHaveCount(1);
});

test('what is deleted in a dialog hands the focus to what stands beside it', async ({ window }) => {
  const { page, form, prompt } = window;
  const dialog = page.getByRole('dialog', { name: 'Prompts' });
  for (const name of ['Harbour', 'Lighthouse']) {
    await prompt.fill(`${name} at dusk`);
    await form.getByRole('button', { name: 'Prompts' }).click();
    await dialog.getByRole('button', { name: 'Save this prompt' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
    if (name === 'Harbour') await page.keyboard.press('Escape');
  }
  await dialog.getByRole('button', { name: 'Delete “Harbour”' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: /^Harbour/ })).toHaveCount(0);
  await expect(dialog.getByRole('region', { name: 'Saved prompts' }).locator(':focus')).toHaveCount(1);
});
