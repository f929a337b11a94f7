import { join } from 'node:path';
import type { Announcement, Input } from '../shared/contract.ts';
import type { Prices } from '../shared/estimate.ts';
import { failure, FailureError } from '../shared/failure.ts';
import { isSamePriceKey, type OwnPrice, type PriceKey } from '../shared/price.ts';
import type { QueueView } from '../shared/queue.ts';
import { sentence } from '../shared/sentence.ts';
import type { Waits } from '../shared/wait.ts';
import type { Host } from './host.ts';
import { openBalanceFile } from './library/balance-file.ts';
import type { JobStore } from './library/job-store.ts';
import type { SettingsStore } from './library/settings-store.ts';
import { createBalances, type Balances, type BalanceSource } from './spending/balances.ts';
import { createDayFinder } from './spending/day-of.ts';
import { createSpending, type SpendingDesk } from './spending/spending.ts';
import { createWaits } from './waits/waits.ts';

/** Prices, spending, balances and waits, put together, with what is told to the window when they change. */
export interface Money extends SpendingDesk {
  waits(): Waits;
  readonly balances: Pick<Balances, 'list' | 'read' | 'renew'>;
  setPrice(price: Input<'price.set'>): OwnPrice;
  removePrice(key: PriceKey): void;
  /** Something that is not a run is another now: a clip was queued, or taken out of the queue. */
  queueChanged(): void;
  start(): void;
  stop(): Promise<void>;
}

export interface MoneyOptions {
  host: Pick<Host, 'clock' | 'dataFolder' | 'log'>;
  store: Pick<JobStore, 'runs' | 'get' | 'inState' | 'placesByProvider'>;
  settings: SettingsStore;
  /** Undefined for a provider that is not in the registry. */
  prices(providerId: string): Prices | undefined;
  pace(providerId: string): { places: number; gapMs: number };
  /** Providers to which nothing is sent until the person says so. */
  pausedProviders(): ReadonlySet<string>;
  balanceSource: BalanceSource;
  announce(announcement: Announcement): void;
  providersChanged(): void;
}

const mostOwnPrices = 500;
/** A hundred clips that come to an end together are one piece of news. */
const tellAfterMs = 1000;

export function createMoney({
  host,
  store,
  settings,
  prices,
  balanceSource,
  announce,
  providersChanged,
  ...queue
}: MoneyOptions): Money {
  const { clock, log } = host;
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const days = createDayFinder(timeZone);
  const pending = new Map<string, () => void>();

  function tellSoon(event: 'spending.changed' | 'waits.changed'): void {
    if (pending.has(event)) return;
    const cancel = clock.after(tellAfterMs, () => {
      pending.delete(event);
      announce({ event, payload: {} });
    });
    pending.set(event, cancel);
  }

  function put(ownPrices: OwnPrice[]): void {
    announce({ event: 'settings.changed', payload: { settings: settings.update({ ownPrices }) } });
    providersChanged();
  }

  const others = (key: PriceKey): OwnPrice[] => settings.get().ownPrices.filter((own) => !isSamePriceKey(own, key));

  const balances = createBalances({
    source: balanceSource,
    file: openBalanceFile(host.dataFolder),
    runs: store.runs,
    inTheMaking: () => store.placesByProvider(clock.now()),
    clock,
    log,
    changed: (list) => announce({ event: 'balances.changed', payload: { balances: list } }),
  });

  store.runs.watch(() => {
    tellSoon('spending.changed');
    tellSoon('waits.changed');
  });

  return {
    ...createSpending({
      store,
      settings,
      prices,
      exportsFolder: join(host.dataFolder, 'exports'),
      clock,
      timeZone,
    }),
    waits: createWaits({ store, ...queue, now: () => clock.now() }).read,
    setPrice(price) {
      const own = { ...price, asOf: days.dayOf(clock.now()) };
      const rest = others(price);
      if (rest.length >= mostOwnPrices) {
        const full = sentence('There are {{most, number}} prices of your own already. Remove one first.', {
          most: mostOwnPrices,
        });
        throw new FailureError(failure('invalid-request', full, { stage: 'local' }));
      }
      put([...rest, own]);
      return own;
    },
    removePrice: (key) => put(others(key)),
    balances,
    queueChanged: () => tellSoon('waits.changed'),
    start: balances.start,
    async stop() {
      for (const cancel of pending.values()) cancel();
      pending.clear();
      await balances.stop();
    },
  };
}

/** The providers to which nothing goes until the person says so. */
export function closedIn({ pausedAll, providers }: Pick<QueueView, 'pausedAll' | 'providers'>): ReadonlySet<string> {
  return new Set(
    providers
      .filter(({ paused, stop }) => pausedAll || paused || stop !== undefined)
      .map(({ providerId }) => providerId),
  );
}
