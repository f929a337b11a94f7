import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Sees every connection that this process tries to make, wherever it leads, before a byte is sent. */
export interface ConnectionWatch {
  /** `address:port` of each attempt, in order. */
  readonly attempts: readonly string[];
  forget(): void;
  stop(): void;
}

export function watchConnections(): ConnectionWatch {
  let attempts: string[] = [];
  function noticed(message: unknown): void {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', (address: string, port: number) => {
      attempts.push(`${address}:${port}`);
      // Only a defect leads elsewhere; nobody out there needs to hear of it.
      if (address !== '127.0.0.1') process.nextTick(() => socket.destroy(new Error('not there')));
    });
  }
  // Node publishes each new client socket here, those of TLS too, before it begins to connect.
  subscribe('net.client.socket', noticed);
  return {
    get attempts() {
      return attempts;
    },
    forget: () => (attempts = []),
    stop: () => unsubscribe('net.client.socket', noticed),
  };
}

/** Something that listens where nobody may connect. */
export interface Decoy {
  readonly port: number;
  connections(): number;
  stop(): Promise<void>;
}

export async function startDecoy(host: '127.0.0.1' | '::1'): Promise<Decoy> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
