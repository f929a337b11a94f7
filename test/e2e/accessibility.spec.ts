import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { fillLibrary, promptIn } from './support/states.ts';
import { test } from './support/test.ts';

/**
 * Every view, dark and light: no violation of any weight, and a picture in test-results/screens for people to
 * look at. No pixel is compared.
 */
const sizes = [
  { width: 900, height: 600 },
  { width: 1280, height: 800 },
];

// Each view is painted four times and judged twice, which a slow machine with two cores needs minutes for.
test.describe.configure({ timeout: 120_000 });

async function look(page: Page, view: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `test-results/screens/${view}-${colorScheme}-${size.width}.png` });
    }
    // All rules in the dark; the other theme changes nothing but colours.
    const rules = colorScheme === 'dark' ? undefined : ['color-contrast'];
    expect(await violationsOf(page, rules), `${view}, ${colorScheme}`).toEqual([]);
  }
}

async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  // The newer way opens a page of its own each time, for frames of other origins. The window has none.
  // A tooltip stands beside what it names, outside of every landmark, in a box of its own; it says nothing that its
  // name does not. The box is what the rule about landmarks would name.
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('[role=tooltip]')
    .exclude('[data-overlay-container]:has(> [role=tooltip]:only-child)');
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
}

test('a violation would be seen', async ({ window }) => {
  await expect(window.form).toBeVisible();
  expect(await violationsOf(window.page)).toEqual([]);
  await window.page.evaluate(() => {
    document.querySelector('form')?.append(document.createElement('button'));
  });
  expect(await violationsOf(window.page)).toEqual([expect.stringContaining('button-name')]);
});

test.describe('on a fresh machine', () => {
  test.use({ keys: { of: {} } });

  test('the first start and the demo', async ({ window }) => {
    await expect(window.page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
    await look(window.page, 'first-start');
    await window.page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(window.page.getByRole('region', { name: 'Demo' })).toBeVisible();
    await look(window.page, 'demo');
  });
});

test('the composer: filled, with every kind of trouble, and its lists', async ({ window }) => {
  const { page } = window;
  await window.chooseProvider('Pixazo');
  await window.writePrompt('Along the pier at dusk [Pan left], then the camera rises');
  await window.pickPicture(pictures.photo);
  await window.expectPicture('photo-1280x720.jpg');
  await look(page, 'composing');
  await window.writePrompt('Along the pier [pan left] and [nowhere]');
  await window.removePicture();
  await window.dropPicture(pictures.small);
  await window.expectRefused(/shorter side/);
  await window.chooseOption('10 s');
  await window.chooseOption('1080P');
  await window.form.getByRole('button', { name: 'Advanced' }).click();
  await window.form.getByRole('textbox', { name: 'Callback URL' }).fill('http://10.0.0.1/');
  await look(page, 'troubles');
  await window.form.getByRole('button', { name: 'Provider' }).click();
  await look(page, 'providers');
  await page.keyboard.press('Escape');
  await window.form.getByRole('button', { name: 'Camera moves' }).click();
  await look(page, 'camera-moves');
});

test('the library with every state, and the inspector of each', async ({ studio, window }) => {
  test.slow();
  const { page } = window;
  await fillLibrary(studio, window);
  for (const state of ['Done', 'Failed', 'Needs attention', 'Queued', 'Generating', 'Canceled'] as const) {
    await window.open(promptIn[state]);
    await look(page, state.toLowerCase().replace(' ', '-'));
  }
  await page.setViewportSize({ width: 900, height: 600 });
  expect(await violationsOf(page), 'the drawer of a narrow window').toEqual([]);
  await window.act('Delete').click();
  await page.getByRole('button', { name: 'Filters' }).click();
  await look(page, 'filters');
  await page.getByRole('checkbox', { name: 'In the trash' }).check({ force: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await look(page, 'question');
  await window.confirm('Keep it as it is');
  await look(page, 'trash');
  await window.open(promptIn.Canceled);
  await window.act('Put back').click();
  await page.getByRole('button', { name: 'Show all clips' }).click();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await look(page, 'table');
  await page.getByRole('button', { name: 'Show as pictures' }).click();
  await look(page, 'library');
  await window.search('nothing like it');
  await expect(page.getByRole('heading', { name: /No clip says/ })).toBeVisible();
  await look(page, 'empty-search');
});

test('the settings', async ({ window }) => {
  const { page } = window;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  for (const name of ['Providers', 'Library', 'Image host', 'General']) {
    await settings.getByRole('tab', { name }).click();
    await expect(settings.getByRole('tabpanel', { name })).toBeVisible();
    await look(page, `settings-${name.toLowerCase()}`);
  }
});

test('a chain of clips, and the film of it', async ({ window }) => {
  const { page, inspector } = window;
  await window.chooseProvider('Novita');
  await window.make('The harbour wakes');
  await window.open('The harbour wakes');
  await window.act('Continue from last frame').click();
  await expect(window.firstFrame.getByRole('img', { name: /last frame\.png$/ })).toBeVisible();
  await window.make('The first boat leaves');
  await window.open('The first boat leaves');
  await expect(inspector.getByRole('region', { name: 'Chain' })).toBeVisible();
  await look(page, 'chain');
  await inspector.getByRole('button', { name: 'Play chain' }).click();
  const film = page.getByRole('dialog', { name: 'Chain' });
  await film.getByRole('button', { name: 'Pause' }).click();
  await look(page, 'film');
});

test('the palette, the keys, the queue and the spending', async ({ studio, window }) => {
  test.slow();
  const { page } = window;
  await window.chooseProvider('Novita');
  await window.make('Fishing boats come home at dusk');
  await studio.simulator.addFault({
    provider: 'appypie',
    stage: 'submit',
    kind: 'rate-limit-wait',
    retryAfterSeconds: 900,
  });
  studio.expectBilled('A fox crosses a snowy field', 0);
  await window.chooseProvider('Appy Pie');
  await window.writePrompt('A fox crosses a snowy field');
  await window.generate();
  await window.open('Fishing boats come home at dusk');

  await page.keyboard.press('Control+K');
  await look(page, 'palette');
  await page.keyboard.type('s');
  await expect(page.getByRole('menuitem', { name: /^Fishing boats/ })).toBeVisible();
  await look(page, 'palette-found');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await look(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+J');
  await expect(page.getByRole('main')).toContainText('A fox crosses a snowy field');
  await look(page, 'queue');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('spending');
  await expect(page.getByRole('menuitem', { name: 'Spending' })).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/spending$/);
  await look(page, 'spending');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('open the prompts');
  await expect(page.getByRole('menuitem', { name: 'Open the prompts' })).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Prompts' })).toBeVisible();
  await look(page, 'prompts');
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the composer, the palette, the keys and the settings', async ({ window }) => {
    const { page } = window;
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await look(page, 'zh');
    await page.keyboard.press('Control+K');
    await look(page, 'zh-palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await look(page, 'zh-keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await look(page, 'zh-settings');
  });
});
