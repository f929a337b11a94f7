import { setTimeout as sleep } from 'node:timers/promises';
import type { JobState } from '../../src/shared/job.ts';
import { bundleCore } from './core-bundle.ts';
import { addFaults } from './faults.ts';
import { checkRoom, joinFindings, noFindings, type Findings } from './money-check.ts';
import { isBusy } from './core-messages.ts';
import { openRoom, type Room } from './room.ts';
import { createDice, type Dice } from './seeded-dice.ts';

export interface KillFigures {
  findings: Findings;
  /** Kills of a core that had at least one job in hand. */
  effectiveKills: number;
  idleKills: number;
  /** For each state, kills at which at least one job was in it; `done`: just after one became so. */
  killsWithJobIn: Record<string, number>;
  /** What became of the jobs. */
  ends: Record<string, number>;
  intents: number;
  submissions: number;
  billed: number;
  troubles: Record<string, number>;
  seconds: number;
}

export interface KillOptions {
  seed: number;
  kills: number;
  /** Kills with a job in each state; when chance has not given so many, more are aimed for. */
  leastPerState: number;
}

/** Kills on one data folder; then all is left to settle and looked at, and the next folder begins. */
const killsPerRoom = 100;
/** How many jobs a core has in hand, and how many of them are new: what is killed while it is sent is not sent again. */
const inHand = 14;
const mostNew = 4;
const targets = [
  'any',
  'any',
  'queued',
  'submitting',
  'waiting',
  'waiting',
  'downloading',
  'downloading',
  'done',
] as const;
const patienceMs = 250;
/** A kill that is aimed at one state waits longer for it, as a busy machine needs; so many such kills for each missing one. */
const aimedPatienceMs = 10_000;
const aimsPerMissing = 4;
/** A kill counts as "just done" when it comes within this after a clip was stored, in milliseconds. */
const justDoneMs = 100;

/** SIGKILL at random moments while a core submits, looks and downloads; then the books are compared. */
export async function runKills({ seed, kills, leastPerState }: KillOptions): Promise<KillFigures> {
  const startedAt = performance.now();
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const figures: KillFigures = {
    findings: noFindings(),
    effectiveKills: 0,
    idleKills: 0,
    killsWithJobIn: { queued: 0, submitting: 0, waiting: 0, downloading: 0, done: 0 },
    ends: {},
    intents: 0,
    submissions: 0,
    billed: 0,
    troubles: {},
    seconds: 0,
  };
  try {
    while (figures.effectiveKills < kills) {
      const room = await openRoom({ script: bundle.script, dice, clockSpeed: 10, providerSpeed: 800, inMemory: true });
      try {
        const goal = Math.min(figures.effectiveKills + killsPerRoom, kills);
        while (figures.effectiveKills < goal) await killOnce(room, dice, figures, dice.pick(targets));
        if (goal === kills) await killWhereMissing(room, dice, figures, leastPerState);
        await settle(room, figures);
      } finally {
        await room.close();
      }
    }
  } finally {
    bundle.remove();
  }
  figures.seconds = (performance.now() - startedAt) / 1000;
  return figures;
}

/** A slow machine seldom has a clip just done when chance kills. */
async function killWhereMissing(room: Room, dice: Dice, figures: KillFigures, leastPerState: number): Promise<void> {
  for (const state of ['queued', 'submitting', 'waiting', 'downloading', 'done'] as const) {
    const missing = (): number => leastPerState - (figures.killsWithJobIn[state] ?? 0);
    for (let aims = aimsPerMissing * missing(); aims > 0 && missing() > 0; aims -= 1) {
      await killOnce(room, dice, figures, state, aimedPatienceMs);
    }
  }
}

async function killOnce(
  room: Room,
  dice: Dice,
  figures: KillFigures,
  target: (typeof targets)[number],
  withinMs = patienceMs,
): Promise<void> {
  addFaults(room.simulator, { silentToo: true });
  let passages = dice.between(1, 2);
  let lastDoneAt = -Infinity;
  let reach = (): void => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const unwatch = room.watch((_, state) => {
    if (state === 'done') lastDoneAt = performance.now();
    if (state === target && (passages -= 1) === 0) reach();
  });
  const core = await room.enter();
  room.create(Math.max(0, Math.min(mostNew, inHand - room.busy().length)));
  // The moment is random in two ways: some while after the start, or a few milliseconds after a job is in a state.
  if (target === 'any') await sleep(dice.roll() * 200);
  else await Promise.race([reached.then(async () => sleep(dice.roll() * 8)), sleep(withinMs)]);
  const killedAt = performance.now();
  await core.kill();
  unwatch();

  const inStates = new Set<JobState>(room.states.values());
  const isEffective = [...inStates].some(isBusy);
  figures[isEffective ? 'effectiveKills' : 'idleKills'] += 1;
  for (const state of ['queued', 'submitting', 'waiting', 'downloading'] as const) {
    if (inStates.has(state)) count(figures.killsWithJobIn, state);
  }
  if (isEffective && killedAt - lastDoneAt < justDoneMs) count(figures.killsWithJobIn, 'done');
}

async function settle(room: Room, figures: KillFigures): Promise<void> {
  addFaults(room.simulator, { silentToo: false });
  await room.enter();
  await room.settled(60_000);
  const jobs = await room.jobs();
  figures.findings = joinFindings([figures.findings, checkRoom(room, jobs)]);
  for (const { progress } of jobs) count(figures.ends, progress.state);
  for (const [name, times] of room.troubles) figures.troubles[name] = (figures.troubles[name] ?? 0) + times;
  figures.intents += room.intents.size;
  figures.submissions += room.simulator.ledger.entries().length;
  figures.billed += room.simulator.ledger.billed().length;
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
