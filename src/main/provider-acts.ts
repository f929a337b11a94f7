import type { Announcement, KeyState, KeyTest } from '../shared/contract.ts';
import type { Settings, SettingsPatch } from '../shared/settings.ts';
import type { Host } from './host.ts';
import type { KeyStore } from './library/key-store.ts';
import type { SettingsStore } from './library/settings-store.ts';
import type { ProviderAccess } from './provider-access.ts';

/** What a person does with keys and settings: each change is told to the window, and wakes what was waiting for it. */
export interface ProviderActs {
  setKey(providerId: string, key: string, inFile: boolean): Promise<KeyState>;
  clearKey(providerId: string): Promise<KeyState>;
  testKey(providerId: string): Promise<KeyTest>;
  updateSettings(patch: SettingsPatch): Settings;
  /** A key can be used now: it was set, or the system has opened it at last. */
  keyOpened(providerId: string): void;
}

export interface ProviderActsOptions {
  host: Pick<Host, 'abilities'>;
  keys: KeyStore;
  access: ProviderAccess;
  settings: SettingsStore;
  announce(announcement: Announcement): void;
  /** Absent id: everything. */
  /** By the person. */
  settingsChanged(before: Settings, after: Settings): void;
  wake(providerId?: string): void;
}

export function createProviderActs({
  host,
  keys,
  access,
  settings,
  announce,
  settingsChanged,
  wake,
}: ProviderActsOptions): ProviderActs {
  function providersChanged(): void {
    announce({ event: 'providers.changed', payload: { providers: access.views() } });
  }

  function keyOpened(providerId: string): void {
    providersChanged();
    wake(providerId);
  }

  async function keyChanged(providerId: string, change: () => Promise<KeyState>): Promise<KeyState> {
    access.provider(providerId);
    const state = await change();
    keyOpened(providerId);
    return state;
  }

  return {
    setKey: (id, key, inFile) => keyChanged(id, () => keys.set(id, key, { inFile: inFile && host.abilities.keyFile })),
    clearKey: (id) => keyChanged(id, () => keys.clear(id)),
    testKey: (id) => access.testKey(id),
    updateSettings(patch) {
      const before = settings.get();
      const updated = settings.update(patch);
      announce({ event: 'settings.changed', payload: { settings: updated } });
      settingsChanged(before, updated);
      if (patch.providers !== undefined) providersChanged();
      wake();
      return updated;
    },
    keyOpened,
  };
}
