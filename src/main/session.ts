import { clipsPerPage } from '../shared/clip-query.ts';
import type { Session } from '../shared/contract.ts';
import type { Host } from './host.ts';
import type { ImageHost } from './image-host/image-host.ts';
import type { JobStore } from './library/job-store.ts';
import type { Outside } from './network/outside.ts';
import type { MediaStore } from './library/media-store.ts';
import type { SettingsStore } from './library/settings-store.ts';
import type { ProviderAccess } from './provider-access.ts';
import { priceTableVersion } from './providers/index.ts';

/** Everything that a window needs to draw, as it stands. */
export interface SessionOptions {
  host: Host;
  demo: boolean;
  store: JobStore;
  media: MediaStore;
  settings: SettingsStore;
  access: ProviderAccess;
  imageHost: Pick<ImageHost, 'view'>;
  outside: Pick<Outside, 'view'>;
  /** What the person should read about the start. */
  notices(): Session['notices'];
}

export async function openSession({
  host,
  demo,
  store,
  media,
  settings,
  access,
  imageHost,
  outside,
  notices,
}: SessionOptions): Promise<Session> {
  const freeBytes = await media.freeBytes();
  const views = access.views();
  const counts = store.counts();
  return {
    version: host.version,
    host: host.kind,
    abilities: host.abilities,
    demo,
    firstStart: counts.all === 0 && views.every(({ key }) => key.source === 'none'),
    providers: views,
    priceTableVersion,
    settings: settings.get(),
    imageHost: imageHost.view(),
    proxy: outside.view(),
    dataFolder: host.dataFolder,
    libraryFolder: media.folder(),
    ...(freeBytes !== undefined && { freeBytes }),
    mediaBase: '/media',
    counts,
    page: store.clips.page({}, 0, clipsPerPage),
    notices: notices(),
  };
}
