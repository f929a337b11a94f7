import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { chromium, type Page } from 'playwright';
import { findBrowser, launchArguments } from './find-browser.ts';
import { root } from './run-program.ts';

/** `npm run icons`: draws the icon in every size that an installer asks for, and packs the sizes for Windows and macOS. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
/** Up to here the grooves of the large drawing close up, so these are drawn from one of their own, set on its pixels. */
const largestSmallSize = 32;
const sizesOfWindows = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the sizes: https://en.wikipedia.org/wiki/Apple_Icon_Image_format (checked 2026-11-21). */
const typesOfMac: readonly (readonly [type: string, size: number])[] = [
  ['ic04', 16],
  ['ic11', 32],
  ['ic05', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

async function main(): Promise<void> {
  const folder = join(root, 'resources/icons');
  await mkdir(folder, { recursive: true });
  const { executablePath, how } = await findBrowser();
  console.log(how);
  const browser = await chromium.launch({
    args: [...launchArguments],
    ...(executablePath !== undefined && { executablePath }),
  });
  const drawn = new Map<number, Buffer>();
  try {
    const page = await browser.newPage();
    for (const size of sizes) drawn.set(size, await draw(page, size));
  } finally {
    await browser.close();
  }
  for (const [size, image] of drawn) await writeFile(join(folder, `${size}x${size}.png`), image);
  await pack(folder, (size) => drawn.get(size) ?? Buffer.alloc(0));
  console.log(`${sizes.length} sizes, icon.ico and icon.icns are in resources/icons.`);
}

async function draw(page: Page, size: number): Promise<Buffer> {
  const name = size <= largestSmallSize ? 'icon-small.svg' : 'icon.svg';
  const drawing = await readFile(join(root, 'resources', name));
  const address = `data:image/svg+xml;base64,${drawing.toString('base64')}`;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><img src="${address}" width="${size}" height="${size}" style="display:block">`,
  );
  await page.locator('img').evaluate(async (image) => {
    if ('decode' in image && typeof image.decode === 'function') await image.decode();
  });
  return page.screenshot({ omitBackground: true });
}

async function pack(folder: string, imageOf: (size: number) => Buffer): Promise<void> {
  const windows = new IconIco();
  for (const size of sizesOfWindows) await windows.addFromPng(imageOf(size), null, false);
  await writeFile(join(folder, 'icon.ico'), windows.encode());
  const mac = new IconIcns();
  mac.toc = true;
  for (const [type, size] of typesOfMac) await mac.addFromPng(imageOf(size), [type], false);
  await writeFile(join(folder, 'icon.icns'), mac.encode());
}

await main();
