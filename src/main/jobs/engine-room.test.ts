import { afterEach, expect, it } from 'vitest';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { JobStore } from '../library/job-store.ts';
import { createRig, type RigOptions } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';

/** The engine while the disk is nearly full. */

let rig: ReturnType<typeof createRig> | undefined;
afterEach(() => rig?.dispose());

function setUp(options: Partial<RigOptions> = {}) {
  const sent: string[] = [];
  const looked: number[] = [];
  const provider = sampleProvider({
    submit: async (request) => {
      sent.push(request.prompt);
      return { outcome: 'accepted', remote: { id: `task-${sent.length}` } };
    },
    poll: async () => {
      looked.push(made.clock.now());
      return { outcome: 'waiting', phase: 'running' };
    },
  });
  const made = createRig({ providers: [provider], ...options });
  rig = made;
  return { rig: made, sent, looked };
}

const shortage = failure('disk', 'There is too little room in /somewhere: About 5 MB more are needed.');

it('nothing is sent while room is short; every job says why, once, and goes on by itself', async () => {
  let short: Failure | undefined = shortage;
  const { rig, sent } = setUp({ shortage: () => short });
  const jobs = [rig.create(), rig.create(), rig.create()];
  const engine = rig.start();
  await rig.clock.pass(60_000);
  expect(sent).toEqual([]);
  for (const { id } of jobs) {
    expect(rig.store.get(id)?.progress).toMatchObject({ state: 'queued', attempts: 0, lastFailure: shortage });
  }
  // A disk that is full is written to once for each, not with every look.
  expect(rig.announced.filter((job) => 'lastFailure' in job.progress)).toHaveLength(3);
  short = undefined;
  await rig.clock.pass(10_000);
  expect(sent).toHaveLength(2);
  expect(rig.stateOf(jobs[0]?.id ?? '')).toBe('waiting');
  await engine.stop();
});

it('an intent that cannot be stored is tried again as soon as there is room, and nothing is sent before', async () => {
  let full = true;
  const refuseIntents = (store: JobStore): JobStore => ({
    ...store,
    save(job: Job) {
      if (full && job.progress.state === 'submitting') throw new FailureError(shortage);
      store.save(job);
    },
  });
  const { rig, sent } = setUp({ wrap: refuseIntents });
  const job = rig.create();
  const engine = rig.start();
  await rig.clock.pass(30_000);
  expect(sent).toEqual([]);
  expect(rig.stateOf(job.id)).toBe('queued');
  full = false;
  await rig.clock.pass(5000);
  expect(sent).toHaveLength(1);
  await engine.stop();
});

it('what cannot be stored is not done over and over', async () => {
  let full = false;
  const refuse = (store: JobStore): JobStore => ({
    ...store,
    save(job: Job) {
      if (full) throw new FailureError(shortage);
      store.save(job);
    },
  });
  const { rig, looked } = setUp({ wrap: refuse });
  const job = rig.create();
  const engine = rig.start();
  await rig.clock.pass(5000);
  full = true;
  await rig.clock.pass(65_000);
  expect(rig.stateOf(job.id)).toBe('waiting');
  expect(looked.length).toBeGreaterThan(3);
  expect(looked.length).toBeLessThan(9);
  await engine.stop();
});
