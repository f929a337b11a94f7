import type { Announcement, Input, ProxyTest, ProxyView } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { proxyTroubles, tidyProxy } from '../../shared/proxy.ts';
import type { Host } from '../host.ts';
import type { KeyStore } from '../library/key-store.ts';
import type { SettingsStore } from '../library/settings-store.ts';
import { createThrough, type Through } from './connect-through.ts';
import { createProxyPassword } from './proxy-password.ts';
import { createRoutes } from './routes.ts';
import { tryRoute } from './try-route.ts';

/** The way to everything outside of this computer, as the person has set it. */
export interface Outside {
  readonly through: Through;
  view(): ProxyView;
  /**
   * Without a password the stored one stays in force; `null` removes it.
   * @throws {FailureError} for settings that cannot be used
   */
  save(input: Input<'proxy.save'>): Promise<ProxyView>;
  /** Opens a secured connection to a provider by this way, and closes it. Sends no request. */
  test(): Promise<ProxyTest>;
  /** The system has opened the stored password. */
  passwordOpened(): void;
  secrets(): string[];
}

export interface OutsideOptions {
  host: Pick<Host, 'abilities' | 'systemProxy' | 'clock'>;
  settings: SettingsStore;
  keys: KeyStore;
  /** Where requests go, best to try first. */
  origins(): string[];
  announce(announcement: Announcement): void;
  /** The way is another one now. */
  changed(): void;
}

export function createOutside({ host, settings, keys, origins, announce, changed }: OutsideOptions): Outside {
  const password = createProxyPassword(keys);
  const proxyFor = createRoutes({
    settings: () => settings.get().proxy,
    password: password.get,
    systemProxy: host.systemProxy,
  });
  const view = (): ProxyView => ({ passwordState: password.state() });

  function told(): ProxyView {
    const now = view();
    announce({ event: 'proxy.changed', payload: { proxy: now } });
    changed();
    return now;
  }

  return {
    through: createThrough(proxyFor),
    view,
    async save({ proxy, password: secret, inFile }) {
      const next = tidyProxy(proxy);
      const [trouble] = Object.values(proxyTroubles(next));
      if (trouble !== undefined) throw new FailureError(failure('invalid-request', trouble.said, { stage: 'local' }));
      if (secret === null) await password.clear();
      else if (secret !== undefined) await password.set(secret, { inFile: inFile && host.abilities.keyFile });
      announce({ event: 'settings.changed', payload: { settings: settings.update({ proxy: next }) } });
      return told();
    },
    test: () => tryRoute({ proxyFor, through: createThrough(proxyFor), origins: origins(), now: host.clock.now }),
    passwordOpened: () => void told(),
    secrets: password.secrets,
  };
}
