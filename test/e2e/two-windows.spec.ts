import { createServer } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';
import { createWindow, type ConchWindow } from './support/window.ts';

/** Two tabs over one core: both see everything, and neither can make the other pay twice. */

/** A second tab of the same browser: the cookie lets it in. */
async function secondWindow({ page }: ConchWindow): Promise<ConchWindow> {
  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  const window = createWindow(other, () => {});
  await expect(window.form).toBeVisible();
  return window;
}

test('what one window makes, cancels and deletes, the other sees', async ({ studio, window }) => {
  const prompt = 'Seen in both windows';
  const never = 'Canceled in the other window';
  const other = await secondWindow(window);
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await other.waitForState(prompt, 'Done');
  await other.play(prompt);

  studio.expectBilled(never, 0);
  await studio.simulator.addFault({
    provider: 'novita',
    stage: 'submit',
    kind: 'rate-limit-wait',
    retryAfterSeconds: 900,
  });
  await window.writePrompt(never);
  await window.generate();
  await other.waitForState(never, 'Queued');
  await other.open(never);
  await other.act('Cancel').click();
  await window.waitForState(never, 'Canceled');
  await other.act('Delete').click();
  await expect(window.clip(never)).toHaveCount(0);
  await expect(window.clip(prompt, 'Done')).toHaveCount(1);
});

test('Generate in both at the same time makes two clips, each once in both windows', async ({ studio, window }) => {
  const prompt = 'Pressed twice by two people';
  studio.expectBilled(prompt, 2);
  const other = await secondWindow(window);
  for (const one of [window, other]) {
    await one.chooseProvider('Novita');
    await one.writePrompt(prompt);
  }
  await Promise.all([window.generateButton.click(), other.generateButton.click()]);
  for (const one of [window, other]) {
    await expect(one.clip(prompt, 'Done')).toHaveCount(2, { timeout: 25_000 });
    await expect(one.clip(prompt)).toHaveCount(2);
  }
});

test('one click that both windows send again and again makes one clip', async ({ studio, window }) => {
  const prompt = 'Sent over and over';
  studio.expectBilled(prompt, 1);
  const other = await secondWindow(window);
  const intentId = crypto.randomUUID();
  const answers = await Promise.all([window, other].map(async ({ page }) => replay(page, { intentId, prompt })));
  expect(answers.flat()).toEqual(Array.from({ length: 10 }, () => intentId));
  for (const one of [window, other]) {
    await one.waitForState(prompt, 'Done');
    await expect(one.clip(prompt)).toHaveCount(1);
  }
  // Also long after it is done.
  expect(await replay(window.page, { intentId, prompt })).toContain(intentId);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

/** Sends one and the same message five times over a link of its own; gives back the ids of the jobs that are answered. */
async function replay(page: Page, intent: { intentId: string; prompt: string }): Promise<unknown[]> {
  return page.evaluate(async ({ intentId, prompt }) => {
    const socket = new WebSocket(`ws://${location.host}/link`);
    await new Promise((resolve) => {
      socket.addEventListener('open', resolve);
    });
    const ids: unknown[] = [];
    const request = {
      providerId: 'novita',
      modelId: 'minimax-hailuo-02',
      prompt,
      durationSeconds: 6,
      resolution: '768P',
    };
    await new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const answer: unknown = JSON.parse(String(data));
        if (typeof answer !== 'object' || answer === null || !('output' in answer)) return;
        const { output } = answer;
        ids.push(typeof output === 'object' && output !== null && 'id' in output ? output.id : output);
        if (ids.length === 5) resolve();
      });
      for (let id = 1; id <= 5; id += 1) {
        socket.send(JSON.stringify({ kind: 'call', id, method: 'job.create', input: { intentId, request } }));
      }
    });
    socket.close();
    return ids;
  }, intent);
}

test.describe('a window that was left open while the host was started anew', () => {
  test.use({
    hostArguments: async ({ keys: _keys }, use) => use({ list: ['--port', String(await freePort())] }),
    // The browser writes down each refused and each failed connection by itself.
    expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] },
  });

  test('says that the new address has to be opened, and goes on once that has been done', async ({
    studio,
    window,
  }) => {
    const banner = window.page.getByRole('status').filter({ hasText: 'the new address that the terminal shows' });
    await window.chooseProvider('Novita');
    await window.make('Made before the restart');
    await studio.stopHost();
    await expect(banner).toContainText('keeps trying');
    await studio.startHost();
    await expect(banner).toContainText('Conch was started again and does not know this window', { timeout: 15_000 });
    await expect(window.clip('Made before the restart', 'Done')).toBeVisible();

    const other = await window.page.context().newPage();
    await other.goto(studio.url());
    await expect(other.getByRole('form', { name: 'New clip' })).toBeVisible();
    await expect(banner).toHaveCount(0, { timeout: 15_000 });
    await window.make('Made after the restart');
  });
});

/** The same one before and after a restart, so that the window that was left open finds the new host. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
