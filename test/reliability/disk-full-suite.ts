import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { runDiskFull, type DiskFullResult, type DiskFullRun, type Moment } from './disk-full-run.ts';
import { createDice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';

const moments: readonly Moment[] = [
  'before-intent',
  'after-intent',
  'answer-arrived',
  'answer-stored',
  'look-answered',
  'download-begins',
  'download-moves',
  'download-verified',
  'backup',
  'settings',
];
/** Bytes left: none at all, a page, and some in which one file still fits and another does not. */
const leftovers = [0, 4096, 20_480, 65_536] as const;

export interface DiskFullReport {
  runs: number;
  positions: number;
  failures: string[];
  neverFull: number;
  slowestResumeMs: number;
  byNotice: number;
  told: number;
  withBallast: number;
  closedWhileFull: number;
}

const atOnce = 5;

/** Runs positions `take` of the forty, each so many times. */
export async function diskFullSuite(
  seed: number,
  { times, take }: { times: number; take: (position: number) => boolean },
): Promise<DiskFullReport> {
  const clips = mkdtempSync(join(tmpdir(), 'conch-clips-'));
  const dice = createDice(seed);
  const hashes = await writeSmallClips(clips, ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'], {
    dice,
    sizeBytes: 400_000,
  });
  const simulator = await startSimulator({ clipsFolder: clips, speed: 100, seed });
  const positions = moments
    .flatMap((moment) => leftovers.map((leftBytes) => ({ moment, leftBytes })))
    .filter((_position, number) => take(number));
  const plan = Array.from({ length: times }, (_, time) =>
    positions.map((position, number): DiskFullRun & { number: number } => ({
      ...position,
      number,
      hasBallast: (number + time) % 2 === 0,
      closes: (number + time) % 5 === 3,
    })),
  ).flat();
  const report: DiskFullReport = {
    runs: 0,
    positions: positions.length,
    failures: [],
    neverFull: 0,
    slowestResumeMs: 0,
    byNotice: 0,
    told: 0,
    withBallast: 0,
    closedWhileFull: 0,
  };
  async function work(own: ReturnType<typeof createDice>): Promise<void> {
    for (let run = plan.shift(); run !== undefined; run = plan.shift()) {
      const facts = { simulator, clipHash: hashes.get('novita') ?? '', dice: own };
      add(report, run, await runDiskFull(run, facts));
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, async () => work(createDice(dice.between(0, 1e9)))));
  } finally {
    await simulator.stop();
    rmSync(clips, { recursive: true, force: true });
  }
  return report;
}

function add(report: DiskFullReport, run: DiskFullRun, result: DiskFullResult): void {
  report.runs += 1;
  if (!result.wasFilled) report.neverFull += 1;
  if (run.hasBallast) report.withBallast += 1;
  if (run.closes) report.closedWhileFull += 1;
  if (result.byNotice) report.byNotice += 1;
  if (result.told) report.told += 1;
  report.slowestResumeMs = Math.max(report.slowestResumeMs, result.resumedMs);
  const where = `${run.moment}, ${run.leftBytes} left${run.hasBallast ? ', ballast' : ''}${run.closes ? ', closed' : ''}`;
  report.failures.push(...result.wrong.map((what) => `${where}: ${what}`));
}
