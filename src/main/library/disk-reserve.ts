import { randomFillSync } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type Failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Clock, Log } from '../host.ts';

/**
 * Room for what must not be lost. Nothing is sent to a provider while the disk is nearly full, and a file of ballast
 * lies ready to be thrown out when the id of a clip that has been paid for finds no room all the same.
 */
export interface DiskReserve {
  /** Why nothing should be sent now, in plain words; undefined when there is room. */
  shortage(): Promise<Failure | undefined>;
  /** Throws the ballast out before anything is opened, if there is next to no room: opening has to write as well. */
  makeRoomToOpen(): Promise<void>;
  /** Throws the ballast out. False when there was none. */
  release(): boolean;
  /** Lays in the ballast, now if there is room, and again whenever there is. */
  start(): void;
  stop(): Promise<void>;
}

export interface ReserveSizes {
  /** Less free space than this, and nothing is sent. */
  reserveBytes: number;
  ballastBytes: number;
}

export interface DiskReserveOptions extends ReserveSizes {
  folder: string;
  clock: Pick<Clock, 'after'>;
  log: Log;
  /** Free bytes in a folder; undefined when the file system cannot tell. */
  freeBytes?: (folder: string) => Promise<number | undefined>;
}

export const usualReserve: ReserveSizes = { reserveBytes: 256_000_000, ballastBytes: 16_000_000 };

const firstLookMs = 2000;
const lookGapMs = 15_000;
const chunkBytes = 1_000_000;
/** More than the lock, SQLite's journal and one record take. */
const roomToOpenBytes = 500_000;

export function createDiskReserve(options: DiskReserveOptions): DiskReserve {
  const { folder, reserveBytes, ballastBytes, clock, log, freeBytes = readFreeBytes } = options;
  const ballast = join(folder, 'ballast');
  let cancelLook: () => void = () => {};
  let filling: Promise<void> = Promise.resolve();
  let stopped = false;

  function isLaidIn(): boolean {
    return statSync(ballast, { throwIfNoEntry: false })?.size === ballastBytes;
  }

  /** What must be free before anything is sent: without ballast, its room as well. */
  function needed(): number {
    return isLaidIn() ? reserveBytes : reserveBytes + ballastBytes;
  }

  function release(): boolean {
    const wasThere = statSync(ballast, { throwIfNoEntry: false }) !== undefined;
    rmSync(ballast, { force: true });
    return wasThere;
  }

  async function refill(): Promise<void> {
    if (ballastBytes === 0 || isLaidIn()) return;
    const free = await freeBytes(folder);
    if (free !== undefined && free < reserveBytes + ballastBytes) return;
    const making = `${ballast}.new`;
    try {
      await writeNoise(making, ballastBytes);
      if (stopped) await rm(making, { force: true });
      else await rename(making, ballast);
    } catch {
      await rm(making, { force: true });
      log.warn('the ballast could not be laid in');
    }
  }

  function look(): void {
    if (stopped) return;
    filling = refill().then(() => {
      if (!stopped) cancelLook = clock.after(lookGapMs, look);
    });
  }

  return {
    async shortage() {
      const free = await freeBytes(folder);
      const least = needed();
      // A file system that cannot tell is believed to have room: the intent must still fit on it before anything is sent.
      if (free === undefined || free >= least) return undefined;
      const message = sentence(
        'There is too little room in {{folder}}: Conch sends nothing unless {{leastBytes, bytes}} are free, so that no clip that was paid for can be lost. About {{missingBytes, bytes}} more are needed; it goes on by itself.',
        { folder, leastBytes: least, missingBytes: least - free },
      );
      return failure('disk', message, { stage: 'local', charged: 'no' });
    },
    async makeRoomToOpen() {
      const free = await freeBytes(folder);
      if (free !== undefined && free < roomToOpenBytes && release()) log.warn('the ballast was thrown out to open');
    },
    release,
    start() {
      cancelLook = clock.after(firstLookMs, look);
    },
    async stop() {
      stopped = true;
      cancelLook();
      await filling;
    },
  };
}

/** Noise, because some file systems store zeros in no room at all. */
async function writeNoise(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    const noise = randomFillSync(Buffer.alloc(Math.min(chunkBytes, sizeBytes)));
    for (let left = sizeBytes; left > 0; left -= noise.length) {
      await file.writeFile(noise.subarray(0, Math.min(left, noise.length)));
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readFreeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
