import type { QueuePage, QueueView } from '../shared/queue.ts';
import type { Spending } from '../shared/spending.ts';
import type { Waits } from '../shared/wait.ts';
import type { Clock } from './host.ts';
import type { JobStore } from './library/job-store.ts';
import { findProvider } from './providers/index.ts';
import { readSpending, type SpendingInput } from './spending/read-spending.ts';
import { createWaits } from './waits/waits.ts';

/**
 * Queue, spending and waits of a library that is only shown, as far as its clips tell: the runs of clips that were
 * deleted are known to the newer version alone.
 */
export interface ReadingMoney {
  /** What waits there; nothing of it is sent from here, so everything counts as paused. */
  queue(page: QueuePage): QueueView;
  spending(input: SpendingInput): Spending;
  waits(): Waits;
}

export function createReadingMoney(
  store: Pick<JobStore, 'queue' | 'getMany' | 'runs' | 'inState'>,
  clock: Clock,
): ReadingMoney {
  return {
    queue({ offset, limit, providerId }) {
      const entries = store.queue.list(providerId);
      const ids = entries.slice(offset, offset + limit).map(({ id }) => id);
      const jobs = new Map(store.getMany(ids).map((job) => [job.id, job]));
      return { pausedAll: true, providers: [], total: entries.length, jobs: ids.flatMap((id) => jobs.get(id) ?? []) };
    },
    spending: (input) =>
      readSpending(store.runs.all(), input, {
        now: clock.now(),
        creditsPerDollar: (id) => findProvider(id)?.creditsPerDollar,
      }),
    waits: createWaits({
      store,
      pace: () => ({ places: 1, gapMs: 0 }),
      // Also one that only the newer version knows.
      pausedProviders: () => new Set(store.inState('queued').map(({ request }) => request.providerId)),
      now: () => clock.now(),
    }).read,
  };
}
