import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';

const inter = readFileSync(join(import.meta.dirname, '..', 'fonts', 'inter-latin.woff2')).toString('base64');

/** The font that a Linux has at best, so that no other that happens to be there is used. Past the content policy: as bytes. */
export async function setInter(page: Page): Promise<void> {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const font = await new FontFace('Inter', bytes, { weight: '100 900' }).load();
    document.fonts.add(font);
  }, inter);
}
