import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const origin = 'http://gallery.test';

/** Opens the page of all primitives out of a folder that `buildGallery` made. It needs no core, and so no server. */
export async function openGallery(page: Page, folder: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    await (existsSync(path) ? route.fulfill({ path }) : route.abort());
  });
  await page.goto(`${origin}/#/ui`);
  await page.getByRole('heading', { name: 'Every primitive of the window' }).waitFor({ state: 'attached' });
}
