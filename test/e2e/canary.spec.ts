import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { findBelow, findIn, type Hit } from '../support/canary.ts';
import { pictures } from '../support/pictures.ts';
import { canaryKeys, providerIds, providerNames, type ProviderId } from '../support/providers.ts';
import { startStrictS3 } from '../support/strict-s3.ts';
import { fillImageHost, openImageHost } from './support/image-host.ts';
import { allKeys, type Studio } from './support/studio.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/**
 * Keys that occur nowhere else in the world go through a whole journey: they are found in the header to their own
 * provider and nowhere else. Novita's is typed into the settings, the others come from the environment. So are the secret of an
 * image host, which nobody but Conch's core ever gets, and the signature of a link to it, which is for one provider alone.
 */
const { novita: typed, ...fromEnvironment } = allKeys;
/** The link's signature joins them when it is known. */
const keys: string[] = Object.values(canaryKeys);
const hostSecret = 'canary-secret-Zd4Hw9Qe2Mv7Ls1';
const usedFor = (id: ProviderId) => `A clip by ${providerNames[id]}`;

test.use({ keys: { of: fromEnvironment } });

test('every key is in its own header and nowhere else', async ({ studio, window }) => {
  test.slow();
  const { page } = window;
  const toThePage = await listen(page);

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Novita', exact: true }).click();
  const novita = settings.getByRole('group', { name: 'Novita' });
  await novita.getByRole('textbox', { name: 'API key' }).fill(typed ?? '');
  await novita.getByRole('button', { name: 'Save key' }).click();
  await novita.getByRole('button', { name: 'Test key' }).click();
  await expect(novita).toContainText('Key works');
  await novita.getByRole('button', { name: 'Read the balance' }).click();
  await expect(novita).toContainText(/Balance [\d,]+, read today/);
  await page.keyboard.press('Escape');

  await studio.simulator.addFault({ provider: 'aimlapi', stage: 'submit', kind: 'wrong-key' });
  for (const id of providerIds) {
    await window.chooseProvider(providerNames[id]);
    await window.writePrompt(usedFor(id));
    if (id === 'aimlapi') studio.expectBilled(usedFor(id), 0);
    await window.generate();
  }
  for (const id of providerIds.filter((each) => each !== 'aimlapi')) await window.waitForState(usedFor(id), 'Done');
  const signature = await makeByImageHost(studio, window);
  keys.push(hostSecret, signature);
  await studio.simulator.addFault({ provider: 'pixazo', stage: 'submit', kind: 'reset-after-accept' });
  await window.chooseProvider('Pixazo');
  await window.dropPicture(pictures.photo);
  await window.writePrompt('One that is lost');
  await window.generate();
  await window.waitForState('One that is lost', 'Needs attention');
  await window.open(usedFor('aimlapi'));
  await expect(window.inspector).toContainText('The key was refused');

  // The positive control: each key did go out, in the header and only there.
  const { submissions, leaks } = await studio.books();
  for (const id of providerIds) {
    const sent = submissions.filter(({ provider }) => provider === id).map(({ keyFingerprint }) => keyFingerprint);
    expect(new Set(sent), id).toEqual(new Set([fingerprint(canaryKeys[id])]));
  }
  expect(leaks).toEqual([]);

  const while_ = await findBelow(studio.dataFolder, keys);
  expect(
    while_.files.some((file) => file.endsWith('-wal')),
    'the write-ahead log was looked through',
  ).toBe(true);
  const hits: Hit[] = [
    ...while_.hits,
    ...findIn('what the host wrote', studio.output(), keys),
    ...findIn('the document', await page.content(), keys),
    ...findIn('the storage of the page', await storageOf(page), keys),
    ...toThePage.flatMap(({ where, content }) => findIn(where, content, keys)),
    ...findIn('the memory of the page', await heapOf(page), keysFromEnvironment()),
  ];
  await page.goto('about:blank');
  await studio.stopHost();
  hits.push(
    ...(await findBelow(studio.dataFolder, keys)).hits,
    ...findIn('what the host wrote', studio.output(), keys),
  );
  expect(hits).toEqual([]);
  expect(toThePage.length).toBeGreaterThan(20);
});

/**
 * One clip from a file by way of an image host, whose provider repeats the link in its answers, as the real one does. Gives back
 * the signature that was in it.
 */
async function makeByImageHost({ simulator }: Studio, window: ConchWindow): Promise<string> {
  const s3 = await startStrictS3({ keyPair: { accessKeyId: 'AKCANARY0000000001', secretAccessKey: hostSecret } });
  try {
    await simulator.fetchPicturesFrom(s3.origin);
    const tab = await openImageHost(window.page);
    await fillImageHost(tab, s3);
    await tab.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(tab).toContainText('It works');
    await window.page.keyboard.press('Escape');
    const prompt = 'A clip by way of a bucket';
    await window.chooseProvider('Ace Data Cloud');
    await window.dropPicture(pictures.photo);
    await window.make(prompt);
    await window.removePicture();
    const [sent] = await simulator.billed(prompt);
    const signature = new URL(sent?.picture?.url ?? '').searchParams.get('X-Amz-Signature') ?? '';
    expect(signature, 'it did go out, to its provider').toMatch(/^[0-9a-f]{64}$/);
    return signature;
  } finally {
    await s3.stop();
  }
}

/** What was typed was in the page's memory meanwhile, so only the others can be looked for there. */
function keysFromEnvironment(): string[] {
  return keys.filter((key) => key !== typed && key !== hostSecret);
}

function fingerprint(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Everything that comes to the page from here on: frames of the link and bodies of answers, and their headers. */
async function listen(page: Page): Promise<{ where: string; content: Buffer | string }[]> {
  const heard: { where: string; content: Buffer | string }[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push({ where: 'a frame to the page', content: payload }));
  });
  page.on('response', (response) => {
    heard.push({ where: `headers of ${response.url()}`, content: JSON.stringify(response.headers()) });
    void response.body().then(
      (body) => heard.push({ where: response.url(), content: body }),
      // An answer without a body, or one that the page has left: nothing came.
      () => undefined,
    );
  });
  await page.reload();
  return heard;
}

async function storageOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  return JSON.stringify(cookies) + stored;
}

async function heapOf(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await client.detach();
  return chunks.join('');
}
