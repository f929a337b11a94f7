import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { test } from './support/test.ts';

test.use({
  // While the host is away the browser says so by itself.
  expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] },
});

test('a library of a newer version is listed, searched and played, and nothing in it changes', async ({
  studio,
  window,
}) => {
  const prompt = 'A lantern swings in the wind';
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await studio.stopHost();
  const database = new DatabaseSync(join(studio.dataFolder, 'conch.db'));
  database.exec(`PRAGMA user_version = 99; PRAGMA application_id = ${0x43_6f_6e_00 + 99}`);
  database.close();
  const before = await hashes(studio.dataFolder);
  const books = await studio.simulator.ledger();

  await studio.startHost();
  await window.page.goto(studio.url());
  await expect(window.page.getByText('This library was last used by a newer version of Conch')).toBeVisible();
  await window.page.getByRole('searchbox').fill('lantern');
  await expect(window.clip(prompt, 'Done')).toBeVisible();
  await window.play(prompt);
  await window.writePrompt('Another one');
  await expect(window.page.getByText('This library is only shown')).toBeVisible();
  await expect(window.page.getByRole('button', { name: /^Generate/ })).toHaveAttribute('aria-disabled', 'true');
  await expect(window.page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await studio.stopHost();
  expect(await hashes(studio.dataFolder)).toEqual(before);
  expect((await studio.simulator.ledger()).submissions).toEqual(books.submissions);
});

/** The lock names whoever holds it; what SQLite shares in memory is no content. */
async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'lock' && !entry.name.endsWith('-shm'));
  const pairs = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path.slice(folder.length),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}
