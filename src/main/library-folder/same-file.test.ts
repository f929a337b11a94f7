import * as fsPromises from 'node:fs/promises';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile, type MoveCalls } from './move-file.ts';
import { blindDisk } from './blind-disk-rig.ts';
import { sameFile } from './same-file.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-same-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content = 'the bytes'): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('two names', () => {
  it('of two files, of one file with two names, of different files', async () => {
    const one = file('a.mp4');
    linkSync(one, join(folder, 'b.mp4'));
    expect(await sameFile(one, join(folder, 'b.mp4'))).toBe('same-bytes');
    expect(await sameFile(one, file('c.mp4'))).toBe('same-bytes');
    expect(await sameFile(one, file('d.mp4', 'others'))).toBe('different');
    expect(await sameFile(one, one)).toBe('one-entry');
    expect(await sameFile(one, join(folder, '.', 'x', '..', 'a.mp4'))).toBe('one-entry');
  });

  it('that a folder does not list both are one entry, whatever is counted', async () => {
    const one = file('a.mp4');
    const other = join(folder, 'b.mp4');
    linkSync(one, other);
    expect(await sameFile(one, other, { disk: { ...fsPromises, readdir: async () => ['a.mp4'] } })).toBe('one-entry');
  });

  it('composed and decomposed, are found in a folder that lists them decomposed', async () => {
    const [one, other] = [file('old/é.mp4'), file('new/é.mp4')];
    const readdir = async (path: string): Promise<string[]> => readdirSync(path).map((name) => name.normalize('NFD'));
    expect(await sameFile(one, other, { disk: { ...fsPromises, readdir } })).toBe('same-bytes');
  });
});

/** Where upper and lower case are one, only another spelling is wanted. */
describe.each(['none', 'one for each spelling', 'one, and a further name elsewhere'] as const)(
  'on a share without case whose numbers of files are: %s',
  (numbers) => {
    it.each([
      ['another case', 'take.mp4', 'Take.mp4'],
      ['composed anew', 'é.mp4', 'é.mp4'],
    ])('%s is a renaming, and no file goes', async (_what, former, wanted) => {
      const from = file(former);
      const to = join(folder, wanted);
      if (numbers.endsWith('elsewhere')) linkSync(from, join(folder, 'backup.mp4'));
      const { disk, removed } = blindDisk(from, to, numbers);
      expect(await placeFile({ from, to, root: folder }, disk)).toBe('same');
      expect(await sameFile(from, to, { disk })).toBe('one-entry');
      expect(removed).toEqual([]);
      expect(readFileSync(to, 'utf8')).toBe('the bytes');
    });
  },
);

describe('a file is placed', () => {
  it('in new folders below the root, and never in a root that is not there', async () => {
    const from = file('old/a.mp4');
    const root = join(folder, 'new');
    const place = { from, to: join(root, 'one', 'two', 'a.mp4'), root };
    await expect(placeFile(place)).rejects.toThrow('ENOENT');
    expect(existsSync(root)).toBe(false);
    mkdirSync(root);
    expect(await placeFile(place)).toBe('placed');
    expect(await placeFile(place)).toBe('placed');
  });

  it('but not over one that only seems to be the same', async () => {
    const [from, to] = [file('old/a.mp4'), file('new/a.mp4')];
    const disk: MoveCalls = { ...fsPromises, readdir: async (path) => (basename(path) === 'new' ? [] : ['a.mp4']) };
    expect(await placeFile({ from, to, root: join(folder, 'new') }, disk)).toBe('conflict');
  });
});
