import type { Browser } from 'playwright';
import { openGallery } from '../../../test/e2e/support/gallery.ts';
import { setInter } from './inter.ts';

/** The page of all primitives, whole. */
export async function takeGallery(browser: Browser, windowFolder: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' });
  try {
    await openGallery(page, windowFolder);
    await setInter(page);
    await page.waitForTimeout(300);
    return await page.screenshot({ fullPage: true, animations: 'disabled' });
  } finally {
    await page.close();
  }
}
