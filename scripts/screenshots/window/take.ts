import type { Browser, Page } from 'playwright';
import { takenAt, timeZone } from '../moment.ts';
import { setInter } from './inter.ts';
import type { ShownStudio } from './studios.ts';
import type { Look, View } from './view.ts';

/** Opens the window, arranges the view and gives back the browser's PNG. */
export async function takeView(
  browser: Browser,
  { origin, storageState }: ShownStudio,
  view: View,
  look: Look,
): Promise<Buffer> {
  const context = await browser.newContext({
    storageState,
    viewport: { width: look.width, height: look.height },
    deviceScaleFactor: look.zoom,
    colorScheme: look.theme,
    locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: timeZone,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.clock.setFixedTime(takenAt);
    await page.goto(`${origin}/${look.pseudo === undefined ? '' : `?pseudo=${look.pseudo}`}`);
    await page.getByRole('button').first().waitFor();
    await setInter(page);
    await view.arrange(page);
    await settle(page);
    return await page.screenshot({ animations: 'disabled', caret: 'hide' });
  } finally {
    await context.close();
  }
}

/** Every picture is there and has been drawn, or it does not come. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const soon = new Promise((resolve) => setTimeout(resolve, 3000));
    const pictures = Array.from(document.images, async (image) => image.decode());
    const clips = Array.from(document.querySelectorAll('video'), async (video) => {
      while (video.currentSrc !== '' && video.readyState < 2 && video.error === null) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    await Promise.race([soon, Promise.allSettled([...pictures, ...clips])]);
  });
  await page.waitForTimeout(400);
}
