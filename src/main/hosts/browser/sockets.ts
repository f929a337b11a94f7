import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve, type Core } from '../../../shared/rpc.ts';
import { linkOver } from './link.ts';

/** Largest message in bytes. Pictures and clips travel by HTTP; the longest call is an act that makes ten thousand clips. */
const largestMessageBytes = 32 * 1024 * 1024;
const mostWindows = 8;
const pingEveryMs = 30_000;

/** The windows' links: one WebSocket each. */
export interface Sockets {
  /** Takes over a connection that the guard has let in. */
  accept(incoming: IncomingMessage, socket: Duplex, head: Buffer, core: Core): void;
  readonly full: boolean;
  close(): void;
}

export function createSockets(): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes, perMessageDeflate: false });
  const quiet = new Set<WebSocket>();

  // A window whose computer fell asleep never says good-bye.
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (quiet.has(socket)) {
        socket.terminate();
        continue;
      }
      quiet.add(socket);
      socket.ping();
    }
  }, pingEveryMs);
  timer.unref();

  return {
    get full() {
      return server.clients.size >= mostWindows;
    },
    accept(incoming, socket, head, core) {
      server.handleUpgrade(incoming, socket, head, (client) => {
        client.on('pong', () => quiet.delete(client));
        client.on('close', () => quiet.delete(client));
        // A broken frame or an oversized message: ws closes the socket by itself after this.
        client.on('error', () => client.terminate());
        serve(linkOver(client), core);
      });
    },
    close() {
      clearInterval(timer);
      for (const socket of server.clients) socket.close(1001);
      server.close();
    },
  };
}
