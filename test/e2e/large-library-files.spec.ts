import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** Ten thousand clips as files: checked, moved, renamed, taken elsewhere, and brought back from their folder alone. */
test.use({
  seeded: { clips: 10_000 },
  // The core is started anew in between.
  expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] },
});
test.setTimeout(300_000);
/** A pass over ten thousand files, on a machine that has other work as well. */
const passMs = 100_000;

function work({ page }: ConchWindow): Locator {
  return page.getByRole('region', { name: 'Work on the library' });
}

async function openLibrarySettings({ page }: ConchWindow): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Library' }).click();
  return settings;
}

/** Presses an act in the settings and waits for what it says at its end. */
async function begin(window: ConchWindow, name: string, end: RegExp): Promise<string> {
  const settings = await openLibrarySettings(window);
  await settings.getByRole('button', { name, exact: true }).click();
  return ended(window, end);
}

async function ended(window: ConchWindow, end: RegExp): Promise<string> {
  await expect(work(window)).toContainText(end, { timeout: passMs });
  return (await work(window).textContent()) ?? '';
}

async function canPlay({ video }: ConchWindow): Promise<void> {
  await expect
    .poll(async () => video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThanOrEqual(2);
}

function clipFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mp4'));
}

async function openFilters({ page }: ConchWindow): Promise<Locator> {
  await page.getByRole('button', { name: 'Filters' }).click();
  return page.getByRole('dialog', { name: 'Filters' });
}

async function total(clips: Locator): Promise<number> {
  return Number(await clips.getAttribute('aria-rowcount'));
}

/** A folder with one clip that no library has seen: another clip with an empty box at its end, and its description. */
function addNewClip(like: string, folder: string): void {
  const bytes = Buffer.concat([readFileSync(like), Buffer.from([0, 0, 0, 8]), Buffer.from('free')]);
  const sidecar = JSON.parse(readFileSync(like.replace(/mp4$/, 'json'), 'utf8')) as { asset: object };
  const asset = { ...sidecar.asset, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  mkdirSync(folder);
  writeFileSync(join(folder, 'new.mp4'), bytes);
  writeFileSync(join(folder, 'new.json'), JSON.stringify({ ...sidecar, id: randomUUID(), asset }));
}

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

test('checked, moved to another folder, renamed by a template; and every clip is found', async ({ window, studio }) => {
  const library = join(studio.dataFolder, 'library');
  const files = clipFiles(library);
  expect(files.length).toBeGreaterThan(8000);
  const [lost = ''] = files;

  await test.step('a check finds the one that is gone and the one that is strange', async () => {
    renameSync(join(library, lost), join(studio.dataFolder, 'kept.mp4'));
    writeFileSync(join(library, 'holiday.mp4'), 'of somebody else');
    await begin(window, 'Check the files', /clips checked: 1 missing, 0 changed, 1 not in the list\./);
    await work(window).getByRole('button', { name: 'Details' }).click();
    const report = window.page.getByRole('dialog', { name: 'Report' });
    await expect(report.getByRole('region', { name: 'Missing' })).toContainText(lost.split('/').at(-1) ?? '');
    await report.getByRole('button', { name: 'Close', exact: true }).click();
    renameSync(join(studio.dataFolder, 'kept.mp4'), join(library, lost));
    rmSync(join(library, 'holiday.mp4'));
    await begin(window, 'Check the files', /clips checked, and all is well\./);
  });

  await test.step('the whole library moves, and plays from there', async () => {
    const target = join(studio.dataFolder, 'elsewhere');
    const settings = await openLibrarySettings(window);
    await settings.getByRole('button', { name: 'Change folder' }).click();
    const dialog = window.page.getByRole('dialog', { name: 'Change the library folder' });
    await dialog.getByRole('textbox', { name: 'New folder' }).fill(target);
    await dialog.getByRole('button', { name: 'Move the library' }).click();
    await ended(window, /files moved to/);
    expect(clipFiles(target)).toHaveLength(files.length);
    expect(existsSync(library)).toBe(false);
    await window.page.getByRole('button', { name: 'Order: Newest first' }).click();
    await window.page.getByRole('menuitem', { name: 'Last finished first' }).click();
    await window.clips.locator('[data-place="0"]').click();
    await canPlay(window);
  });

  await test.step('every file gets a name by another template', async () => {
    const settings = await openLibrarySettings(window);
    const template = settings.getByRole('textbox', { name: 'File names' });
    await template.fill('Take {resolution} {prompt}');
    await template.press('Enter');
    await settings.getByRole('button', { name: 'Rename existing clips' }).click();
    await window.confirm('Rename');
    await ended(window, /clips renamed, each with its description\./);
    const names = clipFiles(join(studio.dataFolder, 'elsewhere'));
    expect(names).toHaveLength(files.length);
    expect(names.filter((name) => !/\/Take /.test(name))).toEqual([]);
    await window.clips.locator('[data-place="1"]').click();
    await canPlay(window);
  });
});

test('some leave as an archive and as a folder, and come in again', async ({ window, studio }) => {
  const { page, clips, inspector } = window;
  const archive = join(studio.dataFolder, 'taken.zip');
  const copies = join(studio.dataFolder, 'copies');
  mkdirSync(copies);
  const exporting = page.getByRole('dialog', { name: 'Export clips' });
  const importing = page.getByRole('dialog', { name: 'Import clips' });
  let found = 0;

  async function chooseAll(): Promise<void> {
    await clips.locator('[data-place="0"]').focus();
    await page.keyboard.press('Control+a');
    await expect(inspector).toBeVisible();
  }

  async function importFrom(path: string): Promise<void> {
    const settings = await openLibrarySettings(window);
    await settings.getByRole('button', { name: 'Import clips' }).click();
    await importing.getByRole('textbox', { name: 'Archive or folder' }).fill(path);
    await importing.getByRole('button', { name: 'Import', exact: true }).click();
  }

  await test.step('as an archive, then as a folder', async () => {
    const filters = await openFilters(window);
    await filters.getByRole('checkbox', { name: /^Done/ }).check({ force: true });
    await page.keyboard.press('Escape');
    await window.search('lighthouse storm');
    await expect(clips.locator('mark').first()).toBeVisible();
    found = await total(clips);
    expect(found).toBeGreaterThan(3);
    await chooseAll();
    await inspector.getByRole('button', { name: 'Export' }).click();
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    await ended(window, new RegExp(`^${found} clips exported`));
    const waiting = page.waitForEvent('download');
    await work(window).getByRole('link', { name: 'Save the archive' }).click();
    await (await waiting).saveAs(archive);

    await inspector.getByRole('button', { name: 'Export' }).click();
    await exporting.getByRole('radio', { name: 'Folder' }).click();
    await exporting.getByRole('textbox', { name: 'Folder' }).fill(copies);
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => clipFiles(copies).length, { timeout: passMs }).toBe(found);
    await ended(window, new RegExp(`^${found} clips exported`));
  });

  await test.step('both come in again: what is here already stays as it is', async () => {
    for (const path of [archive, copies]) {
      await importFrom(path);
      await ended(window, new RegExp(`No clip was taken in\\. ${found} clips were here already`));
    }
  });
});

test('the list comes back from the folder, and a clip comes in from a bare folder', async ({ window, studio }) => {
  const library = join(studio.dataFolder, 'library');
  const bare = join(studio.dataFolder, 'bare');
  await studio.stopHost();
  const all = clipFiles(library);
  addNewClip(join(library, all[0] ?? ''), bare);
  for (const name of memories) rmSync(join(studio.dataFolder, name), { recursive: true, force: true });
  await studio.startHost();
  await window.page.goto(studio.url());
  const told = await ended(window, /clips came back into the list/);
  expect(Number(/([\d,]+) clips came/.exec(told)?.[1]?.replaceAll(',', ''))).toBe(all.length);
  const settings = await openLibrarySettings(window);
  await settings.getByRole('button', { name: 'Import clips' }).click();
  const importing = window.page.getByRole('dialog', { name: 'Import clips' });
  await importing.getByRole('textbox', { name: 'Archive or folder' }).fill(bare);
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await ended(window, /^1 clip taken in, every byte checked\./);
  expect(clipFiles(library)).toHaveLength(all.length + 1);
});
