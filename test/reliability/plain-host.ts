import { join } from 'node:path';
import type { Host } from '../../src/main/host.ts';
import { createSettingsInFile } from './settings-in-file.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A host of nothing but a data folder, in this process. */
export function plainHost(dataFolder: string, change: Partial<Host> = {}): Host {
  return {
    kind: 'browser',
    version: '0.0.0',
    abilities: {
      reveal: false,
      openClip: false,
      dragOut: false,
      chooseFolder: false,
      notify: false,
      systemTrash: false,
      keyStorage: 'session',
      keyFile: true,
    },
    dataFolder,
    settings: createSettingsInFile(join(dataFolder, 'settings.json')),
    environment: {},
    clock: {
      now: () => Date.now(),
      after(delayMs, callback) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    },
    log: silent,
    acts: {
      reveal: async () => {},
      chooseFolder: async () => null,
      openFile: async () => {},
      dragOut: async () => {},
      chooseArchive: async () => null,
      chooseSave: async () => null,
      trashItem: async () => {},
      notify: () => {},
      isInFront: () => false,
      showAttention: () => {},
      showProgress: () => {},
    },
    ...change,
  };
}
