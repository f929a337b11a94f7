import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createDelayLine, type DelayLine } from './delay-line.ts';

/**
 * Stands between the core and one provider. It can forget all connections without a word, as a router does while a
 * computer sleeps: what is sent on them afterwards is never answered, and nobody says that they are over.
 */
export interface ForgetfulWire {
  origin: string;
  /** How many connections were forgotten. */
  forget(): number;
  close(): Promise<void>;
}

const pieceBytes = 16_384;

/** @param delayMs how long each piece of an answer takes, so that something is always on its way */
export async function openForgetfulWire(target: string, delayMs: number): Promise<ForgetfulWire> {
  const { hostname, port } = new URL(target);
  const alive = new Map<Socket, Socket>();
  const sockets = new Set<Socket>();
  const lines = new Set<DelayLine>();

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(port), hostname);
    alive.set(near, far);
    sockets.add(near);
    const line = createDelayLine(delayMs);
    lines.add(line);
    /** After everything else that has come from over there. */
    const later = (act: () => void): void => {
      line.add(() => {
        if (alive.has(near)) act();
      });
    };
    const part = (): void => {
      alive.delete(near);
      line.clear();
      lines.delete(line);
      near.destroy();
      far.destroy();
    };
    near.on('data', (bytes) => {
      if (alive.has(near)) far.write(bytes);
    });
    near.on('end', () => {
      if (alive.has(near)) far.end();
    });
    near.on('error', part).on('close', part);
    far.on('data', (bytes: Buffer) => {
      // The links in an answer lead to the address where it came from; both have ports of five digits.
      for (let start = 0; start < bytes.length; start += pieceBytes) {
        const piece = bytes.subarray(start, start + pieceBytes);
        later(() => near.write(withPort(piece, port, ownPort())));
      }
    });
    far.on('end', () => later(() => near.end()));
    far.on('error', () => {}).on('close', () => later(part));
  });
  const ownPort = (): string => String((server.address() as AddressInfo).port);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  if (ownPort().length !== port.length) throw new Error('the ports are not equally long');

  return {
    origin: `http://${hostname}:${ownPort()}`,
    forget() {
      const forgotten = [...alive];
      alive.clear();
      for (const [near, far] of forgotten) {
        near.removeAllListeners('data').resume();
        far.destroy();
      }
      return forgotten.length;
    },
    async close() {
      for (const line of lines) line.clear();
      for (const far of alive.values()) far.destroy();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function withPort(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1');
  return text.includes(`127.0.0.1:${from}`)
    ? Buffer.from(text.replaceAll(`127.0.0.1:${from}`, `127.0.0.1:${to}`), 'latin1')
    : bytes;
}
