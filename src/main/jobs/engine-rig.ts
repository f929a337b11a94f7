import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../../shared/failure.ts';
import type { Job, JobState } from '../../shared/job.ts';
import type { Clock } from '../host.ts';
import { openJobStore, type JobStore } from '../library/job-store.ts';
import { openQueueFile } from '../library/queue-file.ts';
import type { Pace, Provider } from '../providers/provider.ts';
import type { Admit } from '../spending/admit.ts';
import { createJobActs } from './acts.ts';
import { createBreaker } from './breaker.ts';
import { createEngine, type Engine } from './engine.ts';
import { createGate } from './gate.ts';
import { noImageHost, samplePicture, sampleRequest } from './job-samples.ts';
import { createLedger } from './ledger.ts';
import { createPaceBook } from './pace-book.ts';
import { createQueueActs } from './queue-acts.ts';
import { createQueueControl } from './queue-control.ts';
import { createQueueView } from './queue-view.ts';
import type { StepTools } from './steps.ts';

/** An engine over a real store in a temporary folder, with a clock that a test moves by hand. */

export interface ManualClock extends Clock {
  /** Moves time on in small steps and lets everything that falls due happen. */
  pass(ms: number): Promise<void>;
  /** The computer sleeps, or its clock is set (back, with less than nothing): the time of day moves, no timer runs. */
  sleep(ms: number): void;
}

function createManualClock(): ManualClock {
  let now = Date.UTC(2026, 10, 21);
  const timers = new Map<symbol, { at: number; callback: () => void }>();
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    after(delayMs, callback) {
      const timer = Symbol('timer');
      timers.set(timer, { at: now + delayMs, callback });
      return () => timers.delete(timer);
    },
    sleep(ms) {
      now += ms;
      for (const timer of timers.values()) timer.at += ms;
    },
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        await settle();
        const [next] = [...timers].filter(([, { at }]) => at <= until).toSorted(([, a], [, b]) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].callback();
      }
      // Later than that when the computer slept meanwhile.
      now = Math.max(now, until);
      await settle();
    },
  };
}

export interface RigOptions {
  providers: Provider[];
  tools?: Partial<StepTools>;
  hasKey?: () => boolean;
  admit?: Admit;
  shortage?: () => Failure | undefined;
  renewConnections?: () => void;
  /** Wraps the store, e.g. to make it fail. */
  wrap?: (store: JobStore) => JobStore;
}

export function createRig({
  providers,
  tools = {},
  hasKey = () => true,
  admit = () => {},
  shortage = () => undefined,
  renewConnections = () => {},
  wrap = (store) => store,
}: RigOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'conch-engine-'));
  const clock = createManualClock();
  const real = openJobStore(join(folder, 'conch.db')).store;
  const store = wrap(real);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const announced: Job[] = [];
  const raised: Failure[] = [];
  const part = { path: '', sizeBytes: 9, sha256: 'a'.repeat(64), type: 'video/mp4' } as const;
  const ledger = createLedger({
    store,
    journal: { write: () => {}, writeAll: () => {} },
    log,
    announce: (job) => announced.push(job),
    announceMany: () => {},
    raise: (value) => raised.push(value),
    makeRoom: () => false,
  });
  const find = (id: string): Provider | undefined => providers.find((provider) => provider.id === id);
  const control = createQueueControl({ file: openQueueFile(folder), log, changed: () => {} });
  const usualPace: Pace = { concurrentClips: 1, submitGapMs: 0, firstPollMs: 0, pollMs: 0 };
  const pace = createPaceBook({
    limits(id) {
      const { concurrentClips, submitGapMs } = find(id)?.pace ?? usualPace;
      return { clips: concurrentClips, perMinute: 60_000 / submitGapMs };
    },
    learned: control.learned,
    learn: control.learn,
    now: () => clock.now(),
  });
  const gate = createGate({ pace, inTheMaking: (id) => store.placesByProvider(clock.now()).get(id) ?? 0 });
  const breaker = createBreaker(() => 0.5);
  const startEngine = () => {
    const engine = createEngine({
      store,
      ledger,
      gate,
      breaker,
      control,
      pace,
      clock,
      log,
      providers,
      shortage: async () => shortage(),
      renewConnections,
      tools: (provider) => ({
        provider,
        key: hasKey() ? 'a-key' : undefined,
        origin: provider.origin,
        keyFingerprint: '0011aabb',
        estimate: () => undefined,
        http: () => ({ call: () => Promise.reject(new Error('the fake provider needs no http')) }),
        imageHost: noImageHost,
        keptPicture: async () => samplePicture,
        pictureDataUrl: async () => 'data:image/png;base64,AA==',
        download: async () => ({ outcome: 'saved', part }),
        adopt: async () => ({
          path: '2026-11/a.mp4',
          sizeBytes: 9,
          sha256: part.sha256,
          type: 'video/mp4',
          poster: false,
        }),
        now: () => clock.now(),
        dice: () => 0.5,
        pollOverrideMs: undefined,
        ...tools,
      }),
    });
    engine.start();
    return engine;
  };
  let wake: () => void = () => {};
  let resume: Engine['resume'] = () => {};
  let shortageNow: Engine['shortage'] = () => undefined;
  /** What the journal was told of while the list still had it. */
  const forgotten: string[] = [];
  const acts = createJobActs({
    store,
    ledger,
    journal: { forget: (id) => void (store.get(id) !== undefined && forgotten.push(id)) },
    media: { absolutePath: async () => undefined, removeFiles: async () => {} },
    findProvider: find,
    imageHostState: () => (tools.imageHost ?? noImageHost).state,
    hasKey,
    admit,
    now: () => clock.now(),
    created: (job) => announced.push(job),
    createdMany: (jobs) => announced.push(...jobs),
    removed: () => {},
    wake: () => wake(),
  });
  const queue = createQueueActs({
    store,
    ledger,
    control,
    now: () => clock.now(),
    wake: () => wake(),
    resume: (id) => resume(id),
  });
  const view = createQueueView({
    store,
    ledger,
    gate,
    breaker,
    control,
    pace,
    engine: { shortage: () => shortageNow() },
    providers,
    now: () => clock.now(),
  });
  return {
    clock,
    store,
    acts,
    queue,
    view: () => view({ offset: 0, limit: 200 }),
    pace,
    control,
    announced,
    forgotten,
    raised,
    start() {
      const engine = startEngine();
      wake = () => engine.wake();
      resume = (providerId) => engine.resume(providerId);
      shortageNow = engine.shortage;
      return engine;
    },
    create: (id: string = crypto.randomUUID(), providerId = 'sample') =>
      acts.create(id, { ...sampleRequest, providerId }),
    stateOf: (id: string): JobState | undefined => ledger.get(id)?.progress.state,
    dispose() {
      real.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
