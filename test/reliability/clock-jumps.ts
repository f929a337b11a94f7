import { setTimeout as sleep } from 'node:timers/promises';
import { isIn } from '../../src/shared/job.ts';
import { bundleCore } from './core-bundle.ts';
import { addFaults } from './faults.ts';
import { firstLookMs, lookLimitMs } from './first-look.ts';
import { checkRoom, type Findings } from './money-check.ts';
import { openRoom, type Room } from './room.ts';
import { createDice, type Dice } from './seeded-dice.ts';

export interface ClockJumpFigures {
  findings: Findings;
  jumps: number;
  /** Of these, the ones that happened while no core was running. */
  whileClosed: number;
  /** Clips in each state when the clock jumped, over all jumps. */
  jumpsWithJobIn: Record<'queued' | 'waiting' | 'downloading', number>;
  /** Clips that were waiting when the clock jumped, over all jumps. */
  waiting: number;
  /** Of those, the ones that were not asked about again in time. */
  notLookedAt: number;
  slowestLookMs: number;
  /** What cores said to the person when they started with another clock. */
  notices: string[];
  /** Clips that count as made earlier than one that was made before them. */
  outOfOrder: number;
  ends: Record<string, number>;
}

export interface ClockJumpOptions {
  seed: number;
  jumps: number;
  /** Clips that are not finished, at all times. */
  jobs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clockSpeed = 10;

/** By how much a clock is wrong all at once. */
const wrongBy: readonly [string, ...string[]] = ['hour', 'day', 'years', 'adjustment', 'part', 'right', 'epoch'];

function nextAheadMs(dice: Dice): number {
  const sign = dice.pick([-1, 1] as const);
  switch (dice.pick(wrongBy)) {
    case 'hour':
      return sign * hour;
    case 'day':
      return sign * dice.between(1, 3) * day;
    case 'years':
      return sign * 10 * 365 * day;
    case 'adjustment':
      return sign * dice.between(1, 900);
    case 'part':
      return sign * dice.between(10_000, 50 * minute);
    case 'epoch':
      // A computer whose battery is empty begins in 1970.
      return day - Date.now();
    default:
      return 0;
  }
}

/** Clocks that jump while clips are queued, made and fetched, under a running core and between two. */
export async function runClockJumps({ seed, jumps, jobs }: ClockJumpOptions): Promise<ClockJumpFigures> {
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const room = await openRoom({
    script: bundle.script,
    dice,
    clockSpeed,
    providerSpeed: 30,
    pollMs: 2000,
    inMemory: true,
  });
  const figures: Omit<ClockJumpFigures, 'findings' | 'ends' | 'outOfOrder'> = {
    jumps: 0,
    whileClosed: 0,
    jumpsWithJobIn: { queued: 0, waiting: 0, downloading: 0 },
    waiting: 0,
    notLookedAt: 0,
    slowestLookMs: 0,
    notices: [],
  };
  try {
    addFaults(room.simulator, { silentToo: false });
    let core = await room.enter();
    for (; figures.jumps < jumps; figures.jumps += 1) {
      room.create(Math.max(0, jobs - room.unfinished()));
      await sleep(dice.between(50, 600));
      let listed = await room.jobs();
      // Downloads are short: at some jumps one is waited for, or a slow machine could come out without any.
      const latest = performance.now() + (figures.jumps % 4 === 1 ? 4000 : 0);
      while (!listed.some((job) => isIn(job, 'downloading')) && performance.now() < latest) {
        await sleep(5);
        listed = await room.jobs();
      }
      for (const state of ['queued', 'waiting', 'downloading'] as const) {
        if (listed.some(({ progress }) => progress.state === state)) figures.jumpsWithJobIn[state] += 1;
      }
      // Not by chance: a short run could come out without any.
      if (figures.jumps % 4 === 3) {
        await core.kill();
        room.setClock(nextAheadMs(dice));
        core = await room.enter();
        figures.notices.push(...room.notices());
        figures.whileClosed += 1;
      } else room.setClock(nextAheadMs(dice));
      const waiting = listed.filter((job) => isIn(job, 'waiting'));
      const looks = await Promise.all(waiting.map(async (job) => firstLookMs(room, job)));
      figures.waiting += looks.length;
      figures.notLookedAt += looks.filter((lookMs) => lookMs > lookLimitMs).length;
      figures.slowestLookMs = Math.max(figures.slowestLookMs, ...looks.filter((lookMs) => lookMs <= lookLimitMs));
    }
    room.simulator.clock.setSpeed(500);
    await room.settled(120_000);
    return { ...figures, ...(await theEnd(room)) };
  } finally {
    await room.close();
    bundle.remove();
  }
}

async function theEnd(room: Room): Promise<Pick<ClockJumpFigures, 'findings' | 'ends' | 'outOfOrder'>> {
  const listed = await room.jobs();
  const ends: Record<string, number> = {};
  for (const { progress } of listed) ends[progress.state] = (ends[progress.state] ?? 0) + 1;
  // What was asked for first has the smallest number, whatever the clock said.
  const asked = [...room.intents.keys()];
  const places = listed.toSorted((one, other) => one.sequence - other.sequence).map(({ id }) => asked.indexOf(id));
  const outOfOrder = places.filter((place, index) => index > 0 && place < (places[index - 1] ?? 0)).length;
  return { findings: checkRoom(room, listed), ends, outOfOrder };
}
