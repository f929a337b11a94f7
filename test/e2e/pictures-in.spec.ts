import { basename } from 'node:path';
import { expect } from '@playwright/test';
import { pictures, writeLargePicture } from '../support/pictures.ts';
import { bringIn, expectReady, quarters, type Way } from './support/pictures-in.ts';
import { test } from './support/test.ts';

/**
 * Any reasonable picture in, by every way in: what the strict simulator received is what the composer showed, and it
 * carries nothing but the picture. What cannot be used is refused before anything is sent.
 */
const prompt = 'The picture begins to move';

interface Arrival {
  what: string;
  path: string;
  way: Way;
  arrives: { type: string; widthPixels: number; heightPixels: number };
  /** In the words under the picture or in "What will be sent". */
  said?: RegExp;
}

const arrivals: Arrival[] = [
  {
    what: 'a photograph from a telephone held upright, with its place',
    path: pictures.turned,
    way: 'drop on the window',
    arrives: { type: 'image/jpeg', widthPixels: 480, heightPixels: 640 },
    said: /turned upright/i,
  },
  {
    what: 'a JPEG with its place',
    path: pictures.located,
    way: 'paste',
    arrives: { type: 'image/jpeg', widthPixels: 640, heightPixels: 480 },
    said: /location.*removed/i,
  },
  {
    what: 'the colours of print',
    path: pictures.cmyk,
    way: 'pick',
    arrives: { type: 'image/jpeg', widthPixels: 800, heightPixels: 600 },
    said: /converted/i,
  },
  {
    what: 'a PNG of 16 bits',
    path: pictures.deep,
    way: 'drop on the first frame',
    arrives: { type: 'image/png', widthPixels: 640, heightPixels: 480 },
    said: /converted/i,
  },
  {
    what: 'a see-through PNG',
    path: pictures.transparent,
    way: 'paste',
    arrives: { type: 'image/png', widthPixels: 800, heightPixels: 600 },
    said: /see-through/,
  },
  {
    what: 'an animated GIF',
    path: pictures.animated,
    way: 'drop on the window',
    arrives: { type: 'image/png', widthPixels: 480, heightPixels: 360 },
    said: /first frame of an animation/i,
  },
  {
    what: 'WebP with details',
    path: pictures.webp,
    way: 'paste',
    arrives: { type: 'image/webp', widthPixels: 800, heightPixels: 600 },
  },
  {
    what: 'AVIF with details',
    path: pictures.avif,
    way: 'pick',
    arrives: { type: 'image/jpeg', widthPixels: 640, heightPixels: 480 },
    said: /converted/i,
  },
];

for (const { what, path, way, arrives, said } of arrivals) {
  test(`${what}: ${way}`, async ({ studio, window }) => {
    await window.chooseProvider('Pixazo');
    await bringIn(window, way, path);
    const id = await expectReady(window, basename(path));
    await window.firstFrame.getByRole('button', { name: 'What will be sent' }).click();
    if (said !== undefined) await expect(window.firstFrame).toContainText(said);
    await window.make(prompt);
    expect(await studio.simulator.pictures()).toEqual([
      expect.objectContaining({ ...arrives, sha256: id, metadata: [] }),
    ]);
  });
}

test('a picture on its side arrives upright: the corners are where the eye expects them', async ({ window }) => {
  await window.chooseProvider('Pixazo');
  await bringIn(window, 'pick', pictures.located);
  await expectReady(window, basename(pictures.located));
  expect(await quarters(window, basename(pictures.located))).toEqual(['red', 'green', 'pale', 'blue']);
  await window.removePicture();
  await bringIn(window, 'pick', pictures.turned);
  await expectReady(window, basename(pictures.turned));
  // The same pixels, turned by a quarter to the right.
  expect(await quarters(window, basename(pictures.turned))).toEqual(['blue', 'red', 'green', 'pale']);
});

test('30 MB: nothing is done unasked, one click makes it fit', async ({ studio, window }, testInfo) => {
  // 44 megapixels of grain, encoded at one quality after the other.
  testInfo.setTimeout(120_000);
  const path = testInfo.outputPath('large.jpg');
  await writeLargePicture(path, 30_000_000);
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.pickPicture(path);
  await window.expectRefused(/this model takes at most 20\.0 MB/);
  await window.firstFrame.getByRole('alert').getByRole('button').first().click();
  await expect(window.firstFrame.getByRole('alert')).toHaveCount(0, { timeout: 30_000 });
  const id = await expectReady(window, 'large.jpg');
  await window.make(prompt);
  const [arrived] = await studio.simulator.pictures();
  expect(arrived).toMatchObject({ sha256: id, metadata: [], type: 'image/jpeg' });
  expect(arrived?.sizeBytes).toBeLessThanOrEqual(20_000_000);
});

const refusals: [what: string, path: string, sentence: RegExp][] = [
  ['a text that was renamed', pictures.text, /not a picture, whatever its name says/],
  ['a file without bytes', pictures.empty, /empty \(0 bytes\)/],
  ['a photograph that was cut off', pictures.cut, /damaged or was cut off/],
  ['a header of 500 megapixels', pictures.bomb, /500 megapixels/],
  ['HEIC, which this browser does not open', pictures.heic, /HEIC, which cannot be opened here/],
  ['one pixel wide', pictures.thread, /cannot be made to fit/],
];

test('what cannot be used is refused with a sentence, and nothing is sent', async ({ studio, window }) => {
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  for (const [what, path, sentence] of refusals) {
    await test.step(what, async () => {
      await bringIn(window, 'drop on the window', path);
      await window.expectRefused(sentence);
      await expect(window.firstFrame.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    });
  }
  // The one that is damaged leaves no trace: a good one goes in right after it.
  await bringIn(window, 'paste', pictures.photo);
  await expectReady(window, basename(pictures.photo));
  await expect(window.generateButton).not.toHaveAttribute('aria-disabled', 'true');
  expect((await studio.simulator.ledger()).submissions).toEqual([]);
});

test('a newer picture takes the place of one that is still being read', async ({ window }, testInfo) => {
  const path = testInfo.outputPath('large.jpg');
  await writeLargePicture(path, 30_000_000);
  await window.chooseProvider('Pixazo');
  await window.pickPicture(path);
  await bringIn(window, 'paste', pictures.photo);
  await expectReady(window, basename(pictures.photo));
  await expect(window.firstFrame.getByRole('alert')).toHaveCount(0);
});

test('text that is pasted into the prompt stays text, and a picture goes in while the prompt has the focus', async ({
  window,
}) => {
  await window.chooseProvider('Pixazo');
  await window.prompt.focus();
  await window.pastePicture(pictures.photo);
  await expectReady(window, basename(pictures.photo));
  await window.page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'dunes');
    clipboardData.items.add(new File(['x'], 'beside.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expectReady(window, basename(pictures.photo));
});

test('a screenshot has room for see-through parts and uses none: every pixel is looked at, and nothing is said', async ({
  studio,
  window,
}) => {
  await window.chooseProvider('Pixazo');
  await window.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no drawing surface');
    context.fillStyle = '#26a';
    context.fillRect(0, 0, 640, 480);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([await canvas.convertToBlob()], 'screen.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const id = await expectReady(window, 'screen.png');
  await expect(window.firstFrame).not.toContainText('see-through');
  await window.make(prompt);
  expect(await studio.simulator.pictures()).toEqual([expect.objectContaining({ sha256: id, type: 'image/png' })]);
});
