import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import type { DrawScene } from '../shown-library.ts';

/** Draws the scenes, which are drawings of our own, and pictures out of the demo's clips: in a page, each once. */
export function createSceneDrawer(browser: Browser): DrawScene {
  const drawn = new Map<string, Promise<Buffer>>();
  return (source) => {
    const known = drawn.get(source) ?? draw(browser, source);
    drawn.set(source, known);
    return known;
  };
}

/** A scene as a file that a person would give: PNG, 720 pixels high. */
export async function drawPng(page: Page, name: string, width = 1280): Promise<Buffer> {
  const other = await page.context().newPage();
  try {
    await other.setViewportSize({ width, height: 720 });
    const svg = readFileSync(join(import.meta.dirname, '..', 'scenes', `${name}.svg`), 'utf8');
    await other.setContent(`<style>body{margin:0}svg{display:block;width:${width}px;height:720px}</style>${svg}`);
    return await other.screenshot();
  } finally {
    await other.close();
  }
}

async function draw(browser: Browser, source: string): Promise<Buffer> {
  const isClip = source.endsWith('.mp4');
  const path = isClip ? source : join(import.meta.dirname, '..', 'scenes', `${source}.svg`);
  const address = `data:${isClip ? 'video/mp4' : 'image/svg+xml'};base64,${readFileSync(path).toString('base64')}`;
  const page = await browser.newPage();
  try {
    const made = await page.evaluate(isClip ? frameOf : pictureOf, address);
    return Buffer.from(made.slice(made.indexOf(',') + 1), 'base64');
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
async function pictureOf(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', 0.86);
}

/** Runs in the page. */
async function frameOf(address: string): Promise<string> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = address;
  await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
  video.currentTime = 4;
  await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', 0.86);
}
