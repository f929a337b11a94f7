import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Announcement } from '../../shared/contract.ts';
import { proxySettingsSchema } from '../../shared/proxy.ts';
import { createKeyStore } from '../library/key-store.ts';
import { createSettingsStore } from '../library/settings-store.ts';
import { createOutside } from './outside.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const abilities = { keyFile: true, keyStorage: 'session' } as never;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const proxy = proxySettingsSchema.parse({ mode: 'http', host: 'proxy.example', port: 3128, user: 'ann' });
const password = 'päss wört 1';

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'conch-outside-'));
  folders.push(folder);
  const said: Announcement[] = [];
  let changes = 0;
  const settings = createSettingsStore({ store: {} });
  const keys = createKeyStore({ folder, environment: {}, log });
  await keys.load();
  const outside = createOutside({
    host: { abilities, clock: { now: () => 0, after: () => () => {} } },
    settings,
    keys,
    origins: () => [],
    announce: (one) => said.push(one),
    changed: () => (changes += 1),
  });
  return { folder, said, settings, outside, changes: () => changes };
}

it('keeps the password with the keys, tells nobody, and has it for the log to blank', async () => {
  const { folder, said, settings, outside, changes } = await open();
  expect(await outside.save({ proxy, password, inFile: true })).toEqual({ passwordState: { source: 'file' } });
  expect(JSON.stringify([said, settings.get()])).not.toContain(password);
  expect(JSON.stringify(said)).not.toContain('hint');
  expect(await readFile(join(folder, 'keys.json'), 'utf8')).not.toContain(password);
  expect(outside.secrets()).toEqual([password]);
  expect(settings.get().proxy).toEqual(proxy);
  expect(changes()).toBe(1);
});

it('leaves the password alone, or takes it away, as it is asked', async () => {
  const { outside } = await open();
  await outside.save({ proxy, password, inFile: false });
  await outside.save({ proxy: { ...proxy, host: 'other.example' }, inFile: false });
  expect(outside.secrets()).toEqual([password]);
  expect(await outside.save({ proxy, password: null, inFile: false })).toEqual({ passwordState: { source: 'none' } });
  expect(outside.secrets()).toEqual([]);
});

it('refuses what cannot be used, and changes nothing', async () => {
  const { outside, settings, changes } = await open();
  const bad = { ...proxy, host: '' };
  await expect(outside.save({ proxy: bad, password, inFile: false })).rejects.toThrow('name or address');
  expect(settings.get().proxy.mode).toBe('system');
  expect([outside.secrets(), changes()]).toEqual([[], 0]);
});
