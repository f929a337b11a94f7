import type { Announcement } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import type { Said } from '../shared/sentence.ts';
import type { Host } from './host.ts';
import { createImageHost, type ImageHost } from './image-host/image-host.ts';
import { imageHostKeyId, withImageHostKey } from './image-host/key-pair.ts';
import { readEnvironment } from './library/environment.ts';
import { createKeyStore, type KeyStore } from './library/key-store.ts';
import type { PictureStore } from './library/picture-store.ts';
import type { SettingsStore } from './library/settings-store.ts';
import { createOutside, type Outside } from './network/outside.ts';
import { proxyPasswordId } from './network/proxy-password.ts';
import { createProviderAccess, type ProviderAccess } from './provider-access.ts';
import { createConnections, type ProviderConnections } from './providers/connections.ts';
import { findProvider, providers } from './providers/index.ts';

/** Everything by which something leaves this computer: the keys, the way out, the providers, and the image host. */
export interface Outgoing {
  readonly keys: KeyStore;
  readonly access: ProviderAccess;
  readonly imageHost: ImageHost;
  readonly outside: Outside;
  readonly connections: ProviderConnections;
  /** About the environment, in plain words. */
  readonly notices: readonly Said[];
  /** Empty for a provider that is not there any more. */
  originOf(providerId: string): string;
  /** From now on it is told when the system opens a key late; at the start the first session tells it all. */
  listen(providerKeyOpened: (providerId: string) => void): void;
}

export interface OutgoingOptions {
  host: Host;
  settings: SettingsStore;
  pictures: PictureStore;
  job(id: string): Job | undefined;
  announce(announcement: Announcement): void;
  wake(): void;
  wakeUploads(): void;
}

export async function openOutgoing(options: OutgoingOptions): Promise<Outgoing> {
  const { host, settings, pictures, job, announce, wake, wakeUploads } = options;
  const { clock, log } = host;
  const fromEnvironment = readEnvironment(
    host.environment,
    providers.map(({ id }) => id),
  );
  const keyOpened = { announce: (_providerId: string): void => {} };
  const keys = createKeyStore({
    folder: host.dataFolder,
    ...(host.sealer && { sealer: host.sealer }),
    environment: withImageHostKey(host.environment),
    log,
    opened: (providerId) => keyOpened.announce(providerId),
  });
  await keys.load();
  const outside = createOutside({
    host,
    settings,
    keys,
    origins: () => access.originsToTry(),
    announce,
    changed() {
      connections.renew();
      wake();
    },
  });
  const connections = createConnections(outside.through);
  const imageHost = createImageHost({
    dataFolder: host.dataFolder,
    settings,
    keys,
    pictures,
    job,
    keyFile: host.abilities.keyFile,
    through: outside.through,
    clock,
    log,
    changed: (view) => announce({ event: 'imageHost.changed', payload: { imageHost: view } }),
    settingsChanged: () => announce({ event: 'settings.changed', payload: { settings: settings.get() } }),
    mended: wakeUploads,
  });
  await imageHost.load();
  const secrets = (): string[] => [...keys.secrets(), ...imageHost.secrets(), ...outside.secrets()];
  const access = createProviderAccess({ providers, keys, settings, fromEnvironment, secrets, clock, connections });
  return {
    keys,
    access,
    imageHost,
    outside,
    connections,
    notices: fromEnvironment.notices,
    originOf: (id) => (findProvider(id) === undefined ? '' : access.origin(id)),
    listen(providerKeyOpened) {
      keyOpened.announce = (id) => {
        if (id === imageHostKeyId) imageHost.keyOpened();
        else if (id === proxyPasswordId) outside.passwordOpened();
        else providerKeyOpened(id);
      };
    },
  };
}
