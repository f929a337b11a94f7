import type { Socket } from 'node:net';
import type { Link } from '../../../shared/link.ts';

/** Bytes that may wait for somebody who does not read; then the connection is dropped. */
const longestBacklogBytes = 64 * 1024 * 1024;
/** Longest line: an act that makes ten thousand clips. */
const longestLineBytes = 32 * 1024 * 1024;

/** Calls back with each whole line; drops a connection whose line never ends. */
export function readLines(socket: Socket, take: (line: string) => void): void {
  let pieces: Buffer[] = [];
  let heldBytes = 0;
  socket.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8');
      pieces = [];
      heldBytes = 0;
      rest = rest.subarray(end + 1);
      take(line);
    }
    heldBytes += rest.length;
    if (heldBytes > longestLineBytes) socket.destroy();
    else if (rest.length > 0) pieces.push(rest);
  });
}

/** The link over a local socket: one JSON text per line. What is no JSON is ignored. */
export function linkOverSocket(socket: Socket): Link & { take(line: string): void } {
  const listeners: ((message: unknown) => void)[] = [];
  return {
    take(line) {
      let message: unknown;
      try {
        message = JSON.parse(line);
      } catch {
        return;
      }
      for (const listener of listeners) listener(message);
    },
    send(message) {
      if (!socket.writable) return;
      if (socket.writableLength > longestBacklogBytes) socket.destroy();
      else socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: (listener) => void listeners.push(listener),
    onClose(listener) {
      if (socket.closed) queueMicrotask(listener);
      else socket.on('close', listener);
    },
    close: () => void socket.end(),
  };
}
