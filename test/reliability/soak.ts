import { setTimeout as sleep } from 'node:timers/promises';
import { bundleCore } from './core-bundle.ts';
import type { Measures } from './core-messages.ts';
import { startBareLoop } from './bare-loop-process.ts';
import { addFaults } from './faults.ts';
import { checkRoom, type Findings } from './money-check.ts';
import { openRoom } from './room.ts';
import { createDice } from './seeded-dice.ts';

export interface SoakOptions {
  seed: number;
  /** Jobs that are not finished, at all times while the soak lasts. */
  jobs: number;
  /** How long new jobs take the place of finished ones. 0: each job is made once, and that is all. */
  minutes: number;
  /** Simulated seconds at the providers in a real one; a clip takes 60 to 90 of them. */
  providerSpeed: number;
  clockSpeed: number;
  /** `CONCH_POLL_MS`, in the core's time. */
  pollMs: number;
}

interface Counted {
  findings: Findings;
  intents: number;
  billed: number;
  ends: Record<string, number>;
  /** Polls per second that the providers saw. */
  pollsPerSecond: number;
  troubles: Record<string, number>;
  seconds: number;
}

export interface SoakFigures extends Counted {
  /** What the main thread used of one core, in per cent. */
  cpuPercent: number;
  lagP99Ms: number;
  lagMaxMs: number;
  /** Of a process beside it that does nothing: so late is everything on this machine. */
  bareLagP99Ms: number;
  /**
   * Resident memory in the last quarter of the time under load over that in the second one, in per cent, medians both:
   * the first quarter warms up, and what comes after has fewer and fewer jobs, which would flatter.
   */
  growthPercent: number;
  /** In the last quarter under load. */
  residentMiB: number;
}

const sampleEveryMs = 1000;
const longestEndMs = 20 * 60_000;

/** Many jobs at once over five providers with faults; what one core needs for it, and whether all of them end well. */
export async function runSoak({
  seed,
  jobs,
  minutes,
  providerSpeed,
  clockSpeed,
  pollMs,
}: SoakOptions): Promise<SoakFigures> {
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const room = await openRoom({ script: bundle.script, dice, clockSpeed, providerSpeed, pollMs });
  const bare = startBareLoop();
  try {
    addFaults(room.simulator, { silentToo: minutes > 0 });
    const core = await room.enter(undefined, { spare: false });
    const startedAt = performance.now();
    const samples: Measures[] = [];
    let underLoad = 0;
    const measure = async (afresh = false): Promise<Measures> => {
      const measured = core.next('measured');
      core.send({ order: 'measure', afresh });
      return measured;
    };
    room.create(jobs);
    // A thousand clicks in one second are not what is measured.
    while ([...room.intents.values()].some(({ stored }) => !stored)) await sleep(50);
    await measure(true);
    const until = Date.now() + minutes * 60_000;
    const latest = until + longestEndMs;
    while (Date.now() < until || room.unfinished() > 0) {
      if (Date.now() > latest) throw new Error(`${room.unfinished()} jobs do not end`);
      await sleep(sampleEveryMs);
      samples.push(await measure());
      if (Date.now() < until || minutes === 0) underLoad = samples.length;
      if (Date.now() < until) room.create(Math.max(0, jobs - room.unfinished()));
    }
    const listed = await room.jobs();
    const seconds = (performance.now() - startedAt) / 1000;
    const ends: Record<string, number> = {};
    for (const { progress } of listed) ends[progress.state] = (ends[progress.state] ?? 0) + 1;
    const { ledger } = room.simulator;
    const polls = Object.values(ledger.state().polls).reduce((sum, count) => sum + count, 0);
    return {
      findings: checkRoom(room, listed),
      intents: room.intents.size,
      billed: ledger.billed().length,
      ends,
      ...summary(samples, underLoad),
      bareLagP99Ms: await bare.lagP99Ms(),
      pollsPerSecond: polls / seconds,
      troubles: Object.fromEntries(room.troubles),
      seconds,
    };
  } finally {
    bare.end();
    await room.close();
    bundle.remove();
  }
}

function summary(samples: readonly Measures[], underLoad: number): Omit<SoakFigures, keyof Counted | 'bareLagP99Ms'> {
  const resident = samples.slice(0, underLoad).map(({ residentBytes }) => residentBytes);
  const quarter = Math.floor(resident.length / 4);
  // The median of many: one sample alone may have been taken just before or after a collection.
  const warm = median(resident.slice(quarter, 2 * quarter));
  const end = median(resident.slice(-Math.max(1, quarter)));
  const last = samples.at(-1);
  if (last === undefined) throw new Error('the soak was over before it was measured');
  return {
    cpuPercent: (100 * last.cpuMs) / last.wallMs,
    lagP99Ms: last.lagP99Ms,
    lagMaxMs: last.lagMaxMs,
    growthPercent: (100 * (end - warm)) / warm,
    residentMiB: end / 1024 / 1024,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
