import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { expectReady } from './support/pictures-in.ts';
import { test } from './support/test.ts';

/** Writing prompts: camera moves, saved prompts, variables, and a draft that is never lost. */

const photoName = basename(pictures.photo);

async function graveViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

test.describe('camera moves', () => {
  test('a bracket opens a list, which is used without leaving the text', async ({ window }) => {
    const { page, prompt } = window;
    await window.chooseProvider('Novita');
    await prompt.pressSequentially('Gulls circle [p');
    const list = page.getByRole('listbox', { name: 'Camera moves' });
    await expect(list.getByRole('option')).toHaveText([
      'Pan left',
      'Pan right',
      'Push in',
      'Pull out',
      'Pedestal up',
      'Pedestal down',
    ]);
    await expect(list.getByRole('option', { selected: true })).toHaveText('Pan left');
    await page.keyboard.press('ArrowDown');
    const active = list.getByRole('option', { selected: true });
    await expect(active).toHaveText('Pan right');
    await expect(prompt).toBeFocused();
    await expect(prompt).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? 'none');
    await expect(prompt).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? 'none');
    expect(await graveViolations(page)).toEqual([]);

    // A comma takes it and goes on in the same bracket, Tab takes the last one.
    await page.keyboard.press(',');
    await page.keyboard.type('ti');
    await page.keyboard.press('Tab');
    await expect(prompt).toHaveValue('Gulls circle [Pan right,Tilt up]');
    await expect(list).toHaveCount(0);
    await page.keyboard.type(' over the bay [push');
    await page.keyboard.press('Enter');
    await expect(prompt).toHaveValue('Gulls circle [Pan right,Tilt up] over the bay [Push in]');
    await expect(prompt).toBeFocused();
    await expect(page.getByRole('list', { name: 'What the camera does' }).getByRole('listitem')).toHaveText([
      /^1.*Pan right.*Tilt up$/,
      /^2.*Push in$/,
    ]);

    expect(await graveViolations(page)).toEqual([]);

    // As if it had been typed.
    await page.keyboard.press('Control+z');
    await expect(prompt).toHaveValue('Gulls circle [Pan right,Tilt up] over the bay [push');
  });

  test('Escape leaves the bracket as it is, a pointer chooses too', async ({ window }) => {
    const { page, prompt } = window;
    await prompt.pressSequentially('A plan [ti');
    const list = page.getByRole('listbox', { name: 'Camera moves' });
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await page.keyboard.type('m');
    await expect(prompt).toHaveValue('A plan [tim');
    await expect(list).toHaveCount(0);
    await page.keyboard.type('] then [shake');
    await list.getByRole('option', { name: 'Shake' }).click();
    await expect(prompt).toHaveValue('A plan [tim] then [Shake]');
    await expect(prompt).toBeFocused();
  });

  test('what cannot work is said with its reason, and one click mends it', async ({ window }) => {
    const { prompt, form } = window;
    const doubts: [string, string, string, string][] = [
      ['Sea [Tilt left]', '[Tilt left] is not a camera move.', 'Use [Pan left]', 'Sea [Pan left]'],
      ['Sea [Pan left,Pan right]', 'cancel each other out', 'One after the other', 'Sea [Pan left] [Pan right]'],
      ['Sea [Static shot,Shake]', 'keeps the camera still', 'Leave out Static shot', 'Sea [Shake]'],
      ['Sea [Shake,Zoom in,Tilt up,Pan left]', 'More than 3 moves', 'Keep the first 3', 'Sea [Shake,Zoom in,Tilt up]'],
    ];
    for (const [written, reason, fix, mended] of doubts) {
      await prompt.fill(written);
      await expect(form.getByRole('status').filter({ hasText: reason })).toBeVisible();
      await form.getByRole('button', { name: fix, exact: true }).click();
      await expect(prompt).toHaveValue(mended);
      await expect(form.getByText(reason)).toHaveCount(0);
    }
  });

  test('a move from the menu joins the bracket that the caret is in', async ({ window }) => {
    const { page, prompt, form } = window;
    await prompt.fill('Waves [Pan left] break');
    await form.getByRole('button', { name: 'Find Pan left in the prompt' }).click();
    await expect(prompt).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await window.chooseCameraMove('Push in');
    await expect(prompt).toHaveValue('Waves [Pan left,Push in] break');
  });
});

test.describe('saved prompts', () => {
  test('one is saved, found, filled in, sent, and there after a restart', async ({ studio, window }) => {
    const { page, prompt, form } = window;
    await window.chooseProvider('Novita');
    await prompt.fill('{subject} at the harbour [Pan left]');
    await form.getByRole('button', { name: 'Prompts' }).click();
    const dialog = page.getByRole('dialog', { name: 'Prompts' });
    await dialog.getByRole('button', { name: 'Save this prompt' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Harbour');
    await dialog.getByRole('textbox', { name: 'Tags' }).fill('sea, dusk');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByRole('button', { name: /^Harbour/ })).toBeVisible();
    await expect(dialog.getByRole('searchbox', { name: 'Search prompts' })).toBeFocused();
    expect(await graveViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await page.goto('about:blank');
    await studio.stopHost();
    await studio.startHost();
    await page.goto(studio.url());
    await prompt.fill('');
    await form.getByRole('button', { name: 'Prompts' }).click();
    await dialog.getByRole('searchbox', { name: 'Search prompts' }).fill('nowhere');
    await expect(dialog.getByText('No prompt says that')).toBeVisible();
    await dialog.getByRole('searchbox', { name: 'Search prompts' }).fill('dusk harb');
    await dialog.getByRole('button', { name: /^Harbour/ }).click();
    await expect(dialog).toHaveCount(0);
    await expect(prompt).toHaveValue('{subject} at the harbour [Pan left]');
    await expect(prompt).toBeFocused();

    // Nothing leaves while a field is empty.
    await window.expectRefused('Say what {subject} stands for.');
    await form.getByRole('textbox', { name: '{subject}' }).fill('A heron');
    const filled = 'A heron at the harbour [Pan left]';
    studio.expectBilled(filled, 1);
    await window.generateButton.click();
    await window.waitForState(filled, 'Done');

    // What was sent is among the recent ones.
    await form.getByRole('button', { name: 'Prompts' }).click();
    await expect(dialog.getByRole('region', { name: 'Recent prompts' })).toContainText(filled);
    await dialog.getByRole('button', { name: 'Delete “Harbour”' }).click();
    await expect(dialog.getByRole('region', { name: 'Saved prompts' })).toHaveCount(0);
    await dialog.getByRole('button', { name: `Replace the prompt by “${filled}”` }).click();
    await expect(prompt).toHaveValue(filled);
  });

  test('two cannot have the same name', async ({ window }) => {
    const { page, prompt, form } = window;
    const dialog = page.getByRole('dialog', { name: 'Prompts' });
    for (const text of ['One thing', 'Another thing']) {
      await prompt.fill(text);
      await form.getByRole('button', { name: 'Prompts' }).click();
      await dialog.getByRole('button', { name: 'Save this prompt' }).click();
      await dialog.getByRole('textbox', { name: 'Name' }).fill('The same');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      if (text === 'One thing') await page.keyboard.press('Escape');
    }
    await expect(dialog.getByText('There is a prompt “The same” already.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Another');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByRole('button', { name: /^Another/ })).toBeVisible();
  });
});

test.describe('the draft', () => {
  test.use({ expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] } });

  test('words, picture and choices come back after the core has started anew elsewhere', async ({ studio, window }) => {
    const { page, prompt } = window;
    await window.chooseProvider('Pixazo');
    await window.chooseOption('10 s');
    await window.chooseProvider('Novita');
    await prompt.fill('{subject} waits for the last train');
    await window.form.getByRole('textbox', { name: '{subject}' }).fill('A cat');
    await window.pickPicture(pictures.photo);
    await expectReady(window, photoName);
    const address = new URL(page.url()).origin;
    // A core that is killed has what it was given up to then, a moment after the last letter.
    const kept = join(studio.dataFolder, 'draft.json');
    await expect.poll(async () => readFile(kept, 'utf8').catch(() => '')).toContain(photoName);
    await page.goto('about:blank');
    await studio.killHost();

    await studio.startHost();
    await page.goto(studio.url());
    // Another port is another storage for the browser.
    expect(new URL(page.url()).origin).not.toBe(address);
    await expect(prompt).toHaveValue('{subject} waits for the last train');
    await expect(window.form.getByRole('textbox', { name: '{subject}' })).toHaveValue('A cat');
    await expect(window.form.getByRole('button', { name: 'Provider' })).toContainText('Novita');
    await window.expectPicture(photoName);
    await window.chooseProvider('Pixazo');
    await expect(window.form.getByRole('radio', { name: '10 s' })).toBeChecked();
  });

  test('a page that crashes in the middle of a word has every letter of it', async ({ studio, window }) => {
    const { page } = window;
    await expect(window.form).toBeVisible();
    const { origin } = new URL(studio.url());
    const doomed = await page.context().newPage();
    await doomed.goto(origin);
    await doomed.getByRole('textbox', { name: 'Prompt' }).pressSequentially('Interrup');
    const crashed = doomed.waitForEvent('crash');
    const session = await page.context().newCDPSession(doomed);
    // A crashed page gives no answer.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await page.context().newPage();
    await next.goto(origin);
    await expect(next.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Interrup');
  });
});

test.describe('the first five minutes', () => {
  test.use({ keys: { of: {} } });

  test('from a fresh start to a clip on screen in four clicks and less than a minute', async ({ studio, window }) => {
    const { page, prompt } = window;
    await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
    await page.evaluate(() => {
      const counter = window as unknown as { clicks: number };
      counter.clicks = 0;
      addEventListener('click', () => (counter.clicks += 1), { capture: true });
    });
    const beganAt = Date.now();
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await page.getByRole('button', { name: 'Try an example' }).click();
    await expect(prompt).toHaveValue(/\[Pedestal up\].*\[Push in\]/);
    await window.generateButton.click();
    const words = await prompt.inputValue();
    await window.waitForState(words, 'Done');
    await window.clip(words, 'Done').click();
    await expect.poll(() => window.video.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(1);
    expect(Date.now() - beganAt).toBeLessThan(60_000);
    expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBeLessThanOrEqual(4);
    expect((await studio.books()).submissions).toEqual([]);
  });

  test('each provider says where its key comes from and what a test of it costs', async ({ window }) => {
    const { page } = window;
    await page.getByRole('button', { name: 'Add a key' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    for (const name of ['Ace Data Cloud', 'Appy Pie', 'Pixazo', 'AI/ML API', 'Novita']) {
      const group = settings.getByRole('group', { name });
      if (!(await group.getByRole('textbox', { name: 'API key' }).isVisible()))
        await settings.getByRole('button', { name, exact: true }).click();
      await expect(group.getByRole('link', { name: 'Get a key' })).toHaveAttribute('href', /^https:\/\//);
      await expect(group.getByRole('status')).toContainText(`${name} gives out keys at`);
      await expect(group.getByRole('status')).toContainText(/costs nothing|no free call/);
    }
  });

  test('an example takes nothing away that was written', async ({ window }) => {
    const { page, prompt } = window;
    await page.getByRole('button', { name: 'Try the demo' }).click();
    const example = window.form.getByRole('button', { name: /Try an example|Another example/ });
    await example.click();
    const first = await prompt.inputValue();
    await example.click();
    await expect(prompt).not.toHaveValue(first);
    await prompt.fill('My own words');
    await expect(example).toHaveCount(0);
  });
});
