import { expect } from '@playwright/test';
import { billedCount, billedDollars, dollarsIn, sheetOf } from './support/sheet.ts';
import { test } from './support/test.ts';

test('one shot at three providers: differences first, then one group to be reviewed side by side', async ({
  studio,
  window,
}) => {
  const { page, form } = window;
  const prompt = 'The same lighthouse, three ways';
  await window.chooseProvider('Novita');
  await window.chooseOption('1080P');
  await window.writePrompt(prompt);
  await form.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare providers' });
  for (const other of ['Pixazo', 'AI/ML API'])
    await dialog.getByRole('checkbox', { name: other }).setChecked(false, { force: true });
  await expect(dialog.getByRole('button', { name: 'Go on with 3 providers' })).toBeVisible();
  const differences = dialog.getByRole('region', { name: 'What differs' });
  await expect(differences).toContainText('the resolution cannot be chosen.');
  await expect(differences).toContainText('Novita: 1080P.');

  await dialog.getByRole('button', { name: 'Go on with 3 providers' }).click();
  const sheet = sheetOf(page);
  await expect(sheet.dialog).toContainText('Novita: 1080P.');
  await expect(sheet.place('Novita')).toContainText('about $0.49');
  await expect(sheet.place('Appy Pie')).toContainText('not published');
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  expect(await billedCount(studio)).toBe(0);
  studio.expectBilled(prompt, 3);
  await sheet.send('Send 3 clips');
  await expect(dialog).toHaveCount(0);

  await expect(window.clip(prompt, 'Done')).toHaveCount(3, { timeout: 60_000 });
  const sentTo = (await studio.simulator.billed(prompt)).map(({ provider }) => provider).toSorted();
  expect(sentTo).toEqual(['acedata', 'appypie', 'novita']);
  expect(await billedDollars(studio)).toBe(told);

  await page.getByRole('button', { name: 'Review', exact: true }).click();
  const review = page.getByRole('dialog', { name: 'Review takes' });
  await expect(review.getByRole('heading', { name: 'Review 3 takes' })).toBeVisible();
  const takes = review.getByRole('list', { name: 'Takes' });
  for (const provider of ['Novita', 'Ace Data Cloud', 'Appy Pie']) {
    await expect(takes.getByRole('listitem').filter({ hasText: provider })).toContainText(/took/);
  }
  await expect(takes.getByRole('listitem').filter({ hasText: 'Novita' })).toContainText('$0.49');
  await page.keyboard.press('Escape');
  // Days later the group is found again from any of its clips.
  await window.clip(prompt).first().click();
  await window.act('Review 3 takes').click();
  await expect(review).toBeVisible();
});
