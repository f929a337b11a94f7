import { setTimeout as sleep } from 'node:timers/promises';
import { bundleCore } from './core-bundle.ts';
import { byPrompt, checkRoom, type Findings } from './money-check.ts';
import type { CoreProcess } from './core-process.ts';
import { openRoom } from './room.ts';
import { createDice } from './seeded-dice.ts';

export interface QueueOptions {
  seed: number;
  clips: number;
  /** Kills while the queue is paused, and after it was resumed. */
  kills: number;
}

export interface QueueFigures {
  findings: Findings;
  clips: number;
  /** How many of the rows were there after a kill in the middle of the import, where it was neither none nor all. */
  halfImported: number[];
  /** How many left before the pause was stored. */
  sentBeforePause: number;
  /** How many left while it was in force, over all kills. Should be none. */
  sentWhilePaused: number;
  done: number;
  unknown: number;
  submissions: number;
  /** Clips whose number of accepted requests is not one; those that were killed while they were sent may have none. */
  notOnce: string[];
  seconds: number;
}

/** About as long as a core takes to read and store a list. */
const importMs = (rows: number): number => 100 + rows / 2;

/** A list of many clips is imported, the queue is paused, the core is killed again and again, and then resumed: each is sent once. */
export async function runQueue({ seed, clips, kills }: QueueOptions): Promise<QueueFigures> {
  const startedAt = performance.now();
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const room = await openRoom({ script: bundle.script, dice, clockSpeed: 20, providerSpeed: 2000, inMemory: true });
  const { ledger } = room.simulator;
  try {
    let core = await room.enter();
    await tell(core, 'pause');
    room.importList(clips);
    const halfImported: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      // In the middle of the import, as far as chance has it.
      await sleep(dice.roll() * importMs(clips));
      await core.kill();
      core = await room.enter();
      const stored = room.busy().length;
      if (stored > 0 && stored < clips) halfImported.push(stored);
    }
    while ([...room.intents.values()].some(({ stored }) => !stored)) await sleep(20);
    await tell(core, 'resume');
    await sleep(200);
    await tell(core, 'pause');
    // What had its intent stored when the pause came is on its way.
    await sleep(300);
    const sentBeforePause = ledger.entries().length;
    await core.kill();
    for (let kill = 0; kill < kills; kill += 1) {
      core = await room.enter();
      await sleep(dice.roll() * 200);
      await core.kill();
    }
    const sentWhilePaused = ledger.entries().length - sentBeforePause;
    core = await room.enter();
    await tell(core, 'resume');
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(100 + dice.roll() * 300);
      await core.kill();
      core = await room.enter();
    }
    await room.settled(10 * 60_000);
    const jobs = await room.jobs();
    const accepted = byPrompt(ledger.entries().filter((entry) => entry.accepted));
    const stateOf = new Map(jobs.map(({ request, progress }) => [request.prompt, progress.state]));
    const notOnce = [...room.intents.values()].flatMap(({ prompt }) => {
      const times = accepted.get(prompt)?.length ?? 0;
      return times === 1 || (times === 0 && stateOf.get(prompt) === 'unknown') ? [] : [`${prompt}: ${times} times`];
    });
    return {
      findings: checkRoom(room, jobs),
      clips,
      halfImported,
      sentBeforePause,
      sentWhilePaused,
      done: jobs.filter(({ progress }) => progress.state === 'done').length,
      unknown: jobs.filter(({ progress }) => progress.state === 'unknown').length,
      submissions: ledger.entries().length,
      notOnce,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    await room.close();
    bundle.remove();
  }
}

/** Resolves when it is in force and stored. */
async function tell(core: CoreProcess, order: 'pause' | 'resume'): Promise<void> {
  const answered = core.next('queue');
  core.send({ order, of: { what: 'all' } });
  await answered;
}
