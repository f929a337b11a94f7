import { failureFrom, isForPerson, type Failure } from '../../shared/failure.ts';
import { dueAtOf, isIn, type Job } from '../../shared/job.ts';
import type { Clock, Log } from '../host.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Provider } from '../providers/provider.ts';
import type { Breaker } from './breaker.ts';
import { createClockWatch } from './clock-watch.ts';
import { hurry, interrupted, retimed, waitsForAnswer, waitsForPerson, waitsForUpload } from './engine-reasons.ts';
import type { Probe } from '../probe.ts';
import type { Gate } from './gate.ts';
import { createLanes } from './lanes.ts';
import type { Ledger } from './ledger.ts';
import { createOutcomes } from './outcomes.ts';
import type { PaceBook } from './pace-book.ts';
import type { QueueControl } from './queue-control.ts';
import { usualLinkLifeMs } from './schedule.ts';
import { createSender, roomLookMs } from './sender.ts';
import { download, needsUpload, poll, type StepTools } from './steps.ts';

/**
 * Decides when: takes due jobs, runs one step each, records what happened. It keeps no state of its own that matters;
 * everything that must survive is in the store, so starting again is the same as going on.
 */
export interface Engine {
  start(): void;
  /** No new steps; polls and downloads are cut; a submit in flight is waited for, because it is being paid. */
  stop(): Promise<void>;
  /** Look for due jobs now. With a provider: whatever held its jobs back has been mended. */
  wake(providerId?: string): void;
  /** A person wants it tried again now: at this provider, or at all of them. What a provider itself asked for stays. */
  resume(providerId?: string): void;
  /** The same for what the image host held back. */
  wakeUploads(): void;
  /** Why nothing is sent to anybody, and when that is looked at again. */
  shortage(): { untilAt: number; failure: Failure } | undefined;
}

export interface EngineOptions {
  store: Pick<JobStore, 'due' | 'dying' | 'nextDueAt' | 'inState' | 'queue' | 'placesByProvider'>;
  ledger: Ledger;
  gate: Gate;
  breaker: Breaker;
  control: QueueControl;
  pace: PaceBook;
  clock: Clock;
  log: Log;
  probe?: Probe | undefined;
  providers: readonly Provider[];
  tools(provider: Provider): StepTools;
  /** Why nothing should be sent now: the disk is nearly full, and what is paid for must be kept. */
  shortage(): Promise<Failure | undefined>;
  /** The computer has slept: connections that were kept open for the next call are good for nothing. */
  renewConnections(): void;
  /** How long `stop` waits for submits in flight before it cuts them, in milliseconds. */
  submitGraceMs?: number;
}

/** Timers stop while a computer sleeps and clocks jump: a look this often notices both. */
const longestNapMs = 5000;
const shortestNapMs = 20;
/** Rest after a step that threw. */
const stumbleMs = 15_000;

export function createEngine(options: EngineOptions): Engine {
  const { store, ledger, gate, breaker, control, clock, log, providers } = options;
  const lanes = createLanes();
  const inFlight = new Set<string>();
  const watch = createClockWatch();
  /** What costs nothing may be broken off and begun again. */
  let free = new AbortController();
  const paid = new AbortController();
  let running = false;
  let cancelNap: () => void = () => {};
  const { record } = createOutcomes({ ledger, gate, breaker, control, clock });
  const sender = createSender({
    ...options,
    findShortage: options.shortage,
    needsUpload(providerId) {
      const provider = providers.find(({ id }) => id === providerId);
      let tools: StepTools | undefined;
      return ({ modelId, hasPicture }) =>
        hasPicture && provider !== undefined && needsUpload(modelId, (tools ??= options.tools(provider)));
    },
    launch,
    record,
    isRunning: () => running,
    freeSignal: () => free.signal,
    paidSignal: paid.signal,
  });

  function wakeIn(delayMs: number): void {
    cancelNap();
    if (!running) return;
    const now = clock.now();
    watch.see(now);
    // What hangs on a dead connection holds up others: no reason to nap before it is begun again.
    const napMs = watch.hasNoticed() ? Math.min(delayMs, shortestNapMs) : delayMs;
    watch.plan(now + napMs);
    cancelNap = clock.after(napMs, tick);
  }

  function tick(): void {
    if (!running) return;
    try {
      look();
    } catch (thrown) {
      // A disk that cannot be read now may be read later; a timer that throws would end the host.
      log.error('the jobs could not be read', { name: thrown instanceof Error ? thrown.name : 'unknown' });
      wakeIn(longestNapMs);
    }
  }

  function look(): void {
    const now = clock.now();
    watch.see(now);
    const { leapt, setBack } = watch.take();
    if (leapt) recall();
    if (setBack) retime(now);
    ledger.flush();
    const { except, nextAt: heldAt } = inHand(now);
    let nextAt = Math.min(now + longestNapMs, heldAt);
    for (const { id } of providers) {
      launchDownloads(id, now, except);
      nextAt = Math.min(nextAt, launchLooks(id, now, except), sender.sendReady(id, now, except));
    }
    nextAt = Math.min(nextAt, store.nextDueAt(now, ['waiting', 'downloading', 'queued']) ?? nextAt);
    wakeIn(Math.max(shortestNapMs, nextAt - now));
  }

  /** After a sleep a call may wait for an answer that was lost long ago. Paid ones are left alone: nobody may repeat them. */
  function recall(): void {
    log.info('the computer slept, so what was on its way is begun again');
    free.abort();
    free = new AbortController();
    options.renewConnections();
    for (const { id } of providers) breaker.lift(id);
  }

  /** Waits that were begun by a clock that has been set back since begin again, so that none lasts for hours. */
  function retime(now: number): void {
    const unsaved = new Map([...ledger.unsaved()].map((job) => [job.id, job]));
    for (const stored of store.inState('queued', 'waiting', 'downloading')) {
      const event = retimed(unsaved.get(stored.id) ?? stored, now);
      if (event !== undefined) ledger.record(stored.id, event);
    }
    gate.retime(now);
    sender.retime(now);
  }

  /** Jobs that are not asked about: under way, or known better here than in the store, which could not be written. */
  function inHand(now: number): { except: Set<string>; nextAt: number } {
    const except = new Set(inFlight);
    let nextAt = Infinity;
    for (const { id, progress } of ledger.unsaved()) {
      const dueAt = dueAtOf(progress) ?? Infinity;
      if (dueAt <= now) continue;
      except.add(id);
      nextAt = Math.min(nextAt, dueAt);
    }
    return { except, nextAt };
  }

  function launchDownloads(providerId: string, now: number, except: Iterable<string>): void {
    const places = lanes.places('download', providerId);
    if (places === 0) return;
    for (const job of store.dying(now, places, { providerId, except, usualLifeMs: usualLinkLifeMs })) launch(job);
  }

  /** Asks about what is due; gives back when the provider may be asked again. */
  function launchLooks(providerId: string, now: number, except: Iterable<string>): number {
    const places = lanes.places('poll', providerId);
    if (places === 0) return Infinity;
    for (const job of store.due(now, places, { state: 'waiting', providerId, except })) {
      const heldUntil = heldBack(providerId, now, job.id);
      if (heldUntil > now) return heldUntil;
      launch(job);
    }
    return Infinity;
  }

  /** Until when a provider is left alone; not after `now` when it may be asked. */
  function heldBack(providerId: string, now: number, jobId: string): number {
    const pausedUntil = gate.pausedUntil(providerId);
    if (pausedUntil > now) return pausedUntil;
    return breaker.allows(providerId, now, jobId) ? now : Math.max(breaker.restsUntil(providerId), now + longestNapMs);
  }

  function launch(job: Job): void {
    if (inFlight.has(job.id)) return;
    const lane = isIn(job, 'queued') ? 'submit' : isIn(job, 'waiting') ? 'poll' : 'download';
    inFlight.add(job.id);
    void lanes
      .add(lane, job.request.providerId, async () => run(job.id))
      .catch((thrown: unknown) => {
        if (running) stumbled(job, thrown);
      })
      .finally(() => {
        inFlight.delete(job.id);
        sender.ended(job.id);
        breaker.over(job.request.providerId, job.id);
        wakeIn(shortestNapMs);
      });
  }

  /** A step that throws is a defect of ours or a disk that refuses: the job is as it was, and we do not hammer. */
  function stumbled(job: Job, thrown: unknown): void {
    log.error('a step failed', { id: job.id, name: thrown instanceof Error ? thrown.name : 'unknown' });
    const at = clock.now();
    const why = failureFrom(thrown);
    const deferral = { at, failure: why, dueAt: at + (why.kind === 'disk' ? roomLookMs : stumbleMs) };
    if (isIn(job, 'queued') && why.kind === 'disk') sender.noRoom(job, why);
    else if (isIn(job, 'queued')) gate.pause(job.request.providerId, { fromAt: at, untilAt: at + stumbleMs });
    else ledger.record(job.id, { type: isIn(job, 'waiting') ? 'poll-deferred' : 'download-deferred', ...deferral });
  }

  async function run(id: string): Promise<void> {
    // The job may have been canceled while it stood in its lane.
    const job = ledger.get(id);
    const provider = job && providers.find((candidate) => candidate.id === job.request.providerId);
    if (!running || job === undefined || provider === undefined) return;
    const tools = options.tools(provider);
    const { signal } = free;
    try {
      if (isIn(job, 'queued')) await sender.send(job, provider, tools);
      else if (isIn(job, 'waiting')) {
        const event = await poll(job, tools, signal);
        options.probe?.('look-answered');
        // Broken off by us: nothing was learned, and the clip is still due.
        if (signal.aborted && event.type === 'poll-deferred') return;
        record(job, event);
        options.probe?.('look-stored');
      } else if (isIn(job, 'downloading')) {
        record(job, await download(job, tools, signal));
        options.probe?.('download-stored');
      }
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  function hurryAll(which: (job: Job) => boolean): void {
    for (const job of store.inState('queued', 'waiting').filter(which)) ledger.record(job.id, hurry(job, clock.now()));
  }

  return {
    start() {
      running = true;
      for (const job of store.inState('submitting')) ledger.record(job.id, interrupted(clock.now()));
      // A key may be there by now, and an account filled.
      hurryAll(waitsForPerson);
      retime(clock.now());
      tick();
    },
    async stop() {
      running = false;
      cancelNap();
      free.abort();
      lanes.clear();
      const grace = new Promise<void>((resolve) => {
        const stopWaiting = clock.after(options.submitGraceMs ?? 20_000, resolve);
        void lanes.onIdle('submit').then(() => {
          stopWaiting();
          resolve();
        });
      });
      await grace;
      paid.abort();
      await lanes.onIdle();
      ledger.flush();
    },
    wake(providerId) {
      if (providerId !== undefined) {
        gate.lift(providerId);
        breaker.lift(providerId);
        control.mended(providerId, isForPerson);
        hurryAll((job) => job.request.providerId === providerId && waitsForPerson(job));
      }
      wakeIn(0);
    },
    resume(providerId) {
      const isMeant = (id: string): boolean => providerId === undefined || providerId === id;
      for (const { id } of providers.filter((provider) => isMeant(provider.id))) {
        gate.release(id);
        breaker.lift(id);
        control.mended(id, isForPerson);
      }
      sender.uploadsMended();
      hurryAll(
        (job) => isMeant(job.request.providerId) && (waitsForPerson(job) || waitsForAnswer(job) || waitsForUpload(job)),
      );
      wakeIn(0);
    },
    shortage: () => sender.shortage(clock.now()),
    wakeUploads() {
      sender.uploadsMended();
      hurryAll(waitsForUpload);
      wakeIn(0);
    },
  };
}
