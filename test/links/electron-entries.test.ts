import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** The two files that import Electron when they run, in a Node of their own with a stand-in. */
const root = dirname(dirname(import.meta.dirname));
const dataFolder = mkdtempSync(join(tmpdir(), 'conch-entry-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

function runEntry(path: string): { said: unknown[]; trouble: string } {
  const hooks = new URL('./with-fake-electron.ts', import.meta.url).href;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', hooks, join(root, path)], {
    encoding: 'utf8',
    env: { ...process.env, CONCH_DATA_DIR: dataFolder },
  });
  return { said: stdout === '' ? [] : (JSON.parse(stdout) as unknown[]), trouble: stderr };
}

describe('the preload', () => {
  it('gives the page exactly four functions and one fixed channel', () => {
    const { said, trouble } = runEntry('src/preload/index.ts');
    expect(trouble).toBe('');
    expect(said).toEqual([
      ['on', 'conch:link'],
      ['send', 'conch:link', 'opening'],
      ['expose', 'conch', ['send', 'onMessage', 'onClose', 'close']],
    ]);
  });
});

describe('the entry of the desktop app', () => {
  it('turns the sandbox on and registers its scheme before anything else', () => {
    const { said, trouble } = runEntry('src/main/hosts/electron/index.ts');
    expect(trouble).toBe('');
    expect(said).toEqual([['sandbox'], ['scheme'], ['path', 'userData', join(dataFolder, 'window')], ['quit']]);
  });
});
