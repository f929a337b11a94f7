import type { WebSocket } from 'ws';
import type { Link } from '../../../shared/link.ts';

/** Bytes that may wait for a window that does not read; then it is dropped and opens a new session when it comes back. */
const longestBacklogBytes = 64 * 1024 * 1024;

/** The link over a WebSocket: one JSON text per message. What is no JSON is ignored. */
export function linkOver(socket: WebSocket): Link {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > longestBacklogBytes) socket.terminate();
      else socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return;
        let message: unknown;
        try {
          message = JSON.parse(asText(data));
        } catch {
          return;
        }
        listener(message);
      });
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) queueMicrotask(listener);
      else socket.on('close', listener);
    },
    close() {
      socket.close();
    },
  };
}

function asText(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
