import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect, type Locator } from '@playwright/test';
import { canaryKeys } from '../support/providers.ts';
import { findBelow, findIn } from '../support/canary.ts';
import { allKeys } from './support/studio.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** The way out, money, and what helps when something is wrong. */

async function openTab({ page }: ConchWindow, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name, exact: true }).click();
  return settings.getByRole('tabpanel', { name });
}

/** A proxy that answers everybody the same, and remembers what it was asked. */
async function startProxy(answer: string): Promise<{ port: number; asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      asked.push(chunk.toString('latin1'));
      socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function setProxy(panel: Locator, port: number): Promise<void> {
  await panel.getByRole('radio', { name: 'HTTP', exact: true }).check({ force: true });
  await panel.getByRole('textbox', { name: 'Proxy address' }).fill('127.0.0.1');
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(port));
}

const password = 'proxy-canary-Zk8Wq2Lm5Xv9';

test('a proxy is saved and tried; its password is kept with the keys and shown to nobody', async ({
  studio,
  window,
}) => {
  const proxy = await startProxy('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
  try {
    const panel = await openTab(window, 'Network');
    await setProxy(panel, proxy.port);
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByRole('button', { name: 'Test proxy' }).click();
    await expect(panel.getByRole('status')).toContainText('asks for a user name and a password');
    expect(proxy.asked.join('')).toMatch(/^CONNECT [a-z0-9.-]+:443 HTTP\/1\.1/);

    await panel.getByRole('textbox', { name: 'User name' }).fill('ann');
    await panel.getByRole('textbox', { name: 'Password' }).fill(password);
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(panel.getByRole('textbox', { name: 'Password' })).toHaveValue('');
    await panel.getByRole('button', { name: 'Test proxy' }).click();
    await expect(panel.getByRole('status')).toContainText('did not accept the user name');
    const basic = Buffer.from(`ann:${password}`).toString('base64');
    expect(proxy.asked.at(-1)).toContain(basic);

    expect(await window.page.content()).not.toContain(password);
    expect(findIn('the log', studio.output(), [password])).toEqual([]);
    // In memory only, as there is no keychain here and no private file was chosen.
    expect((await findBelow(studio.dataFolder, [password])).hits).toEqual([]);
    expect(proxy.asked.join('')).not.toContain(Object.values(canaryKeys)[0] ?? '-');
    await panel.getByRole('button', { name: 'Remove password' }).click();
    await expect(panel.getByRole('button', { name: 'Remove password' })).toHaveCount(0);
  } finally {
    await proxy.close();
  }
});

test('with a dead proxy the providers on this computer are reached all the same', async ({ window }) => {
  const panel = await openTab(window, 'Network');
  await setProxy(panel, 9);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await panel.getByRole('button', { name: 'Test proxy' }).click();
  await expect(panel.getByRole('status')).toContainText('refused the connection. It may not be running.');
  await window.page.keyboard.press('Escape');
  await window.chooseProvider('Novita');
  await window.make('Past the proxy');
});

test.describe('at a provider on the internet', () => {
  const { novita: _none, ...others } = allKeys;
  test.use({ keys: { of: others } });

  test('half a proxy is not saved', async ({ window }) => {
    const panel = await openTab(window, 'Network');
    await panel.getByRole('radio', { name: 'SOCKS5' }).check({ force: true });
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(panel).toContainText('Give the proxy’s name or address.');
    await expect(panel).toContainText('Give the proxy’s port');
    await expect(panel.getByRole('button', { name: 'Test proxy' })).toHaveAttribute('aria-disabled', 'true');
  });
});

test('a budget and a price of one’s own are kept, and taken back', async ({ window }) => {
  let panel = await openTab(window, 'Money');
  const day = panel.getByRole('textbox', { name: 'Per day' });
  await day.fill('lots');
  await day.press('Enter');
  await expect(panel).toContainText('Give a sum such as 12.50');
  await day.fill('12.5');
  await day.press('Enter');
  const prices = panel.getByRole('region', { name: 'Prices of your own' });
  const price = prices.getByRole('textbox').first();
  await price.fill('0.31');
  await price.press('Enter');
  await expect(prices).toContainText(/Yours, of [A-Z][a-z]{2} \d{1,2}, \d{4}\./);

  await window.page.keyboard.press('Escape');
  await window.page.reload();
  panel = await openTab(window, 'Money');
  await expect(panel.getByRole('textbox', { name: 'Per day' })).toHaveValue('12.5');
  await prices.getByRole('button', { name: 'Use the published price again' }).click();
  await expect(prices.getByRole('textbox').first()).toHaveValue('');
});

test('diagnostics tell what helps and nothing that is the person’s', async ({ studio, window, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const prompt = 'Grandmother Ilse at the lake';
  await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind: 'moderation' });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  studio.expectBilled(prompt, 0);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  const panel = await openTab(window, 'About');
  await panel.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect.poll(() => window.page.evaluate(() => navigator.clipboard.readText())).toContain('Conch ');
  const text = await window.page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('novita: key environment, address from the environment');
  expect(text).toMatch(/failed novita moderation at submit charged no/);
  expect(findIn('diagnostics', text, Object.values(canaryKeys))).toEqual([]);
  for (const own of ['Ilse', 'lake', studio.dataFolder, studio.simulator.origins['novita'] ?? '-'])
    expect(text).not.toContain(own);
});

test('the licences of everything that is shipped can be read and searched', async ({ window }) => {
  const panel = await openTab(window, 'About');
  await expect(panel).toContainText('in the browser');
  await panel.getByRole('button', { name: 'Show licences' }).click();
  const dialog = window.page.getByRole('dialog', { name: 'Licences' });
  await expect(dialog.getByRole('status')).toHaveText(/^([3-9]\d|1\d\d) packages$/);
  // One of each build: the core, the window, a worker; and what comes beside them.
  for (const name of ['undici', 'react', 'mediabunny', 'electron', 'tailwindcss']) {
    await dialog.getByRole('searchbox', { name: 'Search licences' }).fill(`${name} `.trim());
    await expect(dialog.getByRole('button', { name: new RegExp(`^${name} \\d`) })).toBeVisible();
  }
  await dialog.getByRole('button', { name: /^tailwindcss/ }).click();
  await expect(dialog).toContainText('Permission is hereby granted');
});
