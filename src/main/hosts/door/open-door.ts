import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { serve, type Core } from '../../../shared/rpc.ts';
import { writeAtomically } from '../../disk/atomic-file.ts';
import type { Log } from '../../host.ts';
import { defectFacts } from '../log.ts';
import { linkOverSocket, readLines } from './door-link.ts';
import { platePath, type Plate } from './door-plate.ts';

/**
 * The door through which the command line comes in while a window, or another command, has the core: a socket that only this account can reach,
 * in a folder that only it can read, and behind it the same contract as the window's.
 */
export interface Door {
  close(): Promise<void>;
}

export interface DoorOptions {
  dataFolder: string;
  core: Core;
  log: Log;
  /** Absent: a window. */
  holder?: Plate['holder'];
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const longestSocketPathBytes = 100;
const mostGuests = 16;
const tokenWithinMs = 5_000;
const helloSchema = z.object({ token: z.string() });

/**
 * Call it only while the data folder's lock is held. A door that cannot be opened is no reason not to start: the
 * command line then says that the folder is in use.
 */
export async function openDoor({ dataFolder, core, log, holder = 'window' }: DoorOptions): Promise<Door> {
  const token = randomBytes(32);
  const guests = new Set<Socket>();
  const server = createServer((socket) => {
    guests.add(socket);
    socket.on('close', () => guests.delete(socket));
    socket.on('error', () => socket.destroy());
    admit(socket, token, core);
  });
  server.maxConnections = mostGuests;
  let place: Place;
  try {
    place = await choosePlace(dataFolder);
    await listen(server, place.address);
    if (place.isFile) await chmod(place.address, 0o600);
    const plate: Plate = { address: place.address, token: token.toString('hex'), holder };
    await writeAtomically(platePath(dataFolder), JSON.stringify(plate));
  } catch (thrown) {
    log.warn('the door for the command line did not open', defectFacts(thrown));
    server.close();
    return { close: async () => {} };
  }
  return {
    async close() {
      await rm(platePath(dataFolder), { force: true });
      const closed = once(server, 'close');
      server.close();
      for (const guest of guests) guest.destroy();
      await closed;
      if (place.folder !== undefined) await rm(place.folder, { recursive: true, force: true });
    },
  };
}

interface Place {
  address: string;
  isFile: boolean;
  /** Made for it alone. */
  folder?: string;
}

async function choosePlace(dataFolder: string): Promise<Place> {
  if (process.platform === 'win32') {
    return { address: `\\\\.\\pipe\\conch-${randomBytes(16).toString('hex')}`, isFile: false };
  }
  const usual = join(dataFolder, 'door.sock');
  if (Buffer.byteLength(usual) <= longestSocketPathBytes) {
    // Left behind by a process that was killed; whoever holds the lock is the only one here.
    await rm(usual, { force: true });
    return { address: usual, isFile: true };
  }
  const folder = await mkdtemp(join(tmpdir(), 'conch-'));
  return { address: join(folder, 'door.sock'), isFile: true, folder };
}

async function listen(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
}

/** The first line has to be the token; until then nothing else is looked at. */
function admit(socket: Socket, token: Buffer, core: Core): void {
  const timer = setTimeout(() => socket.destroy(), tokenWithinMs);
  socket.on('close', () => clearTimeout(timer));
  let link: ReturnType<typeof linkOverSocket> | undefined;
  readLines(socket, (line) => {
    if (link !== undefined) {
      link.take(line);
      return;
    }
    clearTimeout(timer);
    if (!isToken(line, token)) {
      socket.destroy();
      return;
    }
    link = linkOverSocket(socket);
    serve(link, core);
    socket.write('{"welcome":true}\n');
  });
}

function isToken(line: string, token: Buffer): boolean {
  let said: Buffer;
  try {
    said = Buffer.from(helloSchema.parse(JSON.parse(line)).token, 'hex');
  } catch {
    return false;
  }
  return said.length === token.length && timingSafeEqual(said, token);
}
