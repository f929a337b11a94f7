import { create } from 'zustand';
import type { Client } from '../../shared/rpc.ts';
import type { Job } from '../../shared/job.ts';
import { findWait, type Wait, type Waits } from '../../shared/wait.ts';

/** How long clips usually take, from the person's own runs, as the core last told it. */
export const useWaits = create<Waits>(() => ({ waits: [], queue: { clips: 0, withoutWait: 0, paused: 0 } }));

export function followWaits(client: Client): void {
  client.on('waits.changed', () => {
    void readWaits(client);
  });
}

/** Without an answer the former figures stand: they are hints, and the next change brings new ones. */
export async function readWaits(client: Client): Promise<void> {
  try {
    useWaits.setState(await client.call('waits.read', {}), true);
  } catch {
    return;
  }
}

/** How long clips like this one usually take; only for one that the provider is at. */
export function useWaitOf(job: Job | undefined): Wait | undefined {
  return useWaits(({ waits }) => (job?.progress.state === 'waiting' ? findWait(waits, job.request) : undefined));
}
