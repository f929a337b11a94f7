import type { Link } from './link.ts';

/**
 * Two linked ends in one process. What goes through is turned into JSON text and back and arrives at a later turn,
 * so that nothing works over it that would not work over a wire.
 */
export function createMemoryLinks(): [Link, Link] {
  const first = createEnd();
  const second = createEnd();
  const closeBoth = (): void => {
    first.closed();
    second.closed();
  };
  return [linkOf(first, second, closeBoth), linkOf(second, first, closeBoth)];
}

interface End {
  readonly open: boolean;
  readonly messageListeners: ((message: unknown) => void)[];
  readonly closeListeners: (() => void)[];
  closed(): void;
}

function createEnd(): End {
  const closeListeners: (() => void)[] = [];
  let open = true;
  return {
    get open() {
      return open;
    },
    messageListeners: [],
    closeListeners,
    closed() {
      if (!open) return;
      open = false;
      queueMicrotask(() => {
        for (const listener of closeListeners) listener();
      });
    },
  };
}

function linkOf(mine: End, other: End, close: () => void): Link {
  return {
    send(message) {
      if (!mine.open) return;
      const text = JSON.stringify(message);
      queueMicrotask(() => {
        if (other.open) for (const listener of other.messageListeners) listener(JSON.parse(text));
      });
    },
    onMessage(listener) {
      mine.messageListeners.push(listener);
    },
    onClose(listener) {
      if (mine.open) mine.closeListeners.push(listener);
      else queueMicrotask(listener);
    },
    close,
  };
}
