import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { buildGallery } from '../../scripts/gallery/build.ts';
import { openGallery } from './support/gallery.ts';

/** The page of all primitives, which is there in development only. */

let folder = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'conch-gallery-'));
  await buildGallery(folder);
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('shows every primitive that there is', () => {
  const primitives = readdirSync('src/renderer/ui').filter((name) => name.endsWith('.tsx'));
  const gallery = readdirSync('src/renderer/gallery').map((name) =>
    readFileSync(join('src/renderer/gallery', name), 'utf8'),
  );
  const missing = primitives.filter((name) => !gallery.some((text) => text.includes(`ui/${name}'`)));
  expect(primitives.length).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});

test('draws them in both themes without a violation', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 1000 });
  await openGallery(page, folder);
  for (const theme of ['dark', 'light']) {
    const half = page.getByRole('region', { name: theme, exact: true });
    await expect(half.getByRole('button', { name: 'Rest' })).toHaveCount(4);
    await expect(half.getByRole('switch')).toHaveCount(4);
  }
  await page.screenshot({ path: 'test-results/screens/gallery.png', fullPage: true });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
});
