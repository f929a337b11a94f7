import type { Host, Log, Sealer, SettingsFile } from '../../host.ts';
import { systemClock } from '../clock.ts';

/** What the core asks of the desktop, as Electron does it. */
export interface Desktop {
  showItemInFolder(path: string): void;
  /** The folder dialog; the chosen paths, none when the person closed it. */
  chooseFolders(): Promise<{ canceled: boolean; filePaths: string[] }>;
  /** Rejects where the system has no trash for this place, e.g. on some network drives. */
  trashItem(path: string): Promise<void>;
  notify: Host['acts']['notify'];
  canNotify: boolean;
  /** On the dock or the taskbar; below zero takes it away. */
  setProgressBar(fraction: number): void;
}

export interface ElectronHostOptions {
  dataFolder: string;
  version: string;
  settings: SettingsFile;
  sealer: Sealer | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  log: Log;
  desktop: Desktop;
}

/** The machine seen through Electron. */
export function createElectronHost(options: ElectronHostOptions): Host {
  const { dataFolder, version, settings, sealer, environment, log, desktop } = options;
  return {
    kind: 'electron',
    version,
    abilities: {
      reveal: true,
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
    clock: systemClock,
    log,
    acts: {
      reveal: async (path) => {
        desktop.showItemInFolder(path);
      },
      chooseFolder: async () => {
        const { canceled, filePaths } = await desktop.chooseFolders();
        return canceled ? null : (filePaths[0] ?? null);
      },
      trashItem: (path) => desktop.trashItem(path),
      notify: desktop.notify,
      showProgress: (fraction) => {
        desktop.setProgressBar(fraction ?? -1);
      },
    },
  };
}
