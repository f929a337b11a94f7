import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskReserve, type DiskReserve } from './disk-reserve.ts';

let folder = '';
let free: number | undefined = 1_000_000;
const timers: (() => void)[] = [];
const silent = { debug() {}, info() {}, warn() {}, error() {} };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-reserve-'));
  free = 1_000_000;
  timers.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function create(ballastBytes = 50_000, into = folder): DiskReserve {
  return createDiskReserve({
    folder: into,
    reserveBytes: 200_000,
    ballastBytes,
    clock: {
      after(_delayMs, callback) {
        timers.push(callback);
        return () => {};
      },
    },
    log: silent,
    freeBytes: async () => free,
  });
}

const ballast = (): string => join(folder, 'ballast');

/** Lets the reserve look at the disk, and waits until it has. */
async function look(): Promise<void> {
  timers.shift()?.();
  await expect.poll(() => timers.length).toBe(1);
}

describe('disk reserve', () => {
  it('says what is missing, where, and how much; and nothing when there is room', async () => {
    const reserve = create();
    free = 250_000;
    expect(await reserve.shortage()).toBeUndefined();
    free = 249_999;
    const shortage = await reserve.shortage();
    expect(shortage).toMatchObject({ kind: 'disk', charged: 'no' });
    expect(shortage?.message).toContain(folder);
    expect(shortage?.message).toContain('250.0 kB');
    expect(shortage?.message).toContain('1 byte');
  });

  it('lays in the ballast when there is room for it and the reserve, and asks for less room then', async () => {
    const reserve = create();
    reserve.start();
    free = 249_999;
    await look();
    expect(existsSync(ballast())).toBe(false);
    free = 250_000;
    await look();
    expect(statSync(ballast())).toMatchObject({ size: 50_000 });
    expect(statSync(ballast()).blocks * 512).toBeGreaterThanOrEqual(50_000);
    free = 200_000;
    expect(await reserve.shortage()).toBeUndefined();
    await reserve.stop();
  });

  it('throws it out once, and lays it in again', async () => {
    const reserve = create();
    reserve.start();
    await look();
    expect([reserve.release(), reserve.release()]).toEqual([true, false]);
    expect(existsSync(ballast())).toBe(false);
    await look();
    expect(existsSync(ballast())).toBe(true);
    await reserve.stop();
  });

  it('opens a full disk by throwing it out, and only then', async () => {
    const reserve = create();
    reserve.start();
    await look();
    await reserve.makeRoomToOpen();
    expect(existsSync(ballast())).toBe(true);
    free = 0;
    await reserve.makeRoomToOpen();
    expect(existsSync(ballast())).toBe(false);
    await reserve.stop();
  });

  it('a disk that refuses leaves nothing half done, and a file system that cannot tell is believed', async () => {
    const reserve = create(50_000, join(folder, 'no such folder'));
    reserve.start();
    await look();
    expect(reserve.release()).toBe(false);
    await reserve.stop();
    free = undefined;
    expect(await reserve.shortage()).toBeUndefined();
  });

  it('looks at the real disk by itself', async () => {
    const clock = { after: () => () => {} };
    const huge = createDiskReserve({ folder, reserveBytes: 1e18, ballastBytes: 0, clock, log: silent });
    expect((await huge.shortage())?.kind).toBe('disk');
  });
});
