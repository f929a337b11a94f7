import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Abilities } from '../shared/contract.ts';
import { discardFor } from './library-acts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-discard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = { debug() {}, info() {}, warn() {}, error() {} };

function hostWith(systemTrash: boolean, trashItem: (path: string) => Promise<void>): Parameters<typeof discardFor>[0] {
  const abilities: Abilities = {
    reveal: false,
    openClip: false,
    dragOut: false,
    chooseFolder: false,
    notify: false,
    systemTrash,
    keyStorage: 'session',
    keyFile: false,
  };
  const nothing = (): Promise<never> => Promise.reject(new Error('not here'));
  const acts = {
    reveal: nothing,
    chooseFolder: nothing,
    openFile: nothing,
    dragOut: nothing,
    chooseArchive: nothing,
    chooseSave: nothing,
    trashItem,
    notify() {},
    isInFront: () => false,
    showAttention() {},
    showProgress() {},
  };
  return { abilities, acts, log };
}

it('gives files to the system’s trash, where there is one', async () => {
  const trashed: string[] = [];
  await discardFor(hostWith(true, async (path) => void trashed.push(path)))?.('/clips/a.mp4');
  expect(trashed).toEqual(['/clips/a.mp4']);
  expect(discardFor(hostWith(false, async () => {}))).toBeUndefined();
});

it('removes a file of which the system’s trash wants nothing to know', async () => {
  const path = join(folder, 'a.mp4');
  writeFileSync(path, 'x');
  await discardFor(hostWith(true, () => Promise.reject(new Error('no trash on this drive'))))?.(path);
  expect(existsSync(path)).toBe(false);
});
