import { randomUUID } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { sidecarOf } from '../library/clip-name.ts';
import { openLibraryRig, type LibraryRig } from '../library-folder/library-folder-rig.ts';
import { clipBytes, filesOf, found, importFrom } from './exchange-rig.ts';
import { nameTrouble } from './import-source.ts';

let here: LibraryRig;
let there: LibraryRig;
let desk: string;
beforeEach(() => {
  here = openLibraryRig();
  there = openLibraryRig();
  desk = join(here.dataFolder, 'desk');
  mkdirSync(desk);
});
afterEach(() => {
  here.close();
  there.close();
});

interface Trick {
  name: string;
  bytes: Buffer;
  mode?: number;
}

/** An archive whose names are put in afterwards: the writer itself would refuse them. */
async function hostileZip(tricks: readonly Trick[]): Promise<string> {
  const zip = new ZipFile();
  tricks.forEach(({ bytes, mode = 0o100644, name }, at) => {
    const stand = `${at}`.padStart(Buffer.byteLength(name), 'x');
    zip.addBuffer(bytes, stand, { mode });
  });
  zip.end();
  const path = join(desk, `${randomUUID()}.zip`);
  await pipeline(zip.outputStream, createWriteStream(path));
  let content = readFileSync(path);
  tricks.forEach(({ name }, at) => {
    const stand = Buffer.from(`${at}`.padStart(Buffer.byteLength(name), 'x'));
    for (let from = content.indexOf(stand); from >= 0; from = content.indexOf(stand, from + stand.length)) {
      content = Buffer.concat([content.subarray(0, from), Buffer.from(name), content.subarray(from + stand.length)]);
    }
  });
  writeFileSync(path, content);
  return path;
}

describe('a hostile archive', () => {
  it('is refused entry by entry, writes nothing outside, and its honest clip comes in', async () => {
    const honest = here.addClip({ content: clipBytes() });
    const clip = readFileSync(join(here.library, honest.progress.asset.path));
    const text = readFileSync(sidecarOf(join(here.library, honest.progress.asset.path)));
    const path = await hostileZip([
      { name: '../../../../tmp/escape-by-conch-test.mp4', bytes: clip },
      { name: '/etc/escape-by-conch-test.json', bytes: text },
      { name: 'C:\\windows\\escape.mp4', bytes: clip },
      { name: 'a/./b.json', bytes: text },
      { name: 'evil\u202Egpj.mp4', bytes: clip },
      { name: 'new\nline.json', bytes: text },
      { name: 'pointer-that-is-a-link.mp4', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 },
      { name: 'swells-a-lot-bomb.mp4', bytes: Buffer.alloc(20_000_000) },
      { name: 'clip/honest-clip.mp4', bytes: clip },
      { name: 'clip/honest-clip.json', bytes: text },
      { name: 'clip/honest-clip.json', bytes: text },
      { name: '__proto__.json', bytes: Buffer.from('{"__proto__":{"format":"conch-clip-1"}}') },
    ]);
    const report = await importFrom(path, there);
    expect([...there.store.states().keys()]).toEqual([honest.id]);
    const refused = report.findings.find(({ kind }) => kind === 'refused');
    expect(refused?.total).toBe(9);
    expect(refused?.listed.every(({ name }) => !/[\p{Cc}\u202E]/u.test(name))).toBe(true);
    expect(existsSync('/tmp/escape-by-conch-test.mp4')).toBe(false);
    expect(filesOf(there.library)).toHaveLength(2);
    expect(readdirSync(there.dataFolder).filter((name) => !name.startsWith('conch.db'))).toEqual(
      ['library', 'library-folders.json', 'parts'].filter((name) => existsSync(join(there.dataFolder, name))),
    );
    expect(({} as { format?: string }).format).toBeUndefined();
  });

  it('sizes that lie are found out while reading', async () => {
    const job = here.addClip({ content: clipBytes() });
    const zip = new ZipFile();
    const clip = readFileSync(join(here.library, job.progress.asset.path));
    zip.addBuffer(clip, 'a.mp4', { compress: true });
    zip.addBuffer(readFileSync(sidecarOf(join(here.library, job.progress.asset.path))), 'a.json', { compress: true });
    zip.end();
    const path = join(desk, 'lies.zip');
    await pipeline(zip.outputStream, createWriteStream(path));
    const bytes = readFileSync(path);
    // The size in the central directory, 24 bytes after its signature.
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(clip.length - 1000, central + 24);
    writeFileSync(path, bytes);
    const report = await importFrom(path, there);
    expect(there.store.size()).toBe(0);
    expect(report.findings.find(({ kind }) => kind === 'refused')?.total).toBe(1);
    expect(filesOf(there.library)).toEqual([]);
  });

  it('a sidecar of 1 GB is not read', async () => {
    const folder = join(desk, 'huge');
    mkdirSync(folder);
    writeFileSync(join(folder, 'x.json'), '');
    truncateSync(join(folder, 'x.json'), 1024 ** 3);
    const before = process.memoryUsage().rss;
    expect(found(await importFrom(folder, there), 'refused')).toEqual(['The file is too large for what it should be.']);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it('more files than any export has: nothing is taken in', async () => {
    const path = join(desk, 'many.zip');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('x'), 'a.txt');
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    const bytes = readFileSync(path);
    const end = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    bytes.writeUInt16LE(0xfffe, end + 8);
    bytes.writeUInt16LE(0xfffe, end + 10);
    writeFileSync(path, bytes);
    // It claims 65,534 entries and has one: damaged.
    await expect(importFrom(path, there)).rejects.toThrow('Nothing was taken in');
    expect(statSync(path).size).toBeLessThan(1000);
  });

  it.each(['..', 'a/../b', '/a', 'a\\b', 'c:x', 'a//b', '', 'x'.repeat(2000), 'a\u0000b', './a'])(
    'the name %j',
    (name) => {
      expect(nameTrouble(name)).toBeDefined();
    },
  );

  it.each(['a.mp4', '2026-11/海-x.json', 'pictures/..hidden.png', 'a b/c (2).mp4'])(
    'the name %j is harmless',
    (name) => {
      expect(nameTrouble(name)).toBeUndefined();
    },
  );
});
