import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { askCore } from './support/queue.ts';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** The library as files: checked, moved, taken elsewhere, and brought back from nothing but its folder. */

async function openLibrarySettings({ page }: ConchWindow): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Library' }).click();
  return settings;
}

function work({ page }: ConchWindow): Locator {
  return page.getByRole('region', { name: 'Work on the library' });
}

function clipFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mp4'));
}

test('a check finds what is missing and what is strange, and the missing clip is fetched again', async ({
  studio,
  window,
}) => {
  await window.chooseProvider('Novita');
  await window.make('A whale in the fog');
  await window.make('A crane at dawn');
  const library = join(studio.dataFolder, 'library');
  const whale = clipFiles(library).find((name) => name.includes('whale')) ?? '';
  rmSync(join(library, whale));
  writeFileSync(join(library, 'holiday.mp4'), 'of somebody else');

  const settings = await openLibrarySettings(window);
  await settings.getByRole('button', { name: 'Check the files' }).click();
  await expect(work(window)).toContainText('2 clips checked: 1 missing, 0 changed, 1 not in the list.');
  await work(window).getByRole('button', { name: 'Details' }).click();
  const report = window.page.getByRole('dialog', { name: 'Report' });
  await expect(report.getByRole('region', { name: 'Missing' })).toContainText(whale);
  await expect(report.getByRole('region', { name: 'Not in the list' })).toContainText('holiday.mp4');
  await report.getByRole('button', { name: 'Download again' }).click();
  await expect.poll(() => existsSync(join(library, whale)), { timeout: 25_000 }).toBe(true);
  await report.getByRole('button', { name: 'Close', exact: true }).click();
  await window.waitForState('A whale in the fog', 'Done');
  await work(window).getByRole('button', { name: 'Put away' }).click();
  await expect(work(window)).toHaveCount(0);
});

test('the library moves to another folder, and its clips play there', async ({ studio, window }) => {
  await window.chooseProvider('Novita');
  await window.make('A fox in the snow');
  const target = join(studio.dataFolder, 'elsewhere');
  const settings = await openLibrarySettings(window);
  await settings.getByRole('button', { name: 'Change folder' }).click();
  const dialog = window.page.getByRole('dialog', { name: 'Change the library folder' });
  const field = dialog.getByRole('textbox', { name: 'New folder' });
  await field.fill(join(studio.dataFolder, 'library'));
  await dialog.getByRole('button', { name: 'Move the library' }).click();
  await expect(work(window)).toContainText('That is the library folder already');
  await openLibrarySettings(window);
  await settings.getByRole('button', { name: 'Change folder' }).click();
  await field.fill(target);
  await dialog.getByRole('button', { name: 'Move the library' }).click();
  await expect(work(window)).toContainText(`2 files moved to ${target}.`);
  await openLibrarySettings(window);
  await expect(settings).toContainText(target);
  expect(clipFiles(target)).toHaveLength(1);
  expect(existsSync(join(studio.dataFolder, 'library'))).toBe(false);
  await window.page.keyboard.press('Escape');
  await window.play('A fox in the snow');
  await window.make('A second fox');
  expect(clipFiles(target)).toHaveLength(2);
});

/** Every memory of the clips but the library folder. */
const memories = [
  'conch.db',
  'conch.db-wal',
  'conch.db-shm',
  'journal',
  'backups',
  'shelf.json',
  'library-folders.json',
];

test.describe('a host that is started anew', () => {
  test.use({ expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] } });

  test('the list comes back from the folder alone', async ({ studio, window }) => {
    await window.chooseProvider('Novita');
    await window.make('A pier at low tide');
    await studio.stopHost();
    for (const name of memories) {
      rmSync(join(studio.dataFolder, name), { recursive: true, force: true });
    }
    await studio.startHost();
    await window.page.goto(studio.url());
    await expect(window.clip('A pier at low tide', 'Done')).toBeVisible();
    await expect(work(window)).toContainText('1 clip came back into the list.');
    await window.play('A pier at low tide');
    const settings = await openLibrarySettings(window);
    await settings.getByRole('button', { name: 'Rebuild the list' }).click();
    await expect(work(window)).toContainText('The list knew every clip in the folder already.');
  });

  test('a move whose disk is not connected touches nothing, and ends with another choice of folder', async ({
    studio,
    window,
  }) => {
    await window.chooseProvider('Novita');
    await window.make('A ferry in the mist');
    const [from, to] = [join(studio.dataFolder, 'library'), join(studio.dataFolder, 'elsewhere')];
    await askCore(studio, (core) => core.call('settings.update', { libraryFolder: to }));
    await studio.stopHost();
    // As a move leaves it that was cut off; in the place of the disk there is an empty folder.
    const order = { format: 'conch-move-1', from, to, mark: randomUUID() };
    const note = join(studio.dataFolder, 'library-move.json');
    writeFileSync(note, JSON.stringify(order));
    await studio.startHost();
    await window.page.goto(studio.url());
    await expect(work(window)).toContainText('Perhaps its disk is not connected.');
    expect([clipFiles(from).length, clipFiles(to).length, existsSync(note)]).toEqual([1, 0, true]);
    await window.play('A ferry in the mist');
    await askCore(studio, (core) => core.call('settings.update', { libraryFolder: null }));
    await expect.poll(() => existsSync(note)).toBe(false);
    expect(clipFiles(from)).toHaveLength(1);
  });

  test('clips leave as an archive and come in again, whole', async ({ studio, window }) => {
    await window.chooseProvider('Novita');
    await window.make('A kite over the dunes');
    await window.open('A kite over the dunes');
    await window.act('Export').click();
    const dialog = window.page.getByRole('dialog', { name: 'Export clips' });
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(work(window)).toContainText('1 clip exported.');
    const waiting = window.page.waitForEvent('download');
    await work(window).getByRole('link', { name: 'Save the archive' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^Conch clips .*\.zip$/);
    const archive = join(studio.dataFolder, 'taken.zip');
    await download.saveAs(archive);
    expect(statSync(archive).size).toBeGreaterThan(100_000);

    // The other computer: nothing is there yet but the archive.
    await studio.stopHost();
    for (const name of [...memories, 'library', 'posters']) {
      rmSync(join(studio.dataFolder, name), { recursive: true, force: true });
    }
    await studio.startHost();
    await window.page.goto(studio.url());
    await expect(window.prompt).toBeVisible();
    const settings = await openLibrarySettings(window);
    await settings.getByRole('button', { name: 'Import clips' }).click();
    const importing = window.page.getByRole('dialog', { name: 'Import clips' });
    await importing.getByRole('textbox', { name: 'Archive or folder' }).fill(archive);
    await importing.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(work(window)).toContainText('1 clip taken in, every byte checked.');
    await window.play('A kite over the dunes');
  });
});

test('an export to a folder that is not there says so and leaves nothing', async ({ studio, window }) => {
  await window.chooseProvider('Novita');
  await window.make('A lantern in the rain');
  await window.open('A lantern in the rain');
  await window.act('Export').click();
  const dialog = window.page.getByRole('dialog', { name: 'Export clips' });
  await dialog.getByRole('radio', { name: 'Folder' }).click();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(studio.dataFolder, 'nowhere'));
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(work(window)).toContainText('is not there');
  const folder = join(studio.dataFolder, 'copies');
  mkdirSync(folder);
  await window.act('Export').click();
  await dialog.getByRole('radio', { name: 'Folder' }).click();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(work(window)).toContainText('1 clip exported.');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).join('\n');
  expect(names).toMatch(/index\.csv/);
  expect(names).toMatch(/index\.json/);
  expect(names).toMatch(/\.mp4/);
});
