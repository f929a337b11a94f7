import { setTimeout as sleep } from 'node:timers/promises';
import { isIn } from '../../src/shared/job.ts';
import { bundleCore } from './core-bundle.ts';
import { addFaults } from './faults.ts';
import { firstLookMs, lookLimitMs } from './first-look.ts';
import { checkRoom, type Findings } from './money-check.ts';
import { openRoom } from './room.ts';
import { createDice } from './seeded-dice.ts';

export interface SleepFigures {
  findings: Findings;
  sleeps: number;
  /** Jobs that were to be looked at when the computer woke, over all sleeps. */
  due: number;
  /** Of those, the ones that were not looked at in time. */
  notLookedAt: number;
  slowestLookMs: number;
  ends: Record<string, number>;
}

export interface SleepOptions {
  seed: number;
  sleeps: number;
  jobs: number;
  /** From and to, in milliseconds. */
  sleepMs: readonly [number, number];
}

/**
 * A computer that sleeps: the core is stopped in the middle of its work and goes on later, with timers that are
 * overdue and no event that tells it.
 */
export async function runSleeps({ seed, sleeps, jobs, sleepMs }: SleepOptions): Promise<SleepFigures> {
  const dice = createDice(seed);
  const bundle = await bundleCore();
  // In true time, with clips that are still in the making when the sleep is over.
  const room = await openRoom({ script: bundle.script, dice, clockSpeed: 1, providerSpeed: 3, pollMs: 1000 });
  try {
    addFaults(room.simulator, { silentToo: false });
    const core = await room.enter(undefined, { spare: false });
    const looks: number[] = [];
    for (let count = 0; count < sleeps; count += 1) {
      room.create(Math.max(0, jobs - room.unfinished()));
      await sleep(2000 + dice.roll() * 1000);
      const waiting = (await room.jobs()).filter((job) => isIn(job, 'waiting'));
      core.signal('SIGSTOP');
      await sleep(dice.between(...sleepMs));
      const due = waiting.filter(({ progress }) => progress.dueAt <= Date.now());
      core.signal('SIGCONT');
      looks.push(...(await Promise.all(due.map(async (job) => firstLookMs(room, job)))));
    }
    room.simulator.clock.setSpeed(200);
    await room.settled(120_000);
    const listed = await room.jobs();
    const ends: Record<string, number> = {};
    for (const { progress } of listed) ends[progress.state] = (ends[progress.state] ?? 0) + 1;
    const inTime = looks.filter((lookMs) => lookMs <= lookLimitMs);
    return {
      findings: checkRoom(room, listed),
      sleeps,
      due: looks.length,
      notLookedAt: looks.length - inTime.length,
      slowestLookMs: Math.max(0, ...inTime),
      ends,
    };
  } finally {
    await room.close();
    bundle.remove();
  }
}
