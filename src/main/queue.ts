import type { Announcement } from '../shared/contract.ts';
import type { Said } from '../shared/sentence.ts';
import type { QueuePage, QueueRange, QueueView } from '../shared/queue.ts';
import type { Failure } from '../shared/failure.ts';
import type { Host } from './host.ts';
import { createBreaker } from './jobs/breaker.ts';
import { createEngine, type Engine } from './jobs/engine.ts';
import { createGate } from './jobs/gate.ts';
import type { Ledger } from './jobs/ledger.ts';
import { createPaceBook, type PaceBook } from './jobs/pace-book.ts';
import { createQueueActs, type QueueActs } from './jobs/queue-acts.ts';
import { createQueueControl } from './jobs/queue-control.ts';
import { createQueueView } from './jobs/queue-view.ts';
import type { StepTools } from './jobs/steps.ts';
import type { JobStore } from './library/job-store.ts';
import { openQueueFile } from './library/queue-file.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { Provider } from './providers/provider.ts';

/** The engine and everything that decides what it sends when, put together, with what is told to the window. */
export interface Queue extends QueueActs {
  readonly engine: Engine;
  readonly pace: Pick<PaceBook, 'clipsAtOnce' | 'gapMs'>;
  /** What was found damaged at the start. */
  readonly notices: readonly Said[];
  view(page: QueuePage): QueueView;
  ids(range: QueueRange): string[];
  /** A clip was queued, or became something else. */
  changed(): void;
  stop(): Promise<void>;
}

export interface QueueOptions {
  host: Pick<Host, 'clock' | 'log' | 'dataFolder' | 'probe'>;
  store: JobStore;
  /** What waits to be sent was known to an older memory, which may not know what a person has canceled or paused since: it is paused. */
  isRebuilt: boolean;
  ledger: Ledger;
  access: Pick<ProviderAccess, 'provider' | 'concurrentClips'>;
  providers: readonly Provider[];
  tools(provider: Provider): StepTools;
  shortage(): Promise<Failure | undefined>;
  renewConnections(): void;
  announce(announcement: Announcement): void;
}

/** The window asks again after each piece of news, so there are not more than four in a second. */
const tellAfterMs = 250;

export function createQueue(options: QueueOptions): Queue {
  const { host, store, ledger, access, providers, announce } = options;
  const { clock, log } = host;
  const file = openQueueFile(host.dataFolder);
  let cancelNews: (() => void) | undefined;

  function changed(): void {
    cancelNews ??= clock.after(tellAfterMs, () => {
      cancelNews = undefined;
      announce({ event: 'queue.changed', payload: {} });
    });
  }

  const now = (): number => clock.now();
  const control = createQueueControl({ file, log, changed });
  const pace = createPaceBook({
    limits: (id) => ({
      clips: access.concurrentClips(id),
      perMinute: 60_000 / Math.max(1, access.provider(id).pace.submitGapMs),
    }),
    learned: control.learned,
    learn: control.learn,
    now,
  });
  if (options.isRebuilt && store.queue.list().length > 0)
    control.pause().catch(() => log.warn('the queue could not be written', { what: 'pause' }));
  const gate = createGate({ pace, inTheMaking: (id) => store.placesByProvider(now()).get(id) ?? 0 });
  const breaker = createBreaker(Math.random);
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
    probe: host.probe,
    tools: options.tools,
    shortage: options.shortage,
    renewConnections: options.renewConnections,
  });
  return {
    ...createQueueActs({ store, ledger, control, now, wake: () => engine.wake(), resume: (id) => engine.resume(id) }),
    engine,
    pace,
    notices: file.notices,
    view: createQueueView({ store, ledger, gate, breaker, control, pace, engine, providers, now }),
    ids: ({ offset, limit }) =>
      store.queue
        .list()
        .slice(offset, offset + limit)
        .map(({ id }) => id),
    changed,
    async stop() {
      await engine.stop();
      cancelNews?.();
      await control.settle();
    },
  };
}
