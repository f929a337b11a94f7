import { setImmediate as otherWork } from 'node:timers/promises';
import type { Job } from '../../shared/job.ts';
import type { JobStore } from './job-store.ts';

/** Written without a pause: some 50 ms on a slow machine. */
const slice = 100;

/** Brings clips into the list, the oldest first. Other work is done in between. */
export async function restoreBySlices(store: Pick<JobStore, 'restore'>, jobs: readonly Job[]): Promise<void> {
  const ordered = jobs.toSorted((a, b) => a.createdAt - b.createdAt);
  for (let from = 0; from < ordered.length; from += slice) {
    store.restore(ordered.slice(from, from + slice));
    await otherWork();
  }
}
