import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { writePng } from '../support/png.ts';
import type { Submission } from '../support/simulator.ts';
import { createCropDialog } from './support/crop-dialog.ts';
import type { ConchWindow } from './support/window.ts';
import { test } from './support/test.ts';

/**
 * A picture that a provider would refuse, made into one that it takes: by one click, or by the crop editor. The strict
 * simulator looks at the very bytes that came.
 */
const prompt = 'The picture begins to move';

/** Any step of a picture from one state to the next, with a worker that decodes and encodes it. */
const editedWithin = { timeout: 20_000 };

function fixButton(window: ConchWindow, name: string | RegExp) {
  return window.firstFrame.getByRole('alert').getByRole('button', { name });
}

async function expectNoTrouble(window: ConchWindow): Promise<void> {
  await expect(window.firstFrame.getByRole('alert')).toHaveCount(0, editedWithin);
}

/** The button that was pressed is gone; whoever goes by keyboard is still at the picture. */
async function expectFocusIn({ firstFrame }: ConchWindow): Promise<void> {
  await expect.poll(async () => firstFrame.evaluate((region) => region.contains(document.activeElement))).toBe(true);
}

/** What the composer says of the picture under "What will be sent". */
async function saidOfPicture(window: ConchWindow): Promise<Record<string, string>> {
  const disclosure = window.firstFrame.getByRole('button', { name: 'What will be sent' });
  if ((await disclosure.getAttribute('aria-expanded')) !== 'true') await disclosure.click();
  const names = await window.firstFrame.getByRole('term').allTextContents();
  const texts = await window.firstFrame.getByRole('definition').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

function sentPicture([sent]: Submission[]): Record<string, unknown> {
  return { ...sent?.picture };
}

test('3000 × 600: one click crops it, and what was said is what arrives', async ({ studio, window }) => {
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.pickPicture(pictures.wider);
  await window.expectRefused(/too wide: 3000 × 600/);
  await fixButton(window, 'Crop to 16:9').press('Enter');
  await expectNoTrouble(window);
  await expectFocusIn(window);
  const said = await saidOfPicture(window);
  expect(said).toMatchObject({
    Dimensions: '1066 × 600',
    'Made from': expect.stringContaining('3000 × 600'),
  });
  expect(said['Done to it']).toContain('cropped');
  await window.make(prompt);
  const sent = sentPicture(await studio.simulator.billed(prompt));
  expect(sent).toMatchObject({ kind: 'data', widthPixels: 1066, heightPixels: 600 });
  expect(said['Size']).toContain(`(${Number(sent['sizeBytes']).toLocaleString('en-US')} bytes)`);
  expect(sent['type']).toBe(`image/${said['Format']?.toLowerCase() ?? ''}`);
});

test('200 × 200: enlarged after a warning, and the original can be had back', async ({ studio, window }) => {
  await window.chooseProvider('AI/ML API');
  await window.writePrompt(prompt);
  await window.pickPicture(pictures.small);
  await window.expectRefused(/shorter side must be more than 300 pixels/);
  const enlarge = fixButton(window, /^Enlarge to 301 × 301/);
  await expect(enlarge).toHaveAccessibleDescription(/adds no detail/);
  await enlarge.click();
  await expectNoTrouble(window);
  await window.firstFrame.getByRole('button', { name: 'Use the original again' }).click();
  await window.expectRefused(/200 × 200/);
  await fixButton(window, /^Enlarge/).click();
  await expectNoTrouble(window);
  await window.make(prompt);
  expect(sentPicture(await studio.simulator.billed(prompt))).toMatchObject({ widthPixels: 301, heightPixels: 301 });
});

test('30 MB: one click makes it small enough without losing a pixel', async ({ studio, window }, testInfo) => {
  const path = testInfo.outputPath('large.png');
  await writePng(path, 3200, 3125, 'noise');
  expect((await readFile(path)).length).toBeGreaterThan(30_000_000);
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.pickPicture(path);
  await window.expectRefused(/30\.0 MB; this model takes at most 20\.0 MB/);
  await fixButton(window, /JPEG|Shrink/).click();
  await expectNoTrouble(window);
  await window.make(prompt);
  const sent = sentPicture(await studio.simulator.billed(prompt));
  expect(sent).toMatchObject({ type: 'image/jpeg', widthPixels: 3200, heightPixels: 3125 });
  expect(sent['sizeBytes']).toBeLessThan(20_000_000);
});

test('the crop editor by keyboard alone, and the crop outlives a reload', async ({ studio, window }, testInfo) => {
  const { page } = window;
  const crop = createCropDialog(page);
  const path = testInfo.outputPath('slope.png');
  await writePng(path, 1600, 1000);
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.pickPicture(path);
  await window.expectPicture('slope.png');

  await tabTo(page, 'Crop');
  await page.keyboard.press('Enter');
  await crop.ready();
  expect(await crop.numbers()).toEqual({ width: 1600, height: 1000, left: 0, top: 0 });
  // The shapes are one stop; the arrows go through them: from "Original" on to "Free", and round to 16:9.
  await tabTo(page, 'Original');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(crop.dialog.getByRole('radio', { name: '16:9' })).toBeChecked();
  expect(await crop.numbers()).toEqual({ width: 1600, height: 900, left: 0, top: 50 });
  await tabTo(page, /^Kept part\. Arrow keys/);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  expect(await crop.numbers()).toEqual({ width: 1520, height: 855, left: 0, top: 50 });
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  expect(await crop.numbers()).toEqual({ width: 1520, height: 855, left: 79, top: 51 });
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await crop.numbers()).toEqual({ width: 1519, height: 855, left: 79, top: 51 });
  await tabTo(page, 'Lower right corner');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'From the top');
  await page.keyboard.press('ArrowDown');
  expect(await crop.numbers()).toEqual({ width: 1520, height: 855, left: 79, top: 50 });
  await tabTo(page, 'Apply');
  await page.keyboard.press('Enter');
  await expect(crop.dialog).toHaveCount(0);
  await expect(window.firstFrame.getByText('PNG, 1520 × 855')).toBeVisible(editedWithin);

  await page.reload();
  await window.expectPicture('slope.png');
  await expect(window.firstFrame.getByText('PNG, 1520 × 855')).toBeVisible();
  await window.firstFrame.getByRole('button', { name: 'Crop', exact: true }).click();
  await crop.ready();
  expect(await crop.numbers()).toEqual({ width: 1520, height: 855, left: 79, top: 50 });
  await page.keyboard.press('Escape');
  await expect(crop.dialog).toHaveCount(0);
  await window.make(prompt);
  const sent = sentPicture(await studio.simulator.billed(prompt));
  expect(sent).toMatchObject({ widthPixels: 1520, heightPixels: 855 });
});

test('a crop that the model would refuse is marked while it is drawn, and not applied', async ({ studio, window }) => {
  const crop = createCropDialog(window.page);
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.pickPicture(pictures.wider);
  await window.expectRefused(/too wide/);
  await window.firstFrame.getByRole('button', { name: 'Crop', exact: true }).click();
  await crop.ready();
  expect(await crop.numbers()).toEqual({ width: 1500, height: 600, left: 750, top: 0 });
  await crop.chooseShape('Free');
  await crop.set('width', 1501);
  await expect(crop.dialog.getByText(/too wide: 1501 × 600/)).toBeVisible();
  await expect(crop.apply).toHaveAttribute('aria-disabled', 'true');
  await expect(crop.apply).toHaveAccessibleDescription(/too wide/);
  await crop.apply.press('Enter');
  await expect(crop.dialog).toBeVisible();
  await crop.set('width', 1500);
  await crop.set('left', 0);
  await crop.done();
  await expectNoTrouble(window);
  await window.make(prompt);
  expect(sentPicture(await studio.simulator.billed(prompt))).toMatchObject({ widthPixels: 1500, heightPixels: 600 });
});

test('the mouse draws a crop too, in whole pixels of the picture', async ({ window }, testInfo) => {
  const { page } = window;
  const crop = createCropDialog(page);
  const path = testInfo.outputPath('slope.png');
  await writePng(path, 1600, 1000);
  await window.chooseProvider('Pixazo');
  await window.pickPicture(path);
  await window.expectPicture('slope.png');
  await window.firstFrame.getByRole('button', { name: 'Crop', exact: true }).click();
  await crop.ready();
  await crop.chooseShape('4:3');
  // What is cut off is dimmed, what is kept is not: its hole in the mask is whole.
  await expect(crop.dialog.locator('.ReactCrop__crop-mask mask rect').last()).toHaveCSS('fill-opacity', '1');
  await expect(crop.dialog.locator('.ReactCrop__crop-mask > rect')).toHaveCSS('fill-opacity', '0.62');
  const box = await crop.dialog.getByRole('button', { name: 'Upper left corner' }).boundingBox();
  if (box === null) throw new Error('the corner cannot be seen');
  await page.mouse.move(box.x + 6, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 106, box.y + 40, { steps: 4 });
  await page.mouse.up();
  const { width, height, left, top } = await crop.numbers();
  expect(width).toBeLessThan(1333);
  expect(Math.abs(width / height - 4 / 3)).toBeLessThan(0.002);
  // The corner across from the one that was dragged stays.
  expect([left + width, top + height]).toEqual([1467, 1000]);
});

test('“Use settings” and “Retry” send the same bytes again', async ({ studio, window }) => {
  const { simulator } = studio;
  await window.chooseProvider('Pixazo');
  await window.pickPicture(pictures.wider);
  await fixButton(window, /^Crop as little as possible/).click();
  await expectNoTrouble(window);
  await simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'failed' });
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.removePicture();

  studio.expectBilled(prompt, 3);
  await window.open(prompt);
  await window.act('Retry').click();
  await window.confirm('Send a new one');
  await expect.poll(async () => (await simulator.billed(prompt)).length).toBe(2);
  await window.waitForState(prompt, 'Done');
  await window.clip(prompt, 'Done').click();
  await expect(window.inspector.getByText(/^(JPEG|PNG), 1500 × 600/)).toBeVisible();
  await window.act('Use settings').click();
  await window.expectPicture('wide-3000x600.jpg');
  await window.generate();
  await expect.poll(async () => (await simulator.billed(prompt)).length).toBe(3);
  const sent = (await simulator.billed(prompt)).map(({ picture }) => picture?.sha256);
  expect(new Set(sent)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
});

test('“Use this picture” brings the first frame of a clip back, and it can be looked at in full', async ({
  window,
}) => {
  await window.chooseProvider('Pixazo');
  await window.pickPicture(pictures.photo);
  await window.expectPicture('photo-1280x720.jpg');
  await window.make(prompt);
  await window.removePicture();
  await window.open(prompt);
  await window.inspector.getByRole('button', { name: 'Look at the first frame in full' }).click();
  const viewer = window.page.getByRole('dialog', { name: 'photo-1280x720.jpg' });
  await expect(viewer.getByRole('img')).toHaveJSProperty('naturalWidth', 1280);
  await viewer.getByRole('button', { name: 'Actual size' }).click();
  await window.page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await window.act('Use this picture').click();
  await window.expectPicture('photo-1280x720.jpg');
});

test('where only an address is taken, both ways are told and the settings open', async ({ window }) => {
  await window.chooseProvider('Ace Data Cloud');
  await window.chooseModel('Hailuo image to video');
  await expect(window.firstFrame.getByText(/public https address/)).toBeVisible();
  await window.firstFrame.getByRole('button', { name: 'Set up an image host' }).first().click();
  const settings = window.page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('tab', { name: 'Image host' })).toHaveAttribute('aria-selected', 'true');
});

test('no violation of accessibility in the crop editor and the viewer, dark and light', async ({ window }) => {
  const { page } = window;
  const crop = createCropDialog(page);
  await window.chooseProvider('Pixazo');
  await window.pickPicture(pictures.wider);
  await window.expectRefused(/too wide/);
  await window.firstFrame.getByRole('button', { name: 'Crop', exact: true }).click();
  await crop.ready();
  await expectAccessible(page, 'crop');
  await crop.chooseShape('Free');
  await crop.set('width', 2000);
  await expectAccessible(page, 'crop-forbidden');
  await crop.dialog.getByRole('button', { name: 'Look at it in full' }).click();
  await expect(page.getByRole('dialog', { name: 'In the clip' }).getByRole('img')).toBeVisible();
  await expectAccessible(page, 'crop-in-full');
});

async function expectAccessible(page: Page, view: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [
      { width: 900, height: 600 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `test-results/screens/${view}-${colorScheme}-${size.width}.png` });
    }
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
  }
}

/** Presses Tab until the focus is on what has this name; as many stops as a window has at most. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if (matches(await focusedName(page), name)) return;
  }
  throw new Error(`Tab never came to ${String(name)}`);
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: focused } = document;
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : undefined;
    return (focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '').trim();
  });
}

function matches(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text === name : name.test(text);
}
