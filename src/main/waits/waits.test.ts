import { expect, it } from 'vitest';
import type { Job, JobProgress, JobState } from '../../shared/job.ts';
import { sampleIntent } from '../library/library-rig.ts';
import type { Run } from '../library/run.ts';
import { sampleRun } from '../spending/spending-rig.ts';
import { createWaits } from './waits.ts';

const now = Date.UTC(2026, 10, 21, 18);
const request = {
  providerId: 'sample',
  modelId: 'model-a',
  prompt: '',
  durationSeconds: 6,
  resolution: '768P',
} as const;
const job = (progress: Partial<JobProgress>): Job => ({ request, progress }) as Job;

function desk(runs: Run[], jobs: Job[], pace = { places: 1, gapMs: 0 }, paused: string[] = []) {
  return createWaits({
    store: {
      runs: { all: () => runs, since: () => runs, remember: () => {}, watch: () => {} },
      inState: (...states: JobState[]) => jobs.filter(({ progress }) => states.includes(progress.state)),
    },
    pace: () => pace,
    pausedProviders: () => new Set(paused),
    now: () => now,
  });
}

const five = Array.from({ length: 5 }, () => sampleRun({ sentAt: now - 3_600_000 * 30 }));

it('keeps providers, models and sizes apart, and leaves out what nobody watched', () => {
  const { waits } = desk(
    [
      ...five,
      sampleRun({ readyMs: null }),
      sampleRun({ durationSeconds: 10 }),
      sampleRun({ durationSeconds: null, resolution: null }),
    ],
    [],
  ).read();
  expect(waits.map(({ durationSeconds, resolution, runs }) => [durationSeconds, resolution, runs])).toEqual([
    [6, '768P', 5],
    [10, '768P', 1],
    [undefined, undefined, 1],
  ]);
  expect(waits[0]).toMatchObject({ ready: { medianMs: 60_000 }, saved: { medianMs: 62_000 } });
  expect(waits[1]).toMatchObject({ ready: null, saved: null, runsNeeded: 5 });
});

it('says when the queue is through, without clips that are only fetched anew', () => {
  const intent = { ...sampleIntent, sentAt: now - 20_000 };
  const jobs = [
    job({ state: 'waiting', intent, refreshing: false }),
    job({ state: 'waiting', intent, refreshing: true }),
    job({ state: 'queued' }),
    job({ state: 'queued' }),
  ];
  expect(desk(five, jobs).read().queue).toEqual({ clips: 3, endsInMs: 40_000 + 120_000, withoutWait: 0, paused: 0 });
  expect(desk(five, jobs, { places: 3, gapMs: 5000 }).read().queue).toMatchObject({ endsInMs: 65_000 });
  expect(desk([], jobs).read().queue).toEqual({ clips: 3, withoutWait: 3, paused: 0 });
});

it('counts apart what is paused, alone or with its provider', () => {
  const jobs = [job({ state: 'queued' }), { ...job({ state: 'queued' }), place: { paused: true as const } }];
  expect(desk(five, jobs).read().queue).toEqual({ clips: 1, endsInMs: 60_000, withoutWait: 0, paused: 1 });
  expect(desk(five, jobs, undefined, ['sample']).read().queue).toEqual({ clips: 0, withoutWait: 0, paused: 2 });
});
