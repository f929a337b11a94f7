import { EventEmitter } from 'node:events';
import type { MainIpc, Page, SenderFrame } from '../../src/main/hosts/electron/link.ts';
import type { RendererIpc } from '../../src/preload/link.ts';

/** Objects shaped like Electron's two ends of IPC: structured clone, other turn, event objects first. */
export interface ElectronPair {
  ipcMain: MainIpc;
  ipcRenderer: RendererIpc;
  page: Page & { destroy(): void };
  /** How many listeners the main side holds. */
  mainListenerCount(): number;
}

export const ownFrame: SenderFrame = {
  origin: 'conch://app',
  parent: null,
  detached: false,
  isDestroyed: () => false,
};

export function createElectronPair(senderFrame: () => SenderFrame | null = () => ownFrame): ElectronPair {
  const main = new EventEmitter();
  const renderer = new EventEmitter();
  const life = new EventEmitter();
  let destroyed = false;
  const page: ElectronPair['page'] = {
    send(channel, message) {
      const copy: unknown = structuredClone(message);
      setImmediate(() => renderer.emit(channel, {}, copy));
    },
    isDestroyed: () => destroyed,
    once: (event, listener) => life.once(event, listener),
    destroy() {
      destroyed = true;
      life.emit('destroyed');
    },
  };
  return {
    ipcMain: main,
    ipcRenderer: {
      send(channel, message) {
        const copy: unknown = structuredClone(message);
        setImmediate(() => main.emit(channel, { sender: page, senderFrame: senderFrame() }, copy));
      },
      on: (channel, listener) => renderer.on(channel, listener),
    },
    page,
    mainListenerCount: () => main.eventNames().reduce((sum, name) => sum + main.listenerCount(name), 0),
  };
}
