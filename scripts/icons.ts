import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser, launchArguments } from './find-browser.ts';
import { root } from './run-program.ts';

/** `npm run icons`: draws `resources/icon.svg` in every size that an installer asks for. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

async function main(): Promise<void> {
  const drawing = await readFile(join(root, 'resources/icon.svg'), 'utf8');
  const address = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
  const folder = join(root, 'resources/icons');
  await mkdir(folder, { recursive: true });
  const { executablePath, how } = await findBrowser();
  console.log(how);
  const browser = await chromium.launch({
    args: [...launchArguments],
    ...(executablePath !== undefined && { executablePath }),
  });
  try {
    const page = await browser.newPage();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<body style="margin:0"><img src="${address}" width="${size}" height="${size}" style="display:block">`,
      );
      await page.locator('img').evaluate(async (image) => {
        if ('decode' in image && typeof image.decode === 'function') await image.decode();
      });
      await writeFile(join(folder, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
    }
  } finally {
    await browser.close();
  }
  console.log(`${sizes.length} icons are in resources/icons.`);
}

await main();
