import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(import.meta.dirname));
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

/** The indented `name: value` lines below one heading. */
function section(heading: string): Record<string, string> {
  const lines = text.split('\n');
  const from = lines.indexOf(`${heading}:`) + 1;
  const length = lines.slice(from).findIndex((line) => /^\S/.test(line) && !line.startsWith('#'));
  const pairs = lines
    .slice(from, length === -1 ? undefined : from + length)
    .map((line) => /^ {2}(\w+): (.+)$/.exec(line));
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : [])));
}

describe('the installers', () => {
  it('set Electron’s switches for good', () => {
    expect(section('electronFuses')).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
      resetAdHocDarwinSignature: 'true',
    });
  });

  it('are made for the three systems', () => {
    const targets = [...text.matchAll(/^ {4}- target: (\w+)$/gm)].map((match) => match[1]);
    expect(targets).toEqual(['dmg', 'nsis', 'AppImage', 'deb']);
    expect(text).toContain('arch: [x64, arm64]');
    expect(text).toContain('asar: true');
  });

  it('name only files that are there', () => {
    const named = [...text.matchAll(/^ +(?:- from|icon): (resources\/\S+)$/gm)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('have an icon in every size, each a PNG of that size', () => {
    for (const size of [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]) {
      const bytes = readFileSync(join(root, `resources/icons/${size}x${size}.png`));
      expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
    }
  });
});
