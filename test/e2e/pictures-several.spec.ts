import { basename } from 'node:path';
import { expect } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { dropOnWindow } from './support/pictures-in.ts';
import { sheetOf } from './support/sheet.ts';
import { test } from './support/test.ts';

/** Several files at once: one clip each, after asking; what cannot be used costs nothing. */
const prompt = 'Each of them begins to move';
const readWithin = { timeout: 30_000 };

test('four files: two are ready, one needs a fix, one cannot be used; three clips are made', async ({
  studio,
  window,
}) => {
  const { page } = window;
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  studio.expectBilled(prompt, 3);
  await dropOnWindow(page, [pictures.photo, pictures.turned, pictures.wider, pictures.text]);
  const dialog = page.getByRole('dialog', { name: 'Several pictures' });
  await expect(dialog.getByRole('heading', { name: 'Make 4 clips, one from each picture?' })).toBeVisible();
  const row = (path: string) => dialog.getByRole('listitem').filter({ hasText: basename(path) });
  await expect(row(pictures.text)).toContainText('Cannot be used', readWithin);
  await expect(row(pictures.photo)).toContainText('Ready');
  await expect(row(pictures.turned)).toContainText('Ready');
  await expect(row(pictures.wider)).toContainText('Needs a fix');
  await expect(dialog.getByRole('button', { name: 'Make 2 clips' })).toBeVisible();
  await row(pictures.wider)
    .getByRole('button', { name: /^Crop to 16:9/ })
    .click();
  await expect(row(pictures.wider)).toContainText('Ready', readWithin);
  expect((await studio.simulator.ledger()).submissions).toEqual([]);

  // Pressed twice by an impatient hand: still one clip each.
  await dialog.getByRole('button', { name: 'Make 3 clips' }).dblclick();
  await expect(dialog).toHaveCount(0);
  const sheet = sheetOf(window.page);
  await expect(sheet.dialog.getByRole('heading', { name: 'Send 3 clips?' })).toBeVisible();
  expect((await studio.simulator.ledger()).submissions).toEqual([]);
  await sheet.send('Send 3 clips');
  await expect(window.clip(prompt, 'Done')).toHaveCount(3, { timeout: 30_000 });
  const arrived = await studio.simulator.pictures();
  expect(arrived.map(({ widthPixels, heightPixels }) => `${widthPixels} × ${heightPixels}`).toSorted()).toEqual([
    '1066 × 600',
    '1280 × 720',
    '480 × 640',
  ]);
  expect(arrived.every(({ metadata }) => metadata.length === 0)).toBe(true);
});

test('without a prompt nothing can be made, Ctrl+Enter included, and Cancel puts the files away', async ({
  studio,
  window,
}) => {
  const { page } = window;
  await window.chooseProvider('Pixazo');
  await dropOnWindow(page, [pictures.photo, pictures.located]);
  const dialog = page.getByRole('dialog', { name: 'Several pictures' });
  await expect(dialog.getByRole('alert')).toContainText('Write a prompt');
  await expect(dialog.getByRole('button', { name: 'Make 2 clips' })).toHaveAttribute(
    'aria-disabled',
    'true',
    readWithin,
  );
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(window.firstFrame.getByRole('button', { name: 'Choose image' })).toBeVisible();
  expect((await studio.simulator.ledger()).submissions).toEqual([]);
});
