import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadingJob } from '../src/main/library/library-rig.ts';
import { createMediaStore } from '../src/main/library/media-store.ts';
import { openLibraryRig, type LibraryRig } from '../src/main/library-folder/library-folder-rig.ts';
import { clipBytes, exportAll, filesOf, importFrom } from '../src/main/exchange/exchange-rig.ts';
import type { VerifiedPart } from '../src/main/download/download-output.ts';
import { makeSmallDisk, noSmallDisk, type SmallDisk } from './reliability/disk-full-disk.ts';

/** The place of the library fails while a finished clip is on its way into it, or while clips go out and come in. */

const fixture = join(import.meta.dirname, 'fixtures/clips/numbered-24.mp4');

let dataFolder = '';
let library = '';
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'conch-place-'));
  library = join(dataFolder, 'chosen');
  mkdirSync(library);
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const open = () =>
  createMediaStore({ folder: () => library, dataFolder, version: '9.9.9', providerName: () => 'Sample Provider' });

const job = downloadingJob();

function part(): VerifiedPart {
  const path = open().partPath(job.id);
  mkdirSync(join(dataFolder, 'parts'), { recursive: true });
  copyFileSync(fixture, path);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sizeBytes: bytes.length, sha256, type: 'video/mp4' };
}

describe('a clip on its way into a library folder', () => {
  it('that is unplugged: nothing is made in its empty place, the part stays, and it goes on when the disk is back', async () => {
    const { path, ...facts } = part();
    renameSync(library, `${library} unplugged`);
    await expect(open().adopt(job, { path, ...facts })).rejects.toThrow('is not there. Was a disk taken out?');
    expect(existsSync(library)).toBe(false);
    expect(statSync(path).size).toBe(facts.sizeBytes);
    renameSync(`${library} unplugged`, library);
    const asset = await open().adopt(job, { path, ...facts });
    expect(readFileSync(join(library, asset.path))).toEqual(readFileSync(fixture));
  });

  it('that is replaced by a link to nowhere, or by a file', async () => {
    rmSync(library, { recursive: true });
    symlinkSync(join(dataFolder, 'nowhere'), library);
    await expect(open().adopt(job, part())).rejects.toThrow('Was a disk taken out?');
    rmSync(library);
    copyFileSync(fixture, library);
    await expect(open().adopt(job, part())).rejects.toThrow('Was a disk taken out?');
    expect(statSync(part().path).isFile()).toBe(true);
  });

  it('whose month is replaced by a link that leads out: nothing is written there', async () => {
    const elsewhere = join(dataFolder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(library, '2026-11'));
    const waiting = part();
    await expect(open().adopt(job, waiting)).rejects.toThrow('is a link that leads out of the library');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(waiting.path)).toBe(true);
    rmSync(join(library, '2026-11'));
    expect((await open().adopt(job, waiting)).path).toMatch(/^2026-11\//);
  });

  it('that is itself a link to a folder is as good as that folder', async () => {
    renameSync(library, `${library} on another disk`);
    symlinkSync(`${library} on another disk`, library);
    const asset = await open().adopt(job, part());
    expect(await open().absolutePath(asset)).toBeDefined();
  });

  it('that becomes read-only: the part stays, and it goes on when it may be written to', async ({ skip }) => {
    const reason = noSmallDisk();
    if (reason !== undefined) skip(reason);
    const disk = makeSmallDisk(4);
    try {
      library = disk.folder;
      const waiting = part();
      disk.setReadOnly(true);
      await expect(open().adopt(job, waiting)).rejects.toThrow('the disk is read-only');
      expect(existsSync(waiting.path)).toBe(true);
      disk.setReadOnly(false);
      expect((await open().adopt(job, waiting)).sizeBytes).toBe(waiting.sizeBytes);
    } finally {
      disk.remove();
    }
  });
});

describe('a disk that gets full', () => {
  let here: LibraryRig;
  let there: LibraryRig;
  let disk: SmallDisk | undefined;
  beforeEach(() => {
    here = openLibraryRig();
    there = openLibraryRig();
  });
  afterEach(() => {
    disk?.remove();
    disk = undefined;
    here.close();
    there.close();
  });

  it.for(['zip', 'folder'] as const)(
    'while clips go out (%s): one sentence, nothing half-done, whole with room',
    async (kind, { skip }) => {
      const reason = noSmallDisk();
      if (reason !== undefined) skip(reason);
      for (let number = 0; number < 3; number += 1) here.addClip({ content: clipBytes() });
      disk = makeSmallDisk(16);
      disk.fill(200_000);
      await expect(exportAll(kind, here, disk.folder)).rejects.toThrow(/not enough room|no room left/);
      expect(readdirSync(disk.folder)).toEqual(['filler']);
      disk.free();
      const { path } = await exportAll(kind, here, disk.folder);
      expect((await importFrom(path, there)).summary).toContain('3 clips taken in');
    },
  );

  it('while clips come in: one sentence before any room is used up, nothing half-done, all of them with room', async ({
    skip,
  }) => {
    const reason = noSmallDisk();
    if (reason !== undefined) skip(reason);
    for (let number = 0; number < 3; number += 1) here.addClip({ content: clipBytes() });
    const desk = join(here.dataFolder, 'desk');
    mkdirSync(desk);
    const { path } = await exportAll('folder', here, desk);
    disk = makeSmallDisk(16);
    there.library = join(disk.folder, 'library');
    mkdirSync(there.library);
    disk.fill(8192);
    await expect(importFrom(path, there)).rejects.toThrow(/room/);
    expect(filesOf(there.library).filter((name) => name.endsWith('.part'))).toEqual([]);
    const before = there.store.size();
    disk.free();
    disk.remove();
    disk = undefined;
    there.library = join(there.dataFolder, 'library');
    expect((await importFrom(path, there)).summary).toContain(`${3 - before} clips taken in`);
    expect(there.store.size()).toBe(3);
  });
});
