import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ConchWindow } from './window.ts';

export type Way = 'drop on the first frame' | 'drop on the window' | 'paste' | 'pick';

/** Reading, turning and encoding in the worker, on a busy machine. */
const readyWithin = { timeout: 20_000 };

/** Brings one picture in by the way that a person would take. */
export async function bringIn(window: ConchWindow, way: Way, path: string): Promise<void> {
  switch (way) {
    case 'drop on the first frame':
      return window.dropPicture(path);
    case 'drop on the window':
      return dropOnWindow(window.page, [path]);
    case 'paste':
      return window.pastePicture(path);
    case 'pick':
      return window.pickPicture(path);
  }
}

/** As from a file manager, onto no place in particular. The target shows while the files are held. */
export async function dropOnWindow(page: Page, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), base64: (await readFile(path)).toString('base64') })),
  );
  const held = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of contents) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, files);
  await page.locator('body').dispatchEvent('dragover', { dataTransfer: held });
  await expect(page.getByText('Drop to use as the first frame')).toBeVisible();
  await page.locator('body').dispatchEvent('drop', { dataTransfer: held });
  await expect(page.getByText('Drop to use as the first frame')).toHaveCount(0);
}

/** The picture is in and can be sent; its id is the SHA-256 of the bytes that the composer shows and will send. */
export async function expectReady(window: ConchWindow, name: string): Promise<string> {
  const image = window.firstFrame.getByRole('img', { name: `First frame: ${name}` });
  await expect(image).toBeVisible(readyWithin);
  await expect(window.firstFrame).toHaveAttribute('aria-busy', 'false', readyWithin);
  const address = (await image.getAttribute('src')) ?? '';
  const [, id] = /\/pictures\/([0-9a-f]{64})$/.exec(address) ?? [];
  if (id === undefined) throw new Error(`no picture of the library is shown: ${address}`);
  return id;
}

/** What is red, green, blue or pale in the middle of each quarter, clockwise from the upper left. */
export async function quarters(window: ConchWindow, name: string): Promise<string[]> {
  return window.firstFrame.getByRole('img', { name: `First frame: ${name}` }).evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    const places = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ] as const;
    return places.map(([x, y]) => {
      const [red = 0, green = 0, blue = 0] = context?.getImageData(x * width, y * height, 1, 1).data ?? [];
      if (Math.min(red, green, blue) > 140) return 'pale';
      if (red > green && red > blue) return 'red';
      return green > blue ? 'green' : 'blue';
    });
  });
}
