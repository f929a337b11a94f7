import type { Host } from '../../../src/main/host.ts';
import { createElectronHost } from '../../../src/main/hosts/electron/host.ts';
import { clockFromThen } from '../moment.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** The desktop host without a desktop: it can do all that a desktop can, and nothing comes of it. */
export function createShownHost(dataFolder: string): Host {
  let settings: Record<string, unknown> = {};
  const host = createElectronHost({
    dataFolder,
    version: '0.1.0',
    settings: {
      get store() {
        return settings;
      },
      set store(value) {
        settings = value;
      },
    },
    sealer: {
      seal: async (text) => Buffer.from(text),
      unseal: async (sealed) => ({ text: Buffer.from(sealed).toString(), sealAgain: false }),
    },
    environment: {},
    languages: ['en-GB'],
    log: quiet,
    desktop: {
      showItemInFolder() {},
      openPath: async () => '',
      dragOut: async () => {},
      chooseArchives: async () => ({ canceled: true, filePaths: [] }),
      chooseSavePath: async () => ({ canceled: true, filePath: '' }),
      chooseFolders: async () => ({ canceled: true, filePaths: [] }),
      trashItem: async () => {},
      notify() {},
      canNotify: true,
      isInFront: () => true,
      setBadge() {},
      setProgressBar() {},
      resolveProxy: async () => 'DIRECT',
    },
  });
  return { ...host, clock: clockFromThen() };
}
