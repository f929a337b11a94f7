import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoClipsFolder, iconsFolder, programVersion, rendererFolder } from './resources-folder.ts';

describe('the parts of the program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conch-program-'));
    for (const path of ['app/out/main/chunks', 'app/out/renderer', 'kept/resources/demo', 'kept/resources/icons']) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    writeFileSync(join(folder, 'app/package.json'), '{ "version": "4.5.6" }');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are found from a chunk of the bundle, and outside the archive of a packaged program', () => {
    const from = [join(folder, 'app/out/main/chunks'), join(folder, 'kept')];
    expect(rendererFolder(from)).toBe(join(folder, 'app/out/renderer'));
    expect(programVersion(from)).toBe('4.5.6');
    expect(demoClipsFolder(from)).toBe(join(folder, 'kept/resources/demo'));
    expect(iconsFolder(from)).toBe(join(folder, 'kept/resources/icons'));
  });

  it('are found in the repository', () => {
    expect(programVersion()).toMatch(/^\d+\.\d+\.\d+/);
    expect(demoClipsFolder()).toMatch(/resources.demo$/);
  });

  it('are said to be missing in plain words', () => {
    expect(() => demoClipsFolder([folder])).toThrow('the program is not whole');
  });
});
