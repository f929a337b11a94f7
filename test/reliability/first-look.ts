import { setTimeout as sleep } from 'node:timers/promises';
import type { JobIn } from '../../src/shared/job.ts';
import type { Room } from './room.ts';

/** Whatever happens to the computer: a clip that is waiting is asked about again within this, in real milliseconds. */
export const lookLimitMs = 15_000;

/** How long after this moment the provider is asked about the job again; infinite when it takes too long. */
export async function firstLookMs(room: Room, { id, progress }: JobIn<'waiting'>): Promise<number> {
  const { ledger } = room.simulator;
  const fromAt = performance.now();
  const before = ledger.polls(progress.remote.id);
  while (performance.now() - fromAt <= lookLimitMs) {
    // An answer that was on its way may end the wait by itself.
    const isOver = room.states.get(id) !== 'waiting';
    if (isOver || ledger.polls(progress.remote.id) > before) return performance.now() - fromAt;
    await sleep(50);
  }
  return Infinity;
}

/** How long after this moment a clip that is being fetched is there, or is asked about again. */
export async function firstChangeMs(room: Room, { id, progress }: JobIn<'downloading'>): Promise<number> {
  const fromAt = performance.now();
  while (performance.now() - fromAt <= lookLimitMs) {
    if (room.states.get(id) !== progress.state) return performance.now() - fromAt;
    await sleep(50);
  }
  return Infinity;
}
