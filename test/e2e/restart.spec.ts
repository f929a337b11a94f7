import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type WebSocketRoute } from '@playwright/test';
import { test } from './support/test.ts';

/** What was made stays: through a restart, through a crash, and without any provider. */
test.use({
  // While the host is away the browser says so by itself.
  expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] },
});

test('clips are found after a restart and play with every provider unreachable', async ({ studio, window }) => {
  const prompt = 'Snow falls on a wooden bridge';
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await studio.stopHost();
  await studio.startHost();
  await window.page.goto(studio.url());
  await expect(window.clip(prompt, 'Done')).toBeVisible();
  await window.play(prompt);
  const books = await studio.simulator.ledger();

  await studio.stopSimulator();
  await window.page.reload();
  await window.play(prompt);
  expect(books.submissions).toHaveLength(1);
});

test('a clip on its way survives a crash and is not sent again', async ({ studio, window }) => {
  const prompt = 'A train leaves the station #slow';
  await studio.simulator.setSpeed(60);
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Generating');
  await studio.killHost();
  await studio.startHost();
  await window.page.goto(studio.url());
  await studio.simulator.setSpeed(1000);
  await window.waitForState(prompt, 'Done');
  await window.play(prompt);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('a crash while the request is on its way leaves a question, not a second request', async ({ studio, window }) => {
  const prompt = 'Paper boats on a canal #slow';
  await studio.simulator.setSpeed(60);
  await studio.simulator.addFault({ provider: 'acedata', stage: 'submit', kind: 'held-open' });
  await window.chooseProvider('Ace Data Cloud');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Sending');
  await expect.poll(async () => studio.simulator.billed(prompt)).toHaveLength(1);
  await studio.killHost();
  await studio.startHost();
  await window.page.goto(studio.url());
  await window.waitForState(prompt, 'Needs attention');
  await window.open(prompt);
  await expect(window.inspector.getByText('Was this clip accepted?')).toBeVisible();
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('the window finds the core again when the link breaks', async ({ studio, window }) => {
  const { page } = window;
  const prompt = 'Kites over the beach';
  const links: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/link$/, (link) => {
    link.connectToServer();
    links.push(link);
  });
  await page.reload();
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generate();
  await links[0]?.close({ code: 1001 });
  await window.waitForState(prompt, 'Done');
  await window.make('The next one over the new link');
  expect(links.length).toBeGreaterThan(1);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('a clip whose file is gone says so and is fetched again, and nothing is paid', async ({ studio, window }) => {
  const prompt = 'A ferry leaves the fog';
  await window.chooseProvider('Pixazo');
  await window.make(prompt);
  const library = join(studio.dataFolder, 'library');
  await rename(library, `${library}-elsewhere`);
  // The page itself may still hold the clip in memory.
  await window.page.reload();
  await window.open(prompt);
  const gone = window.page.getByRole('alert').filter({ hasText: 'The file is gone from the folder' });
  await gone.getByRole('button', { name: 'Download again' }).click();
  await expect(gone).toHaveCount(0);
  await window.play(prompt);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});
