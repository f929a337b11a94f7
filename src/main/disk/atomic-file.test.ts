import * as fsPromises from 'node:fs/promises';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, renamePatiently, writeAtomically, type DiskCalls } from './atomic-file.ts';
import { diskError, diskFailure } from './disk-failure.ts';
import { recordingDisk } from './recording-disk-rig.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-atomic-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('writeAtomically', () => {
  it('flushes the file before the rename and the folder after it', async () => {
    const { disk, trace } = recordingDisk();
    await writeAtomically(join(folder, 'deep/one.json'), 'new', { disk });
    expect(trace.filter((step) => /sync|rename/.test(step))).toEqual(['sync .tmp', 'rename one.json', 'sync deep']);
    expect(readFileSync(join(folder, 'deep/one.json'), 'utf8')).toBe('new');
  });

  it.runIf(process.platform !== 'win32')('gives the file the permissions asked for, 0600 by default', async () => {
    await writeAtomically(join(folder, 'private'), 'x');
    await writeAtomically(join(folder, 'public'), 'x', { mode: 0o644 });
    expect(statSync(join(folder, 'private')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'public')).mode & 0o777).toBe(0o644);
  });

  it.each(['open', 'rename'] as const)('leaves the old file as it was when %s fails, and no litter', async (call) => {
    const path = join(folder, 'one.json');
    writeFileSync(path, 'old');
    const disk: DiskCalls = { ...fsPromises, [call]: () => Promise.reject(coded('EIO')) };
    await expect(writeAtomically(path, 'new', { disk })).rejects.toThrow('EIO');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['one.json']);
  });

  it('many writers at once leave one whole file', async () => {
    const path = join(folder, 'one.json');
    const texts = Array.from({ length: 30 }, (_, index) => String(index).repeat(5000));
    await Promise.all(texts.map((text) => writeAtomically(path, text)));
    expect(texts).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['one.json']);
  });
});

describe('renamePatiently', () => {
  it.each(['EPERM', 'EBUSY', 'EACCES'])('waits while somebody else holds the file (%s)', async (code) => {
    let refusals = 0;
    writeFileSync(join(folder, 'a'), 'x');
    const rename: DiskCalls['rename'] = async (from, to) => {
      refusals += 1;
      if (refusals <= 4) throw coded(code);
      await fsPromises.rename(from, to);
    };
    await renamePatiently(join(folder, 'a'), join(folder, 'b'), { rename });
    expect(refusals).toBe(5);
    expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('x');
  });

  it('does not wait for what will not pass', async () => {
    let attempts = 0;
    const rename = async (): Promise<void> => {
      attempts += 1;
      throw coded('ENOSPC');
    };
    await expect(renamePatiently('a', 'b', { rename })).rejects.toThrow('ENOSPC');
    expect(attempts).toBe(1);
  });
});

describe('words for the disk', () => {
  it('name the folder and what is needed', () => {
    expect(diskFailure(coded('ENOSPC'), '/clips', 12_300_000)).toMatchObject({
      kind: 'disk',
      message: 'There is no room left in /clips. About 12.3 MB more are needed.',
    });
  });

  it.each(['EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EBUSY', 'EFBIG', 'EIO', undefined])(
    '%s has a sentence with the folder',
    (code) => {
      const { message } = diskFailure(code === undefined ? 'odd' : coded(code), '/clips');
      expect(message).toContain('/clips');
      expect(message).toMatch(/[.?]$/);
    },
  );

  it('a failure that is in words already passes unchanged', () => {
    const first = diskError(coded('EIO'), '/clips');
    expect(diskError(first, '/elsewhere')).toBe(first);
    expect(codeOf('text')).toBeUndefined();
  });
});
