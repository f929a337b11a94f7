import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSettingsFile } from './settings-file.ts';

describe('the settings file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conch-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = () => join(folder, 'settings.json');
  const open = () =>
    createSettingsFile(
      path(),
      () => new Conf({ cwd: folder, configName: 'settings' }),
      () => 77,
    );

  it('is empty at first, and remembers', () => {
    expect({ ...open().store }).toEqual({});
    expect(readdirSync(folder)).toEqual([]);
    open().store = { theme: 'dark' };
    expect({ ...open().store }).toEqual({ theme: 'dark' });
  });

  it.each(['{ "theme": "dark", broken', '', '\u0000\u0000\u0000'])(
    'puts a damaged one aside instead of overwriting it: %j',
    (text) => {
      writeFileSync(path(), text);
      const file = open();
      expect(() => file.store).toThrow(`kept as ${path()}.damaged-77`);
      expect({ ...file.store }).toEqual({});
      file.store = { theme: 'light' };
      expect(readFileSync(`${path()}.damaged-77`, 'utf8')).toBe(text);
      expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ theme: 'light' });
    },
  );

  it('does not lose a damaged one by writing before reading', () => {
    writeFileSync(path(), 'broken');
    const file = open();
    expect(() => (file.store = { theme: 'light' })).toThrow('damaged');
    expect(readFileSync(`${path()}.damaged-77`, 'utf8')).toBe('broken');
  });
});
