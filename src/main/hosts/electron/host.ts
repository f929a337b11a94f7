import { failure, FailureError } from '../../../shared/failure.ts';
import { sentence } from '../../../shared/sentence.ts';
import type { Host, Log, Sealer, SettingsFile } from '../../host.ts';
import { systemClock } from '../clock.ts';
import { proxyFromScript } from '../system-proxy.ts';

/** What the core asks of the desktop, as Electron does it. */
export interface Desktop {
  showItemInFolder(path: string): void;
  /** Gives back why it did not work; empty when it did. */
  openPath(path: string): Promise<string>;
  dragOut: Host['acts']['dragOut'];
  /** The dialog for an archive; the chosen paths, none when the person closed it. */
  chooseArchives(): Promise<{ canceled: boolean; filePaths: string[] }>;
  /** The dialog for where to save; empty when the person closed it. */
  chooseSavePath(name: string): Promise<{ canceled: boolean; filePath: string }>;
  /** The folder dialog; the chosen paths, none when the person closed it. */
  chooseFolders(): Promise<{ canceled: boolean; filePaths: string[] }>;
  /** Rejects where the system has no trash for this place, e.g. on some network drives. */
  trashItem(path: string): Promise<void>;
  notify: Host['acts']['notify'];
  canNotify: boolean;
  isInFront(): boolean;
  /** On the dock, where the system has such a thing. */
  setBadge(count: number): void;
  /** On the dock or the taskbar; below zero takes it away. */
  setProgressBar(fraction: number): void;
  /** The way to an address, as a proxy script writes it: `PROXY proxy:3128; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
}

export interface ElectronHostOptions {
  dataFolder: string;
  version: string;
  settings: SettingsFile;
  sealer: Sealer | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  languages: readonly string[];
  log: Log;
  desktop: Desktop;
}

/** The machine seen through Electron. */
export function createElectronHost(options: ElectronHostOptions): Host {
  const { dataFolder, version, settings, sealer, environment, languages, log, desktop } = options;
  return {
    kind: 'electron',
    version,
    abilities: {
      reveal: true,
      openClip: true,
      dragOut: true,
      chooseFolder: true,
      notify: desktop.canNotify,
      systemTrash: true,
      keyStorage: sealer === undefined ? 'session' : 'keychain',
      // Only where the system has nothing better.
      keyFile: sealer === undefined,
    },
    dataFolder,
    settings,
    ...(sealer !== undefined && { sealer }),
    environment,
    systemProxy: async (url) => proxyFromScript(await desktop.resolveProxy(url)),
    languages,
    clock: systemClock,
    log,
    acts: {
      reveal: async (path) => {
        desktop.showItemInFolder(path);
      },
      openFile: async (path) => {
        if ((await desktop.openPath(path)) === '') return;
        const words = sentence('No program on this computer opens this clip. Install a player such as VLC.');
        throw new FailureError(failure('invalid-request', words, { stage: 'local' }));
      },
      dragOut: desktop.dragOut,
      chooseFolder: async () => first(await desktop.chooseFolders()),
      chooseArchive: async () => first(await desktop.chooseArchives()),
      chooseSave: async (name) => {
        const { canceled, filePath } = await desktop.chooseSavePath(name);
        return canceled || filePath === '' ? null : filePath;
      },
      trashItem: (path) => desktop.trashItem(path),
      notify: desktop.notify,
      isInFront: desktop.isInFront,
      showAttention: desktop.setBadge,
      showProgress: (fraction) => {
        desktop.setProgressBar(fraction ?? -1);
      },
    },
  };
}

function first({ canceled, filePaths }: { canceled: boolean; filePaths: string[] }): string | null {
  return canceled ? null : (filePaths[0] ?? null);
}
