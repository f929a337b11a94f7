import { channel, closing, opening } from '../shared/channel.ts';
import type { Link } from '../shared/link.ts';

/** The part of `ipcRenderer` that this needs. */
export interface RendererIpc {
  send(channel: string, message: unknown): void;
  on(channel: string, listener: (event: unknown, message: unknown) => void): unknown;
}

/** The window's end of the link. Messages pass unread, and the event objects of Electron stay here. */
export function createPreloadLink(ipc: RendererIpc): Link {
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;

  function end(): void {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
  }

  ipc.on(channel, (_event, message) => {
    if (message === closing) end();
    else if (open) for (const listener of messageListeners) listener(message);
  });
  ipc.send(channel, opening);

  return {
    send(message) {
      if (open) ipc.send(channel, message);
    },
    onMessage(listener) {
      messageListeners.push(listener);
    },
    onClose(listener) {
      if (open) closeListeners.push(listener);
      else queueMicrotask(listener);
    },
    close() {
      if (open) ipc.send(channel, closing);
      end();
    },
  };
}
