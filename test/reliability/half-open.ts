import { setTimeout as sleep } from 'node:timers/promises';
import { isIn } from '../../src/shared/job.ts';
import { bundleCore } from './core-bundle.ts';
import { firstChangeMs, firstLookMs, lookLimitMs } from './first-look.ts';
import { openForgetfulWire, type ForgetfulWire } from './forgetful-wires.ts';
import { checkRoom, type Findings } from './money-check.ts';
import { openRoom } from './room.ts';
import { createDice } from './seeded-dice.ts';

export interface HalfOpenFigures {
  findings: Findings;
  sleeps: number;
  /** Connections that were dead when the computer woke, without a word about it. */
  forgotten: number;
  waiting: number;
  downloading: number;
  /** Clips that were not asked about, or not fetched on, in time. */
  notTakenUp: number;
  slowestMs: number;
  ends: Record<string, number>;
}

export interface HalfOpenOptions {
  seed: number;
  sleeps: number;
  jobs: number;
}

/** Ten times the real one, so that a short stop is a sleep. */
const clockSpeed = 10;

/** A computer sleeps, and when it wakes nobody knows its connections any more; on them nothing ever comes again. */
export async function runHalfOpen({ seed, sleeps, jobs }: HalfOpenOptions): Promise<HalfOpenFigures> {
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const wires: ForgetfulWire[] = [];
  const room = await openRoom({
    script: bundle.script,
    dice,
    clockSpeed,
    providerSpeed: 20,
    pollMs: 3000,
    inMemory: true,
    async through(origins) {
      const ways = Object.entries(origins).map(async ([name, origin]) => {
        const wire = await openForgetfulWire(origin, 40);
        wires.push(wire);
        return [name, wire.origin] as const;
      });
      return { ...origins, ...Object.fromEntries(await Promise.all(ways)) };
    },
  });
  const figures = { sleeps: 0, forgotten: 0, waiting: 0, downloading: 0, notTakenUp: 0, slowestMs: 0 };
  try {
    const core = await room.enter(undefined, { spare: false });
    for (; figures.sleeps < sleeps; figures.sleeps += 1) {
      // Half of them new each time: those of before may be done by the time that it sleeps.
      room.create(Math.max(Math.ceil(jobs / 2), jobs - room.unfinished()));
      await sleep(2000 + dice.roll() * 1000);
      const latest = performance.now() + 4000;
      while (![...room.states.values()].includes('downloading') && performance.now() < latest) await sleep(5);
      // Whatever is being sent now nobody could send again: the suite is about what is free.
      const listed = await room.jobs();
      core.signal('SIGSTOP');
      // Ten times as long for the core: no busy computer stands still for that long.
      await sleep(dice.between(1800, 2400));
      for (const wire of wires) figures.forgotten += wire.forget();
      core.signal('SIGCONT');
      const waiting = listed.filter((job) => isIn(job, 'waiting'));
      const downloading = listed.filter((job) => isIn(job, 'downloading'));
      const taken = await Promise.all([
        ...waiting.map(async (job) => firstLookMs(room, job)),
        ...downloading.map(async (job) => firstChangeMs(room, job)),
      ]);
      figures.waiting += waiting.length;
      figures.downloading += downloading.length;
      figures.notTakenUp += taken.filter((ms) => ms > lookLimitMs).length;
      figures.slowestMs = Math.max(figures.slowestMs, ...taken.filter((ms) => ms <= lookLimitMs));
    }
    room.simulator.clock.setSpeed(500);
    // A paid request on a dead connection is not broken off: it waits for its own five minutes, by the real clock.
    await room.settled(360_000);
    const jobsAtEnd = await room.jobs();
    const ends: Record<string, number> = {};
    for (const { progress } of jobsAtEnd) ends[progress.state] = (ends[progress.state] ?? 0) + 1;
    return { ...figures, findings: checkRoom(room, jobsAtEnd), ends };
  } finally {
    await room.close();
    await Promise.all(wires.map(async (wire) => wire.close()));
    bundle.remove();
  }
}
