import type { QueueHold, QueuePage, QueueProvider, QueueView } from '../../shared/queue.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Provider } from '../providers/provider.ts';
import type { Breaker } from './breaker.ts';
import type { Engine } from './engine.ts';
import { pausing, resting } from './engine-reasons.ts';
import type { Gate } from './gate.ts';
import type { Ledger } from './ledger.ts';
import type { PaceBook } from './pace-book.ts';
import type { QueueControl } from './queue-control.ts';

export interface QueueViewOptions {
  store: Pick<JobStore, 'queue' | 'placesByProvider'>;
  ledger: Pick<Ledger, 'getMany'>;
  gate: Gate;
  breaker: Pick<Breaker, 'restsUntil'>;
  control: Pick<QueueControl, 'isOpen' | 'isPaused' | 'stop'>;
  pace: PaceBook;
  engine: Pick<Engine, 'shortage'>;
  providers: readonly Provider[];
  now(): number;
}

/** The queue as the window sees it; asked for by page, because a thousand clips are more than a screen shows. */
export function createQueueView(options: QueueViewOptions): (page: QueuePage) => QueueView {
  const { store, ledger, gate, breaker, control, pace, engine, providers } = options;

  function holdOf(providerId: string, now: number): QueueHold | undefined {
    const shortage = engine.shortage();
    if (shortage !== undefined) return { failure: shortage.failure, sinceAt: now, untilAt: shortage.untilAt };
    const held = gate.held(providerId);
    if (held !== undefined) return { failure: held.failure, sinceAt: held.sinceAt, untilAt: held.untilAt };
    const restsUntil = breaker.restsUntil(providerId);
    if (restsUntil > 0) return { failure: resting, sinceAt: now, untilAt: restsUntil };
    const pausedUntil = gate.pausedUntil(providerId);
    return pausedUntil > now ? { failure: pausing, sinceAt: now, untilAt: pausedUntil } : undefined;
  }

  function nextStartAt(providerId: string, now: number, hold: QueueHold | undefined): number | null {
    if (!control.isOpen(providerId)) return null;
    const dueAts = store.queue
      .list(providerId)
      .filter(({ place }) => place?.paused !== true)
      .map(({ dueAt }) => dueAt);
    const opensAt = gate.opensAt(providerId, now, 0);
    if (dueAts.length === 0 || opensAt === undefined) return null;
    const dueAt = dueAts.reduce((one, other) => Math.min(one, other));
    return Math.max(opensAt, dueAt, hold?.untilAt ?? 0);
  }

  function viewOf({ id, pace: { limits } }: Provider, now: number): QueueProvider {
    const hold = holdOf(id, now);
    const stop = control.stop(id);
    const { queued, paused: pausedClips } = store.queue.counts(id);
    const most = pace.limits(id);
    return {
      providerId: id,
      queued,
      pausedClips,
      inTheMaking: store.placesByProvider(now).get(id) ?? 0,
      paused: control.isPaused(id),
      pace: {
        clipsAtOnce: pace.clipsAtOnce(id),
        mostClipsAtOnce: most.clips,
        perMinute: pace.perMinute(id),
        mostPerMinute: most.perMinute,
        learned: pace.isSlowed(id),
        limits: [...(limits ?? [])],
      },
      ...(hold && { hold }),
      ...(stop && { stop }),
      nextStartAt: nextStartAt(id, now, hold),
    };
  }

  return ({ offset, limit, providerId }) => {
    const now = options.now();
    const entries = store.queue.list(providerId);
    const ids = entries.slice(offset, offset + limit).map(({ id }) => id);
    const jobs = new Map(ledger.getMany(ids).map((job) => [job.id, job]));
    return {
      pausedAll: control.isPaused(),
      providers: providers.map((provider) => viewOf(provider, now)),
      total: entries.length,
      jobs: ids.flatMap((id) => jobs.get(id) ?? []),
    };
  };
}
