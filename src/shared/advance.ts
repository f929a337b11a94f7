import type { Failure } from './failure.ts';
import { fetchableFrom } from './fetch-again.ts';
import type { Asset, Cost, Intent, Job, JobProgress, JobState, Output, Remote, Timing } from './job.ts';
import type { Keeping } from './keeping.ts';
import type { QueuePlace } from './queue-place.ts';

/** What can happen to a job. `at` is the time of the event. */
export type JobEvent =
  | { type: 'submit-started'; at: number; intent: Intent }
  | { type: 'submit-accepted'; at: number; remote: Remote; dueAt: number; cost?: Cost | undefined }
  | { type: 'submit-deferred'; at: number; failure: Failure; dueAt: number }
  | { type: 'submit-rejected'; at: number; failure: Failure }
  | { type: 'submit-unclear'; at: number; failure: Failure }
  | {
      type: 'poll-waiting';
      at: number;
      remote: Remote;
      phase: 'queued' | 'running';
      progressPercent?: number | undefined;
      readyAt?: number | undefined;
      dueAt: number;
    }
  | { type: 'poll-succeeded'; at: number; remote: Remote; outputs: Output[]; cost?: Cost | undefined }
  | { type: 'poll-failed'; at: number; failure: Failure }
  | { type: 'poll-deferred'; at: number; failure: Failure; dueAt: number; remote?: Remote | undefined }
  | { type: 'download-finished'; at: number; asset: Asset; expiresAt?: number | undefined }
  | { type: 'download-deferred'; at: number; failure: Failure; dueAt: number }
  | { type: 'download-expired'; at: number }
  | { type: 'download-failed'; at: number; failure: Failure }
  | { type: 'poster-made'; at: number }
  /** Its file has another name now; relative to the library folder, with `/`. */
  | { type: 'renamed'; at: number; path: string }
  /** What was planned by the clock as it was before gets a new time. */
  | { type: 'clock-set-back'; at: number; dueAt: number }
  | { type: 'cancel-asked'; at: number }
  | { type: 'give-up-asked'; at: number }
  | { type: 'attach-asked'; at: number; remote: Remote }
  | { type: 'fetch-asked'; at: number }
  /** What the person adds to a clip: in any state, and without a word about its progress. */
  | { type: 'kept'; at: number; keeping: Keeping }
  /** Moved within the queue, held back or let go on: only what has not been sent. */
  | { type: 'placed'; at: number; place: QueuePlace };

export type JobEventType = JobEvent['type'];

/** Thrown when an event makes no sense in the job's state: a defect of the caller, or a message that came too late. */
export class ImpossibleEvent extends Error {
  constructor(state: JobState, event: JobEventType) {
    super(`a job that is ${state} cannot take ${event}`);
    this.name = 'ImpossibleEvent';
  }
}

/**
 * The whole state machine. Pure: gives back a new job or throws `ImpossibleEvent`.
 *
 * No event leads from `submitting` or `unknown` back to `queued` except `submit-deferred`, which only a proof that
 * nothing was sent (or a documented "not accepted") may raise. That is the money rule.
 */
export function advance(job: Job, event: JobEvent): Job {
  if (event.type === 'kept') return { ...job, keeping: event.keeping };
  if (event.type === 'placed') return placed(job, event.place);
  return { ...job, updatedAt: event.at, progress: next(job.progress, event) };
}

function placed(job: Job, place: QueuePlace): Job {
  if (job.progress.state !== 'queued') throw new ImpossibleEvent(job.progress.state, 'placed');
  const { place: _former, ...rest } = job;
  return Object.keys(place).length === 0 ? rest : { ...rest, place };
}

function next(now: JobProgress, event: Exclude<JobEvent, { type: 'kept' | 'placed' }>): JobProgress {
  switch (event.type) {
    case 'submit-started':
      if (now.state !== 'queued') break;
      return { state: 'submitting', intent: event.intent, attempts: now.attempts + 1 };

    case 'submit-accepted':
      if (now.state !== 'submitting') break;
      return {
        state: 'waiting',
        intent: now.intent,
        remote: event.remote,
        acceptedAt: event.at,
        ...(event.cost && { cost: event.cost }),
        phase: 'queued',
        dueAt: event.dueAt,
        troubles: 0,
        refreshing: false,
        watched: true,
      };

    case 'submit-deferred':
      // `queued` too: a pause that is known before anything is sent, e.g. while the provider is resting.
      if (now.state !== 'submitting' && now.state !== 'queued') break;
      return {
        state: 'queued',
        dueAt: event.dueAt,
        attempts: now.attempts,
        lastFailure: event.failure,
      };

    case 'submit-rejected':
      if (now.state === 'queued') return { state: 'failed', failedAt: event.at, failure: event.failure };
      if (now.state !== 'submitting') break;
      return { state: 'failed', failedAt: event.at, failure: event.failure, intent: now.intent };

    case 'submit-unclear':
      if (now.state !== 'submitting') break;
      return { state: 'unknown', intent: now.intent, unknownAt: event.at, failure: event.failure };

    case 'poll-waiting':
      if (now.state !== 'waiting') break;
      return {
        ...without(now, 'lastFailure', 'readyAt'),
        remote: event.remote,
        // A clip that was seen running is not called queued again, and its bar never runs backwards.
        phase: now.phase === 'running' ? 'running' : event.phase,
        ...furthest(now.progressPercent, event.progressPercent),
        ...(event.readyAt !== undefined && { readyAt: event.readyAt }),
        dueAt: event.dueAt,
        troubles: 0,
      };

    case 'poll-succeeded': {
      if (now.state !== 'waiting') break;
      const cost = event.cost ?? now.cost;
      const timing = now.timing ?? timingOf(now, event.at);
      return {
        state: 'downloading',
        intent: now.intent,
        remote: event.remote,
        acceptedAt: now.acceptedAt,
        ...(cost && { cost }),
        ...(now.former && { former: now.former }),
        ...(timing && { timing }),
        outputs: event.outputs,
        finishedAt: event.at,
        dueAt: event.at,
        troubles: 0,
        refreshed: now.refreshing,
      };
    }

    case 'poll-failed':
      if (now.state !== 'waiting') break;
      return failed(now, event);

    case 'poll-deferred':
      if (now.state !== 'waiting') break;
      return deferred({ ...now, remote: event.remote ?? now.remote }, event.failure, event.dueAt);

    case 'download-deferred':
      if (now.state !== 'downloading') break;
      return deferred(now, event.failure, event.dueAt);

    case 'download-finished':
      if (now.state !== 'downloading') break;
      return {
        state: 'done',
        intent: now.intent,
        remote: now.remote,
        acceptedAt: now.acceptedAt,
        ...(now.cost && { cost: now.cost }),
        finishedAt: now.finishedAt,
        savedAt: event.at,
        ...(now.timing && { timing: savedTiming(now, now.timing, event.at) }),
        asset: event.asset,
        ...(event.expiresAt !== undefined && { expiresAt: event.expiresAt }),
      };

    case 'download-expired':
      if (now.state !== 'downloading') break;
      return watch(now, event.at, true);

    case 'download-failed':
      if (now.state !== 'downloading') break;
      return failed(now, event);

    case 'poster-made':
      if (now.state !== 'done') break;
      return { ...now, asset: { ...now.asset, poster: true } };

    case 'renamed':
      if (now.state !== 'done') break;
      return { ...now, asset: { ...now.asset, path: event.path } };

    case 'clock-set-back':
      if (now.state !== 'queued' && now.state !== 'waiting' && now.state !== 'downloading') break;
      return { ...now, dueAt: event.dueAt };

    case 'cancel-asked':
      if (now.state === 'queued') return { state: 'canceled', canceledAt: event.at, reason: 'before-sending' };
      if (now.state !== 'waiting' && now.state !== 'downloading') break;
      if (now.former) return done(now, now.former);
      return {
        state: 'canceled',
        canceledAt: event.at,
        reason: 'watching-stopped',
        intent: now.intent,
        remote: now.remote,
        acceptedAt: now.acceptedAt,
        ...(now.cost && { cost: now.cost }),
      };

    case 'give-up-asked':
      if (now.state !== 'unknown') break;
      return { state: 'canceled', canceledAt: event.at, reason: 'given-up', intent: now.intent };

    case 'attach-asked':
      // Also after giving up: a clip that turns up late is still the person's.
      if (now.state !== 'unknown' && !(now.state === 'canceled' && now.reason === 'given-up')) break;
      if (now.intent === undefined) break;
      return watch({ intent: now.intent, remote: event.remote, acceptedAt: event.at }, event.at, false);

    case 'fetch-asked': {
      // "Download again": it asks for a fresh link, which costs nothing.
      const taken = fetchableFrom(now);
      if (taken === undefined) break;
      return watch(
        {
          ...taken,
          ...('cost' in now && now.cost && { cost: now.cost }),
          ...('timing' in now && now.timing && { timing: now.timing }),
          ...(now.state === 'done' && {
            former: { asset: now.asset, finishedAt: now.finishedAt, savedAt: now.savedAt },
          }),
        },
        event.at,
        false,
      );
    }
  }
  throw new ImpossibleEvent(now.state, event.type);
}

interface Accepted {
  intent: Intent;
  remote: Remote;
  acceptedAt: number;
  cost?: Cost | undefined;
  former?: Former | undefined;
  timing?: Timing | undefined;
}

type Former = NonNullable<Extract<JobProgress, { state: 'waiting' }>['former']>;

/** Nothing that was saved before is given up because fetching it anew did not work. */
function failed(now: Accepted, { at, failure }: { at: number; failure: Failure }): JobProgress {
  if (now.former) return { ...done(now, now.former), lastFailure: failure };
  const { intent, remote, acceptedAt, cost } = now;
  return { state: 'failed', failedAt: at, failure, intent, remote, acceptedAt, ...(cost && { cost }) };
}

function done(
  { intent, remote, acceptedAt, cost, timing }: Accepted,
  former: Former,
): Extract<JobProgress, { state: 'done' }> {
  return { state: 'done', intent, remote, acceptedAt, ...(cost && { cost }), ...(timing && { timing }), ...former };
}

/** Look at an accepted job at once. `refreshing`: it was finished before, and only the link is wanted. */
function watch(from: Accepted, at: number, refreshing: boolean): JobProgress {
  const { intent, remote, acceptedAt, cost, former, timing } = from;
  return {
    state: 'waiting',
    intent,
    remote,
    acceptedAt,
    ...(cost && { cost }),
    ...(former && { former }),
    ...(timing && { timing }),
    phase: 'queued',
    dueAt: at,
    troubles: 0,
    refreshing,
  };
}

/** A look that came so much later than planned, or after looks in vain, was not there when the clip became ready. */
const lateLookMs = 60_000;

/** Undefined where nobody watched it become ready, or where the clock was set back in between. */
function timingOf(
  { watched, intent, dueAt, troubles }: Extract<JobProgress, { state: 'waiting' }>,
  at: number,
): Timing | undefined {
  const readyMs = at - intent.sentAt;
  return watched === true && troubles === 0 && at - dueAt <= lateLookMs && readyMs > 0 ? { readyMs } : undefined;
}

/** The first time alone counts: what is fetched anew later was there before. */
function savedTiming(
  { former, intent, troubles, refreshed }: Extract<JobProgress, { state: 'downloading' }>,
  timing: Timing,
  at: number,
): Timing {
  const savedMs = at - intent.sentAt;
  const isFirst = timing.savedMs === undefined && former === undefined && !refreshed && troubles === 0;
  return isFirst && savedMs > 0 ? { ...timing, savedMs } : timing;
}

function deferred<P extends JobProgress & { troubles: number }>(now: P, lastFailure: Failure, dueAt: number): P {
  return { ...now, dueAt, troubles: now.troubles + 1, lastFailure };
}

function furthest(before: number | undefined, after: number | undefined): { progressPercent?: number } {
  if (before === undefined && after === undefined) return {};
  return { progressPercent: Math.max(before ?? 0, after ?? 0) };
}

function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
}
