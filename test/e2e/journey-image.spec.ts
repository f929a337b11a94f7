import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect } from '@playwright/test';
import { pictures } from '../support/pictures.ts';
import { test } from './support/test.ts';

/** From a picture to a clip that plays: the very bytes of the file reach the provider, and the clip lands on disk. */
const photoName = basename(pictures.photo);
const ways = ['drop', 'pick'] as const;

for (const provider of ['Pixazo', 'AI/ML API', 'Novita']) {
  for (const way of ways) {
    test(`${provider}: a photograph from disk, by ${way}`, async ({ studio, window }) => {
      const prompt = `The dunes begin to move, by ${way} at ${provider}`;
      await window.chooseProvider(provider);
      if (way === 'drop') await window.dropPicture(pictures.photo);
      else await window.pickPicture(pictures.photo);
      await window.expectPicture(photoName);
      await window.make(prompt);
      await window.play(prompt);
      const [sent] = await studio.simulator.billed(prompt);
      expect(sent?.picture).toMatchObject({ kind: 'data', sha256: await hashOf(pictures.photo) });
    });
  }
}

test('a pasted picture is a first frame as well, and can be taken out again', async ({ studio, window }) => {
  const prompt = 'A picture that was copied elsewhere';
  await window.chooseProvider('Novita');
  await window.pastePicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.removePicture();
  await window.pastePicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.make(prompt);
  expect((await studio.simulator.billed(prompt))[0]?.picture?.sha256).toBe(await hashOf(pictures.photo));
});

test('Ace Data Cloud: a picture by its public address', async ({ studio, window }) => {
  const prompt = 'The picture on the web comes alive';
  const url = 'https://pictures.example.com/dunes.jpg';
  await window.chooseProvider('Ace Data Cloud');
  await window.giveImageUrl(url);
  await window.make(prompt);
  await window.play(prompt);
  const [sent] = await studio.simulator.billed(prompt);
  expect(sent?.picture).toMatchObject({ kind: 'url', url });
});

test('the first frame stays when the provider changes, and what a provider cannot do is said', async ({
  studio,
  window,
}) => {
  await window.chooseProvider('Pixazo');
  await window.dropPicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.writePrompt('Kept through every change');
  await window.chooseProvider('Appy Pie');
  await window.expectRefused(/takes no picture/);
  await window.chooseProvider('Ace Data Cloud');
  await window.expectRefused(/public https address/);
  await window.chooseProvider('Novita');
  await window.expectPicture(photoName);
  await expect(window.generateButton).not.toHaveAttribute('aria-disabled', 'true');
  expect((await studio.simulator.ledger()).submissions).toEqual([]);
});

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
