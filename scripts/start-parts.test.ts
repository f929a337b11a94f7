import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh } from './built.ts';
import { deskTrouble, electronBinary } from './electron-binary.ts';
import { nodeTrouble } from './node-version.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param changedAt seconds */
function put(path: string, changedAt: number, text = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  utimesSync(join(folder, path), changedAt, changedAt);
}

describe('what was built', () => {
  const products = [
    'out/main/index.js',
    'out/main/web.js',
    'out/main/cli.js',
    'out/main/simulator.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
  ];

  beforeEach(() => {
    for (const path of products) put(path, 200);
    for (const path of ['src/main/app.ts', 'src/renderer/App.tsx', 'package.json']) put(path, 100);
  });

  it('is fresh when it is younger than its sources', async () => {
    expect(await isFresh(folder)).toBe(true);
  });

  it.each(products)('is not fresh without %s', async (path) => {
    rmSync(join(folder, path));
    expect(await isFresh(folder)).toBe(false);
  });

  it.each(['src/renderer/styles/app.css', 'src/new/deep/file.ts', 'electron.vite.config.ts', 'package.json'])(
    'is not fresh after a change of %s',
    async (path) => {
      put(path, 300);
      expect(await isFresh(folder)).toBe(false);
    },
  );

  it('does not care for tests', async () => {
    put('src/main/app.test.ts', 300);
    put('src/renderer/App.test.tsx', 300);
    expect(await isFresh(folder)).toBe(true);
  });
});

describe('the Electron binary', () => {
  it('is there only when its package says where and the file exists', () => {
    expect(electronBinary(folder, undefined)).toBeUndefined();
    put('node_modules/electron/path.txt', 1, 'electron\n');
    expect(electronBinary(folder, undefined)).toBeUndefined();
    put('node_modules/electron/dist/electron', 1);
    expect(electronBinary(folder, undefined)).toBe(join(folder, 'node_modules/electron/dist/electron'));
    put('elsewhere/electron', 1);
    expect(electronBinary(folder, join(folder, 'elsewhere'))).toBe(join(folder, 'elsewhere/electron'));
  });

  it('is of no use without a screen, nor to root on Linux', () => {
    const screen = { DISPLAY: ':0' };
    expect(deskTrouble({ platform: 'linux', userId: 1000, environment: {} })).toContain('no screen');
    expect(deskTrouble({ platform: 'linux', userId: 0, environment: screen })).toContain('root');
    expect(deskTrouble({ platform: 'linux', userId: 1000, environment: screen })).toBeUndefined();
    expect(deskTrouble({ platform: 'linux', userId: 1000, environment: { WAYLAND_DISPLAY: 'w' } })).toBeUndefined();
    expect(deskTrouble({ platform: 'darwin', userId: 0, environment: {} })).toBeUndefined();
    expect(deskTrouble({ platform: 'win32', userId: undefined, environment: {} })).toBeUndefined();
  });
});

describe('the version of Node', () => {
  it.each(['v22.19.0', 'v22.20.1', 'v24.0.0', 'v26.1.0'])('%s will do', (version) => {
    expect(nodeTrouble(version)).toBeUndefined();
  });

  it.each(['v20.20.2', 'v22.18.0', 'v18.0.0'])('%s is too old, and one line says what to do', (version) => {
    expect(nodeTrouble(version)).toMatch(
      new RegExp(`^Conch needs Node 22\\.19 or newer and this is ${version}\\. [^\\n]+$`),
    );
  });
});
