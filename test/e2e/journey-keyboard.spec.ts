import { expect } from '@playwright/test';
import { readAccessibilityTree } from './support/accessibility-tree.ts';
import { test } from './support/test.ts';

/** Compose, wait, play: once by shortcuts alone, once by nothing but the accessibility tree. */

test('a clip is made and played by shortcuts, without one Tab', async ({ studio, window }) => {
  const { page, video } = window;
  const prompt = 'Made by shortcuts';
  studio.expectBilled(prompt, 1);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('use novita');
  await expect(page.getByRole('menuitem', { name: 'Use Novita' })).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  await expect(window.prompt).toBeFocused();
  await page.keyboard.type(prompt);
  await page.keyboard.press('Control+Enter');
  await window.waitForState(prompt, 'Done');
  await page.keyboard.press('F6');
  await expect(window.clip(prompt)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(window.inspector).toBeVisible();
  await page.keyboard.press('F6');
  await expect(window.act('Close')).toBeFocused();
  await expect.poll(async () => video.evaluate(({ readyState }: HTMLVideoElement) => readyState)).toBeGreaterThan(1);
  await page.keyboard.press('Tab');
  await expect(window.act('Play')).toBeFocused();
  await page.keyboard.press('Space');
  await expect
    .poll(async () => video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime))
    .toBeGreaterThan(0.2);
});

test('a clip is made and played by roles and names alone', async ({ studio, window }) => {
  const prompt = 'Made by ear';
  // Slow enough for one sentence after the other.
  await studio.simulator.setSpeed(15);
  studio.expectBilled(prompt, 1);
  await window.chooseProvider('Novita');
  const tree = await readAccessibilityTree(window.page);
  await (await tree.find('textbox', 'Prompt')).write(prompt);
  await (await tree.find('button', /^Generate/)).press();
  await tree.find('StaticText', `Queued: ${prompt}`);
  await tree.find('StaticText', `Done: ${prompt}`, 25_000);
  await (await tree.find('row', /^Made by ear, Done/)).press();
  await tree.find('region', 'Clip');
  await (await tree.find('button', 'Play')).press();
  await tree.find('button', 'Pause');
  const time = () => window.video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime);
  await expect.poll(time).toBeGreaterThan(0.2);
});
