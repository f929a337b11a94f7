import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../shared/settings.ts';
import type { SettingsFile } from '../host.ts';
import { createSettingsStore } from './settings-store.ts';

const defaults = settingsSchema.parse({});
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(store: Record<string, unknown>): SettingsFile {
  return { store };
}

describe('reading', () => {
  it('an empty file is all defaults', () => {
    const store = createSettingsStore(fileWith({}));
    expect(store.get()).toEqual(defaults);
    expect(store.notices).toEqual([]);
  });

  it('a damaged field costs only itself, and is named', () => {
    const store = createSettingsStore(
      fileWith({ theme: 'pink', notifications: false, providers: 7, libraryFolder: 'relative' }),
    );
    expect(store.get()).toEqual({ ...defaults, notifications: false });
    expect(store.notices).toHaveLength(1);
    for (const name of ['theme', 'providers', 'libraryFolder']) expect(store.notices[0]?.message).toContain(name);
    expect(store.notices[0]?.message).not.toContain('notifications');
  });

  it('one damaged field of a provider costs neither its other field nor another provider', () => {
    const providers = {
      novita: { concurrentClips: 5, baseUrl: 'http://evil.example' },
      pixazo: { concurrentClips: 'many', baseUrl: 'https://proxy.example' },
      acedata: null,
    };
    const store = createSettingsStore(fileWith({ providers }));
    expect(store.get().providers).toEqual({
      novita: { concurrentClips: 5 },
      pixazo: { baseUrl: 'https://proxy.example' },
      acedata: {},
    });
    for (const name of ['novita.baseUrl', 'pixazo.concurrentClips', 'providers.acedata'])
      expect(store.notices[0]?.message).toContain(name);
  });

  it('starts with a file that cannot be read at all', () => {
    const store = createSettingsStore({
      get store(): Record<string, unknown> {
        throw new SyntaxError('Unexpected end of JSON input');
      },
      set store(_value) {},
    });
    expect(store.get()).toEqual(defaults);
    expect(store.notices[0]?.message).toContain('could not be read');
  });

  it('starts with anything in any field, and what it gives is always valid', () => {
    const anything = fc.dictionary(
      fc.constantFrom('theme', 'notifications', 'keysInFile', 'libraryFolder', 'x', '__proto__'),
      fc.anything(),
    );
    const providers = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom('novita', 'Bad Id', ''), fc.anything()));
    fc.assert(
      fc.property(anything, providers, (raw, value) => {
        const { get } = createSettingsStore(fileWith({ ...raw, providers: value }));
        expect(settingsSchema.parse(get())).toEqual(get());
      }),
      { numRuns: 500 },
    );
  });
});

describe('changing', () => {
  it('changes what is named, keeps what it does not know, and takes defaults back', () => {
    const file = fileWith({ fromTheFuture: 1 });
    const store = createSettingsStore(file);
    store.update({ providers: { novita: { baseUrl: 'https://Proxy.example/', concurrentClips: 4 } }, theme: 'dark' });
    expect(file.store).toMatchObject({
      fromTheFuture: 1,
      theme: 'dark',
      providers: { novita: { baseUrl: 'https://proxy.example', concurrentClips: 4 } },
    });
    store.update({ providers: { novita: { baseUrl: null } }, libraryFolder: join(folder, 'clips') });
    expect(store.get().providers['novita']).toEqual({ concurrentClips: 4 });
    store.update({ libraryFolder: null });
    expect(store.get().libraryFolder).toBeUndefined();
    expect(createSettingsStore(file).get()).toEqual(store.get());
  });

  it('keeps the old settings when the file cannot be written', () => {
    const store = createSettingsStore({
      get store() {
        return {};
      },
      set store(_value) {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    expect(() => store.update({ theme: 'dark' })).toThrow(/no room left/);
    expect(store.get().theme).toBe('system');
  });

  it('what it hands out cannot be used to change it', () => {
    const store = createSettingsStore(fileWith({}));
    store.get().providers['novita'] = { baseUrl: 'https://evil.example' };
    expect(store.get().providers).toEqual({});
  });

  it.each([
    'http://proxy.example',
    'https://me:pass@proxy.example',
    'https://proxy.example/v1',
    'ftp://proxy.example',
    '',
  ])('refuses %s as a base URL and changes nothing', (baseUrl) => {
    const store = createSettingsStore(fileWith({}));
    expect(() => store.update({ theme: 'dark', providers: { novita: { baseUrl } } })).toThrow(/origin/);
    expect(store.get()).toEqual(defaults);
  });

  it('refuses a library folder that is no full path or cannot be made', () => {
    const store = createSettingsStore(fileWith({}));
    writeFileSync(join(folder, 'file'), '');
    expect(() => store.update({ libraryFolder: 'clips' })).toThrow(/full path/);
    expect(() => store.update({ libraryFolder: join(folder, 'file/clips') })).toThrow(/not there/);
    expect(store.get().libraryFolder).toBeUndefined();
  });

  it('keeps a copy of a damaged file before it is written over, and only then', () => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, '{"theme":"pink"}');
    const store = createSettingsStore(fileWith({ theme: 'pink' }), path);
    store.update({ theme: 'dark' });
    store.update({ theme: 'light' });
    const copies = readdirSync(folder).filter((name) => name.startsWith('settings.json.damaged-'));
    expect(copies).toHaveLength(1);
    expect(readFileSync(join(folder, copies[0] ?? ''), 'utf8')).toBe('{"theme":"pink"}');
  });
});

it('a limit is set, changed and taken off alone, and the brake as well', () => {
  const file = fileWith({});
  const store = createSettingsStore(file);
  expect(store.get()).toMatchObject({ budget: {}, brake: { actDollars: 5, unpricedClips: 10 } });
  store.update({ budget: { dayDollars: 2, monthDollars: 20 }, brake: { actDollars: null } });
  store.update({ budget: { dayDollars: null } });
  const kept = { budget: { monthDollars: 20 }, brake: { actDollars: null, unpricedClips: 10 } };
  expect(store.get()).toMatchObject(kept);
  expect(createSettingsStore(fileWith(file.store)).get()).toEqual({ ...defaults, ...kept });
  expect(store.get().budget).not.toHaveProperty('dayDollars');
});
