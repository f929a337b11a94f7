import { create } from 'zustand';
import type { Output } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc.ts';

/** How full the disk is, for the foot of the window. */
export const useDisk = create<Partial<Output<'disk.read'>>>(() => ({}));

/** It changes with every clip; asked for this often at most. */
const pauseMs = 5_000;

let timer: ReturnType<typeof setTimeout> | undefined;

export function followDisk(client: Client): void {
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void readDisk(client);
    }, pauseMs);
  };
  client.on('job.changed', ({ job }) => {
    if (job.progress.state === 'done') soon();
  });
  client.on('job.removed', soon);
  client.on('clips.changed', soon);
  client.on('settings.changed', soon);
}

/** Without an answer the former figures stand; the next change asks again. */
export async function readDisk(client: Client): Promise<void> {
  try {
    useDisk.setState(await client.call('disk.read', {}), true);
  } catch {
    return;
  }
}
