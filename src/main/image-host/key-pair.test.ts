import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeyStore } from '../library/key-store.ts';
import { createKeyPairStore, withImageHostKey } from './key-pair.ts';

const pair = { accessKeyId: 'AKEXAMPLEEXAMPLE1234', secretAccessKey: 'canary/secret+with:colon=0123456789' };
const log = { debug() {}, info() {}, warn() {}, error() {} };
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-pair-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(environment: Record<string, string> = {}, sealed = true) {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  const sealer = {
    seal: async (text: string) => turn(new TextEncoder().encode(text)),
    unseal: async (bytes: Uint8Array) => ({ text: new TextDecoder().decode(turn(bytes)), sealAgain: false }),
  };
  const keys = createKeyStore({ folder, environment: withImageHostKey(environment), log, ...(sealed && { sealer }) });
  return { keys, pairs: createKeyPairStore(keys) };
}

it('is sealed as one, comes back after a restart, and shows the end of its id alone', async () => {
  await open().pairs.set(pair, { inFile: false });
  const { keys, pairs } = open();
  await keys.load();
  expect(pairs.pair()).toEqual(pair);
  expect(pairs.state()).toEqual({ source: 'keychain', hint: '1234' });
  const onDisk = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  expect(onDisk).not.toContain(pair.secretAccessKey);
  expect(onDisk).not.toContain(pair.accessKeyId);
});

it('knows both parts as secrets', async () => {
  const { pairs } = open();
  await pairs.set(pair, { inFile: false });
  expect(pairs.secrets()).toEqual([pair.secretAccessKey, pair.accessKeyId]);
});

it('comes from the environment only whole, and cannot be changed then', async () => {
  const half = open({ CONCH_IMAGE_HOST_KEY_ID: pair.accessKeyId });
  expect(half.pairs.pair()).toBeUndefined();
  const whole = open({ CONCH_IMAGE_HOST_KEY_ID: pair.accessKeyId, CONCH_IMAGE_HOST_SECRET: pair.secretAccessKey });
  expect(whole.pairs.pair()).toEqual(pair);
  expect(whole.pairs.state()).toEqual({ source: 'environment', hint: '1234' });
  await expect(whole.pairs.set(pair, { inFile: false })).rejects.toThrow('environment');
});

it('refuses what could never be a key', async () => {
  const { pairs } = open({}, false);
  await expect(pairs.set({ ...pair, accessKeyId: 'a:b' }, { inFile: false })).rejects.toThrow('colon');
  await expect(pairs.set({ ...pair, secretAccessKey: 'two words' }, { inFile: false })).rejects.toThrow('spaces');
  expect(pairs.pair()).toBeUndefined();
  expect(pairs.state()).toEqual({ source: 'none' });
});
