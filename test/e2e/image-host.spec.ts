import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect } from '@playwright/test';
import { findBelow, findIn } from '../support/canary.ts';
import { pictures } from '../support/pictures.ts';
import { startStrictS3, type StrictS3 } from '../support/strict-s3.ts';
import { fillImageHost, openImageHost } from './support/image-host.ts';
import { test as base } from './support/test.ts';

/**
 * A picture from this computer for a provider that takes only addresses: through a bucket of the person's own. The service
 * truly checks signatures, and the simulated provider truly fetches the link.
 */
const test = base.extend<{ s3: StrictS3 }>({
  s3: async ({ studio }, use) => {
    const s3 = await startStrictS3();
    await studio.simulator.fetchPicturesFrom(s3.origin);
    await use(s3);
    await s3.stop();
  },
});

const photoName = basename(pictures.photo);

test('set up, tried out, used, and nothing is left behind', async ({ studio, window, s3 }) => {
  const { page } = window;
  await window.chooseProvider('Ace Data Cloud');
  await window.dropPicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.expectRefused(/set up an image host/);

  const tab = await openImageHost(page);
  await expect(tab).toContainText('No image host is set up');
  await fillImageHost(tab, s3);
  await expect(tab).toContainText('whose ID ends in 0001');
  await expect(tab.getByRole('textbox', { name: 'Secret access key' })).toHaveValue('');
  await tab.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(tab).toContainText('It works from here, but only this computer can reach it');
  expect(s3.calls.map(({ method, status }) => `${method} ${status}`)).toEqual(['PUT 200', 'GET 200', 'DELETE 204']);
  await page.keyboard.press('Escape');

  const prompt = 'The dunes begin to move, by way of a bucket';
  await window.make(prompt);
  await window.play(prompt);
  const [sent] = await studio.simulator.billed(prompt);
  expect(sent?.picture).toMatchObject({ kind: 'url', sha256: await hashOf(pictures.photo) });
  const link = new URL(sent?.picture?.url ?? '');
  expect(link.pathname).toMatch(/^\/conch-pictures\/conch\/[0-9a-f]{64}$/);
  expect(link.searchParams.get('X-Amz-Expires')).toBe('7200');
  await expect.poll(() => s3.objects.size, { message: 'the object is deleted after use' }).toBe(0);

  // Neither the secret nor the signature of the link is anywhere but on its way.
  const secrets = [s3.keyPair.secretAccessKey, link.searchParams.get('X-Amz-Signature') ?? ''];
  const { hits } = await findBelow(studio.dataFolder, secrets);
  hits.push(...findIn('what the host wrote', studio.output(), secrets));
  hits.push(...findIn('the document', await page.content(), secrets));
  expect(hits).toEqual([]);
});

test('a wrong secret is said in words, and nothing is sent', async ({ studio, window, s3 }) => {
  const { page } = window;
  const prompt = 'Never sent with a wrong secret';
  studio.expectBilled(prompt, 1);
  const tab = await openImageHost(page);
  await fillImageHost(tab, { ...s3, keyPair: { ...s3.keyPair, secretAccessKey: 'not-the-right-secret' } });
  await tab.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(tab).toContainText('Writing a small object failed. Your image host refused the secret access key');
  await page.keyboard.press('Escape');

  await window.chooseProvider('Ace Data Cloud');
  await window.dropPicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.writePrompt(prompt);
  await window.generate();
  await window.open(prompt);
  await expect(window.inspector).toContainText('Your image host refused the secret access key');
  await window.waitForState(prompt, 'Queued');
  expect(await studio.simulator.submissions(prompt)).toEqual([]);

  // Mended, it goes on by itself.
  await window.inspector.getByRole('button', { name: 'Open settings' }).click();
  const again = page.getByRole('dialog', { name: 'Settings' }).getByRole('tabpanel', { name: 'Image host' });
  await again.getByRole('textbox', { name: 'Access key ID' }).fill(s3.keyPair.accessKeyId);
  await again.getByRole('textbox', { name: 'Secret access key' }).fill(s3.keyPair.secretAccessKey);
  await again.getByRole('button', { name: 'Save', exact: true }).click();
  await page.keyboard.press('Escape');
  await window.waitForState(prompt, 'Done');
  await expect.poll(() => s3.objects.size).toBe(0);
});

test('a provider that takes both gets the address, under both of its names', async ({ studio, window, s3 }) => {
  const prompt = 'By address at Novita';
  const tab = await openImageHost(window.page);
  await fillImageHost(tab, s3);
  await expect(tab).toContainText('whose ID ends in 0001');
  await window.page.keyboard.press('Escape');
  await window.chooseProvider('Novita');
  await window.dropPicture(pictures.photo);
  await window.expectPicture(photoName);
  await window.make(prompt);
  const [sent] = await studio.simulator.billed(prompt);
  expect(sent?.picture).toMatchObject({ kind: 'url', sha256: await hashOf(pictures.photo) });
  const url = sent?.picture?.url;
  expect(sent?.body).toMatchObject({ image: url, image_url: url });
  await expect.poll(() => s3.objects.size).toBe(0);
});

test('what cannot be right is said at its field, and a service fills the form in', async ({ window, s3 }) => {
  const { page } = window;
  const tab = await openImageHost(page);
  await fillImageHost(tab, { ...s3, origin: 'http://192.168.1.5:9000', bucket: 'a b' });
  await expect(tab).toContainText('must start with https://');
  await expect(tab).toContainText('3 to 63 letters');
  await expect(tab).toContainText('No image host is set up');

  await tab.getByRole('button', { name: 'Fill in for' }).click();
  await page.getByRole('menuitem', { name: 'Cloudflare R2' }).click();
  await expect(tab.getByRole('textbox', { name: 'Region' })).toHaveValue('auto');
  await expect(tab).toContainText('Manage API tokens');
});

test('removed, it is forgotten', async ({ window, s3 }) => {
  const tab = await openImageHost(window.page);
  await fillImageHost(tab, s3);
  await expect(tab).toContainText('whose ID ends in 0001');
  await tab.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(tab).toContainText('No image host is set up');
  await expect(tab.getByRole('textbox', { name: 'Endpoint' })).toHaveValue('');
});

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
