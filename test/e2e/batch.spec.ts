import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { dropOnWindow } from './support/pictures-in.ts';
import { billedCount, billedDollars, dollarsIn, sheetOf } from './support/sheet.ts';
import { test } from './support/test.ts';

/** Many clips by one act: all are seen before any is sent, each is sent once, and the price that was told is billed. */
const allSent = { timeout: 60_000 };

test('five takes go through the sheet, cost what it said, and teach how long it takes', async ({ studio, window }) => {
  const { page, form } = window;
  const prompt = 'A kite over the dunes';
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await expect(form.getByText('about $0.28', { exact: true })).toBeVisible();
  const takes = form.getByRole('spinbutton', { name: 'Takes' });
  await takes.fill('4');
  await form.getByRole('button', { name: 'One more: Takes' }).click();
  await expect(takes).toHaveValue('5');
  await expect(form.getByText('about $1.40 (5 clips)')).toBeVisible();
  // Nobody knows how long it takes before there were enough of them.
  await expect(form.getByText(/Usually ready in/)).toHaveCount(0);

  studio.expectBilled(prompt, 5);
  await window.generateButton.dblclick();
  const sheet = sheetOf(page);
  await expect(sheet.dialog.getByRole('heading', { name: 'Send 5 clips?' })).toBeVisible();
  await expect(sheet.place('Novita')).toContainText('about $1.40');
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  expect(await billedCount(studio)).toBe(0);
  await sheet.send('Send 5 clips');

  await expect(window.clip(prompt, 'Done')).toHaveCount(5, allSent);
  expect(await billedDollars(studio)).toBe(told);
  await expect(form.getByText(/Usually ready in \d/)).toBeVisible(allSent);
});

test('a prompt with choices shows what it stands for, and each of its prompts is sent once', async ({
  studio,
  window,
}) => {
  const { page, form } = window;
  await window.chooseProvider('Novita');
  await window.writePrompt('A {red|blue} boat at {dawn|dusk}');
  const preview = form.getByRole('region', { name: 'What is sent' });
  await expect(preview.getByRole('status')).toHaveText('4 prompts');
  await expect(preview.getByRole('listitem').first()).toHaveText('A red boat at dawn');
  for (const one of ['red boat at dawn', 'red boat at dusk', 'blue boat at dawn', 'blue boat at dusk'])
    studio.expectBilled(`A ${one}`, 1);
  await window.generateButton.click();
  const sheet = sheetOf(page);
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  await sheet.send('Send 4 clips');
  await expect(window.clips.getByRole('row', { name: /boat at .*, Done/ })).toHaveCount(4, allSent);
  expect(await billedDollars(studio)).toBe(told);
});

test('braces that are no choice are named, and can be taken as they are', async ({ studio, window }) => {
  const { form } = window;
  const prompt = 'A sign that reads {open}';
  await window.chooseProvider('Novita');
  await window.writePrompt('A sign that reads {open}');
  await expect(form.getByText('Say what {open} stands for.').first()).toBeVisible();
  await expect(window.generateButton).toHaveAttribute('aria-disabled', 'true');
  await form.getByRole('button', { name: 'Take the braces as they are' }).click();
  studio.expectBilled(prompt, 1);
  await window.generateButton.click();
  await expect(window.clip(prompt, 'Done')).toBeVisible(allSent);
  await window.open(prompt);
  // What comes back into the composer stands for itself as well.
  await window.act('Use settings').click();
  await expect(window.prompt).toHaveValue(String.raw`A sign that reads \{open\}`);
});

test('above the brake the sheet asks, and sends nothing without a yes', async ({ studio, window }) => {
  const { page, form } = window;
  const prompt = 'A long row of the same wave';
  await window.chooseProvider('Novita');
  await window.chooseOption('1080P');
  await window.writePrompt(prompt);
  await form.getByRole('spinbutton', { name: 'Takes' }).fill('11');
  await window.generateButton.click();
  const sheet = sheetOf(page);
  await sheet.button('Send 11 clips').click();
  await expect(sheet.dialog.getByText(/Conch asks from \$5\.00 on/)).toBeVisible();
  expect(await billedCount(studio)).toBe(0);
  await sheet.button('Cancel').click();
  await expect(sheet.dialog).toHaveCount(0);
  expect(await billedCount(studio)).toBe(0);

  studio.expectBilled(prompt, 11);
  await window.generateButton.click();
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  await sheet.button('Send 11 clips').click();
  await sheet.send('Yes, send 11 clips');
  await expect.poll(async () => billedCount(studio), allSent).toBe(11);
  expect(await billedDollars(studio)).toBe(told);
});

test('a list is read, its bad rows are named with line and reason, and the good ones are sent once each', async ({
  studio,
  window,
}) => {
  const { page } = window;
  await window.chooseProvider('Novita');
  await page.getByRole('button', { name: 'Import a batch' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a batch' });
  const rows = [
    'prompt,image,provider,duration,resolution,tags',
    'Terns over the harbour,,novita,6,768P,"coast, birds"',
    'A lantern on the pier,,AI/ML API,6,768P,coast',
    'Too slow,,novita,7,768P,',
    'Nowhere to go,,acme,6,768P,',
    'The rocks wake up,photo.jpg,novita,6,768P,',
  ];
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  const list = { name: 'shots.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await readFile(pictures.photo) };
  await (await chooser).setFiles([list, photo]);

  await expect(dialog.getByRole('heading', { name: '3 rows can be used' })).toBeVisible({ timeout: 20_000 });
  const troubles = dialog.getByRole('list', { name: 'What makes no clip' });
  await expect(troubles.getByRole('listitem')).toHaveText([
    'Line 4, duration: “7” is no duration: write 6 or 10.',
    'Line 5, provider: There is no provider “acme”.',
  ]);
  await dialog.getByRole('button', { name: 'Go on with 3 rows' }).click();

  const sheet = sheetOf(page);
  await expect(sheet.dialog.getByRole('heading', { name: 'Send 3 clips?' })).toBeVisible();
  await expect(sheet.place('Novita')).toContainText('about $0.56');
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  expect(await billedCount(studio)).toBe(0);
  for (const prompt of ['Terns over the harbour', 'A lantern on the pier', 'The rocks wake up'])
    studio.expectBilled(prompt, 1);
  await sheet.send('Send 3 clips');
  await expect(dialog).toHaveCount(0);
  for (const prompt of ['Terns over the harbour', 'A lantern on the pier', 'The rocks wake up'])
    await window.waitForState(prompt, 'Done');
  expect(await billedDollars(studio)).toBe(told);
  expect(await studio.simulator.pictures()).toHaveLength(1);
});

test('the template can be imported as it is, and pictures with captions make a batch of their own', async ({
  window,
}) => {
  const { page } = window;
  await page.getByRole('button', { name: 'Import a batch' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a batch' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download a template' }).click();
  const template = await (await download).path();
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([{ name: 'conch-list.csv', mimeType: 'text/csv', buffer: await readFile(template) }]);
  await expect(dialog.getByRole('heading', { name: '2 rows can be used' })).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'What makes no clip' })).toHaveCount(0);

  await dialog.getByRole('button', { name: 'Choose another list' }).click();
  const folder = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (
    await folder
  ).setFiles([
    { name: 'rocks.jpg', mimeType: 'image/jpeg', buffer: await readFile(pictures.photo) },
    { name: 'rocks.txt', mimeType: 'text/plain', buffer: Buffer.from('Waves break over the rocks') },
  ]);
  await expect(dialog.getByRole('heading', { name: '1 row can be used' })).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByRole('group', { name: 'Rows' })).toContainText('Waves break over the rocks');
});

test('a list and its picture are dropped on the window, and what does not fit is mended in the sheet', async ({
  studio,
  window,
}, testInfo) => {
  const { page } = window;
  await window.chooseProvider('Novita');
  const list = testInfo.outputPath('shots.csv');
  const rows = [
    'prompt,image,duration,resolution',
    `Too wide,${basename(pictures.wider)},6,768P`,
    'Too sharp,,10,1080P',
  ];
  await writeFile(list, rows.join('\n'));
  await dropOnWindow(page, [list, pictures.wider]);
  const dialog = page.getByRole('dialog', { name: 'Import a batch' });
  await dialog.getByRole('button', { name: 'Go on with 2 rows' }).click({ timeout: 20_000 });

  const sheet = sheetOf(page);
  await expect(sheet.dialog.getByRole('heading', { name: 'Nothing of this can be sent' })).toBeVisible();
  await expect(sheet.button('Send 0 clips')).toHaveAttribute('aria-disabled', 'true');
  await sheet.button('Use 768P').click();
  await sheet.button('Crop to 16:9').click();
  await expect(sheet.dialog.getByRole('heading', { name: 'Send 2 clips?' })).toBeVisible({ timeout: 20_000 });
  await expect(sheet.dialog.getByRole('region', { name: 'What cannot be sent' })).toHaveCount(0);
  const told = await dollarsIn(sheet.dialog.getByRole('status'));
  for (const prompt of ['Too wide', 'Too sharp']) studio.expectBilled(prompt, 1);
  await sheet.send('Send 2 clips');
  for (const prompt of ['Too wide', 'Too sharp']) await window.waitForState(prompt, 'Done');
  const [arrived] = await studio.simulator.pictures();
  expect((arrived?.widthPixels ?? 0) / (arrived?.heightPixels ?? 1)).toBeCloseTo(16 / 9, 1);
  expect(await billedDollars(studio)).toBe(told);
});

test.describe('with one key only', () => {
  test.use({ keys: { of: { novita: 'canary-novita-only-0001' } } });

  test('what has no key is named with the way to add one, and the rest can go', async ({ studio, window }) => {
    const { page } = window;
    await window.chooseProvider('Novita');
    await page.getByRole('button', { name: 'Import a batch' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a batch' });
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose files' }).click();
    const lines = ['prompt,provider', 'Goes at once,novita', 'Waits for a key,pixazo'].join('\n');
    await (await chooser).setFiles([{ name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) }]);
    await dialog.getByRole('button', { name: 'Go on with 2 rows' }).click();
    const sheet = sheetOf(page);
    const stopped = sheet.dialog.getByRole('region', { name: 'What cannot be sent' });
    await expect(stopped).toContainText('1 clip for Pixazo. Pixazo has no key yet. Line 3.');
    await stopped.getByRole('button', { name: 'Add a key' }).click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toHaveCount(0);
    studio.expectBilled('Goes at once', 1);
    await sheet.send('Send 1 clip');
    await window.waitForState('Goes at once', 'Done');
  });
});
