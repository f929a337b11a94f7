import { expect, type Page } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** The window in Chinese, and in languages that nobody speaks: longer words, and from right to left. */
test.use({ hostArguments: { list: ['--demo'] } });

const low = { width: 900, height: 600 };

test('in Chinese from the settings to the finished clip, and still after a reload', async ({ window }) => {
  const { page } = window;
  const prompt = '黎明时分的灯塔';
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'General' }).click();
  await page.getByRole('button', { name: 'Language As the system' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();

  // The dialog and its tab are still there, in the other language.
  const settings = page.getByRole('dialog', { name: '设置' });
  await expect(settings.getByRole('tab', { name: '通用' })).toHaveAttribute('aria-selected', 'true');
  await expect(settings.getByRole('button', { name: '语言 简体中文' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await settings.getByRole('tabpanel', { name: '通用' }).getByRole('button', { name: '关闭' }).click();
  await expect(settings).toHaveCount(0);

  const composer = page.getByRole('form', { name: '新建视频' });
  await composer.getByRole('textbox', { name: '提示词' }).fill(prompt);
  await composer.getByRole('button', { name: '运镜' }).click();
  await page.getByRole('menuitem', { name: '推进' }).click();
  await expect(composer.getByRole('textbox', { name: '提示词' })).toHaveValue(`${prompt} [Push in] `);
  await composer.getByRole('button', { name: '生成', exact: true }).click();
  await expect(page.getByRole('row', { name: new RegExp(`${prompt}.*已完成`) })).toBeVisible({ timeout: 25_000 });
  await page.getByRole('row', { name: new RegExp(prompt) }).click();
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText('已完成');

  await page.reload();
  await expect(composer).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`${prompt}.*已完成`) })).toBeVisible();
});

test('a Chinese system is met in Chinese, without a word in the settings', async ({ browser, studio }) => {
  const context = await browser.newContext({ locale: 'zh-TW' });
  const page = await context.newPage();
  await page.goto(studio.url());
  await expect(page.getByRole('form', { name: '新建视频' })).toBeVisible();
  await context.close();
});

for (const pseudo of ['long', 'rtl'] as const) {
  test(`everything has its room at 900 × 600: ${pseudo}`, async ({ window }) => {
    const { page } = window;
    const text = (words: string): RegExp => new RegExp(`^${words}`);
    // Without the helper that counts paid requests: the demo has providers of its own.
    await window.writePrompt('A prompt that takes more than one line of the composer, so that it breaks');
    await window.generateButton.click();
    await expect(page.getByRole('row', { name: /A prompt that takes.*Done/ })).toBeVisible({ timeout: 25_000 });
    await window.chooseProvider('Pixazo');
    await page.setViewportSize(low);
    await speak(page, pseudo);
    const composer = page.getByRole('form', { name: text('New clip') });
    await expect(composer).toBeVisible();
    await expect(page.getByRole('row', { name: /A prompt that takes/ })).toBeVisible();
    await expectRoom(page, 'the library');

    await page.getByRole('row', { name: /A prompt that takes/ }).click();
    await expect(page.getByRole('complementary', { name: text('Inspector') })).toBeVisible();
    await expectRoom(page, 'the inspector');
    await page.keyboard.press('Escape');

    await composer
      .getByRole('region', { name: text('First frame') })
      .locator('input[type="file"]')
      .setInputFiles(pictures.photo);
    await expect(composer.getByRole('img', { name: /First frame: / })).toBeVisible();
    await expectRoom(page, 'the composer with a picture');
    await composer.getByRole('button', { name: text('Provider') }).click();
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectRoom(page, 'the choice of a provider');
    await page.keyboard.press('Escape');
    await composer.getByRole('button', { name: text('Crop') }).click();
    const crop = page.getByRole('dialog', { name: text('Crop picture') });
    await expect(crop.getByRole('img', { name: text('The first frame after the crop') })).toBeVisible();
    await expectRoom(page, 'the crop editor');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: text('Settings') }).click();
    for (const name of ['Providers', 'Library', 'Image host', 'General']) {
      await page.getByRole('tab', { name: text(name) }).click();
      await expect(page.getByRole('tabpanel', { name: text(name) })).toBeVisible();
      await expectRoom(page, `the settings, ${name}`);
    }
  });
}

/** The address is kept apart from the sign-in, so the window is opened once more. */
async function speak(page: ConchWindow['page'], pseudo: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/?pseudo=${pseudo}`);
  await expect(page.locator('html')).toHaveAttribute('dir', pseudo === 'rtl' ? 'rtl' : 'ltr');
}

/** Nothing is cut off at a side, nothing has to be scrolled sideways, and no word hangs out of its button. */
async function expectRoom(page: Page, where: string): Promise<void> {
  const troubles = await page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the window is ${scrollWidth - clientWidth} pixels too narrow`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility() || element.closest('[aria-hidden="true"]') !== null) continue;
      const { overflowX } = getComputedStyle(element);
      const over = element.scrollWidth - element.clientWidth;
      const name = `${element.tagName.toLowerCase()} “${(element.ariaLabel ?? element.textContent).slice(0, 40)}”`;
      if ((overflowX === 'auto' || overflowX === 'scroll') && over > 1) found.push(`${name} scrolls by ${over}`);
      if (!element.matches('button, [role="tab"], [role="radio"], label')) continue;
      if (overflowX === 'visible' && over > 1) found.push(`${name} is ${over} too narrow`);
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > clientWidth + 1)) found.push(`${name} leaves the window`);
    }
    return found;
  });
  expect(troubles, where).toEqual([]);
}
