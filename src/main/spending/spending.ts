import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Input, Output } from '../../shared/contract.ts';
import type { Prices } from '../../shared/estimate.ts';
import type { Spending } from '../../shared/spending.ts';
import type { Clock } from '../host.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Run } from '../library/run.ts';
import type { SettingsStore } from '../library/settings-store.ts';
import { createAdmit, type Admit } from './admit.ts';
import { createDayFinder } from './day-of.ts';
import { madeFolder, usableFolder, writeNewFile } from './export-spending.ts';
import { readSpending, type SpendingInput } from './read-spending.ts';
import { dayLines, runLines } from './spending-lines.ts';

/** What was spent, what may be spent without asking, and the list of it for other programs. */
export interface SpendingDesk {
  readonly admit: Admit;
  read(input: SpendingInput): Spending;
  /** @throws {FailureError} when the file cannot be written */
  exportList(input: Input<'spending.export'>): Promise<Output<'spending.export'>>;
  /** The list that waits to be fetched. */
  archive(id: string): { path: string; name: string; type: string } | undefined;
}

export interface SpendingOptions {
  store: Pick<JobStore, 'runs' | 'get' | 'inState'>;
  settings: Pick<SettingsStore, 'get'>;
  /** Undefined for a provider that is not in the registry. */
  prices(providerId: string): Prices | undefined;
  exportsFolder: string;
  clock: Clock;
  /** Of this computer. */
  timeZone: string;
}

export function createSpending(options: SpendingOptions): SpendingDesk {
  const { store, settings, prices, clock, exportsFolder, timeZone } = options;
  const creditsPerDollar = (providerId: string): number | undefined => prices(providerId)?.creditsPerDollar;
  let waiting: { id: string; path: string; name: string } | undefined;

  return {
    admit: createAdmit({
      runsSince: (at) => store.runs.since(at),
      queued: () => store.inState('queued'),
      isStored: (id) => store.get(id) !== undefined,
      prices,
      limits: () => settings.get(),
      now: () => clock.now(),
      timeZone,
    }),
    read: (input) => readSpending(store.runs.all(), input, { now: clock.now(), creditsPerDollar }),
    async exportList({ by, fromDay, toDay, timeZone: zone, folder }) {
      const days = createDayFinder(zone);
      const isMeant = ({ sentAt }: Run): boolean => {
        const day = days.dayOf(sentAt);
        return (fromDay === undefined || day >= fromDay) && (toDay === undefined || day <= toDay);
      };
      const runs = [...store.runs.all()].sort((one, other) => one.sentAt - other.sentAt).filter(isMeant);
      const lines = by === 'clips' ? runLines(runs, days) : dayLines(runs, days, creditsPerDollar);
      const id = randomUUID();
      const into = folder === undefined ? await madeFolder(join(exportsFolder, id)) : await usableFolder(folder);
      const stem = `Conch spending ${days.dayOf(clock.now())}`;
      const { path, name, sizeBytes } = await writeNewFile(into, { stem, extension: '.csv' }, lines);
      if (folder !== undefined) return { name, sizeBytes, path };
      waiting = { id, path, name };
      return { name, sizeBytes, archiveId: id };
    },
    archive(id) {
      if (waiting?.id !== id) return undefined;
      return { path: waiting.path, name: waiting.name, type: 'text/csv; charset=utf-8' };
    },
  };
}
