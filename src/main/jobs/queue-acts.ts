import { failure, FailureError } from '../../shared/failure.ts';
import type { Priority, QueuePlace } from '../../shared/queue-place.ts';
import type { QueueGoal, QueuePart } from '../../shared/queue.ts';
import { sentence } from '../../shared/sentence.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Ledger } from './ledger.ts';
import type { QueueControl } from './queue-control.ts';
import { planMove, withPriority, type Goal } from './queue-order.ts';

/** What a person may do with the queue. What has left it is never touched. Each act is stored, or throws why not. */
export interface QueueActs {
  pause(part: QueuePart): Promise<Changed>;
  /** Also asks providers again that held the queue up: of all of them, or of one. */
  resume(part: QueuePart): Promise<Changed>;
  cancel(part: QueuePart): Changed;
  move(ids: readonly string[], to: QueueGoal): Changed;
  prioritize(ids: readonly string[], priority: Priority): Changed;
  /** The answer to a stop. */
  goOn(providerId: string, rest: 'send' | 'cancel'): Promise<Changed>;
}

interface Changed {
  /** How many clips. */
  changed: number;
}

export interface QueueActsOptions {
  store: Pick<JobStore, 'queue'>;
  ledger: Pick<Ledger, 'changeAll'>;
  control: QueueControl;
  now(): number;
  /** Look for what may be sent. */
  wake(): void;
  /** Whatever held it back is tried again; absent id: of all providers. */
  resume(providerId?: string): void;
}

export function createQueueActs({ store, ledger, control, now, wake, resume }: QueueActsOptions): QueueActs {
  const { queue } = store;

  function idsOf(part: QueuePart): string[] {
    if (part.what === 'clips') return part.ids.filter((id) => queue.entry(id) !== undefined);
    return queue.list(part.what === 'provider' ? part.providerId : undefined).map(({ id }) => id);
  }

  function place(places: ReadonlyMap<string, QueuePlace>): Changed {
    const at = now();
    const changed = ledger.changeAll([...places.keys()], ({ id }) => {
      const to = places.get(id);
      return to === undefined ? undefined : { type: 'placed', at, place: to };
    });
    wake();
    return { changed: changed.length };
  }

  function hold(ids: readonly string[], paused: boolean): Changed {
    const places = ids.flatMap((id): [string, QueuePlace][] => {
      const entry = queue.entry(id);
      if (entry === undefined || (entry.place?.paused === true) === paused) return [];
      const { paused: _former, ...rest } = entry.place ?? {};
      return [[id, paused ? { ...rest, paused } : rest]];
    });
    return place(new Map(places));
  }

  function cancel(part: QueuePart): Changed {
    const at = now();
    // Only from the queue: a clip that has left meanwhile may be charged, and to stop watching it is another act.
    const canceled = ledger.changeAll(idsOf(part), ({ progress }) =>
      progress.state === 'queued' ? { type: 'cancel-asked', at } : undefined,
    );
    return { changed: canceled.length };
  }

  return {
    cancel,
    async pause(part) {
      if (part.what === 'clips') return hold(part.ids, true);
      await control.pause(part.what === 'provider' ? part.providerId : undefined);
      return { changed: idsOf(part).length };
    },
    async resume(part) {
      if (part.what === 'clips') return hold(part.ids, false);
      const providerId = part.what === 'provider' ? part.providerId : undefined;
      await control.resume(providerId);
      resume(providerId);
      return { changed: idsOf(part).length };
    },
    move: (ids, to) => place(planMove(queue.list(), ids, goalOf(to))),
    prioritize(ids, priority) {
      const entries = ids.flatMap((id) => queue.entry(id) ?? []);
      const others = entries.filter(({ place: current }) => (current?.priority ?? 'normal') !== priority);
      return place(new Map(others.map((entry) => [entry.id, withPriority(entry, priority)])));
    },
    async goOn(providerId, rest) {
      const { changed } = rest === 'cancel' ? cancel({ what: 'provider', providerId }) : { changed: 0 };
      await control.goOn(providerId);
      resume(providerId);
      return { changed: rest === 'cancel' ? changed : queue.counts(providerId).queued };
    },
  };

  function goalOf(to: QueueGoal): Goal {
    if (!('id' in to)) return to;
    const beside = queue.entry(to.id);
    if (beside !== undefined) return { where: to.where, beside };
    const why = [sentence('The clip beside it has left the queue meanwhile.'), sentence('Nothing was moved.')];
    throw new FailureError(failure('invalid-request', why, { stage: 'local' }));
  }
}
