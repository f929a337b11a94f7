import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { connect, type Client } from '../../../shared/rpc.ts';
import { linkOverSocket, readLines } from './door-link.ts';
import { readPlate, type Plate } from './door-plate.ts';

const answerWithinMs = 5_000;

export interface Opened {
  readonly client: Client;
  readonly holder: Plate['holder'];
}

/** The core that is running on this data folder. Undefined when there is none, or its door stays shut. */
export async function knock(dataFolder: string): Promise<Opened | undefined> {
  const plate = await readPlate(dataFolder);
  if (plate === undefined) return undefined;
  const socket = connectSocket(plate.address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answerWithinMs) });
    const link = linkOverSocket(socket);
    const welcome = Promise.withResolvers<void>();
    let isWelcome = false;
    readLines(socket, (line) => {
      if (isWelcome) link.take(line);
      isWelcome = true;
      welcome.resolve();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => welcome.reject(new Error('the door was shut')));
    const timer = setTimeout(() => socket.destroy(), answerWithinMs);
    socket.write(`${JSON.stringify({ token: plate.token })}\n`);
    await welcome.promise.finally(() => clearTimeout(timer));
    return { client: connect(link), holder: plate.holder };
  } catch {
    socket.destroy();
    return undefined;
  }
}
