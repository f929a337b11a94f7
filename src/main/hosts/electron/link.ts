import { channel, closing, opening } from '../../../shared/channel.ts';
import type { Link } from '../../../shared/link.ts';

/** The part of `WebFrameMain` that tells who sends. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: object | null;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

interface SenderEvent {
  readonly sender: unknown;
  readonly senderFrame: SenderFrame | null;
}

type Listener = (event: SenderEvent, message: unknown) => void;

/** The part of `ipcMain` that this needs. */
export interface MainIpc {
  on(channel: string, listener: Listener): unknown;
  removeListener(channel: string, listener: Listener): unknown;
}

/** The part of `webContents` that this needs. */
export interface Page {
  send(channel: string, message: unknown): void;
  isDestroyed(): boolean;
  once(event: 'destroyed', listener: () => void): unknown;
}

export interface LinkParts {
  ipcMain: MainIpc;
  page: Page;
  /** The only origin whose main frame is listened to. */
  origin: string;
  onLink(link: Link): void;
}

/** Gives a fresh link whenever a page comes up in this window, e.g. after a reload; the one before it closes. */
export function acceptLinks({ ipcMain, page, origin, onLink }: LinkParts): void {
  let current: OpenLink | undefined;

  const listener: Listener = (event, message) => {
    // `senderFrame` is read at once: it is gone when the page moves on.
    if (event.sender !== page || !isTrusted(event.senderFrame, origin)) return;
    if (message === opening) {
      current?.end();
      current = createLink(page);
      onLink(current.link);
    } else if (message === closing) {
      current?.end();
    } else {
      current?.deliver(message);
    }
  };
  ipcMain.on(channel, listener);
  page.once('destroyed', () => {
    ipcMain.removeListener(channel, listener);
    current?.end();
  });
}

function isTrusted(frame: SenderFrame | null, origin: string): boolean {
  return frame !== null && !frame.isDestroyed() && !frame.detached && frame.parent === null && frame.origin === origin;
}

interface OpenLink {
  readonly link: Link;
  deliver(message: unknown): void;
  end(): void;
}

function createLink(page: Page): OpenLink {
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;

  function end(): void {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
  }
  function sendToPage(message: unknown): void {
    if (!open || page.isDestroyed()) return;
    try {
      page.send(channel, message);
    } catch {
      // The page went away between the look and the sending; it opens a new session when it is back.
    }
  }

  return {
    link: {
      send: sendToPage,
      onMessage(listener) {
        messageListeners.push(listener);
      },
      onClose(listener) {
        if (open) closeListeners.push(listener);
        else queueMicrotask(listener);
      },
      close() {
        sendToPage(closing);
        end();
      },
    },
    deliver(message) {
      if (open) for (const listener of messageListeners) listener(message);
    },
    end,
  };
}
