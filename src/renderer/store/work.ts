import { create } from 'zustand';
import type { Client } from '../../shared/rpc.ts';
import type { Work } from '../../shared/work.ts';
import { useSession } from './session.ts';

/** The long act on the library that is at hand. A mirror of the core, like the session. */
interface WorkState {
  work?: Work | undefined;
  /** The person has read how it ended. */
  putAwayId?: string | undefined;
}

export const useWork = create<WorkState>(() => ({}));

/** Rejects with `FailureError`. */
export async function readWork(from: Client): Promise<void> {
  const { work } = await from.call('work.current', {});
  useWork.setState({ work: work ?? undefined });
}

/** Writes what the core says of it into the mirror. */
export function followWork(from: Client): void {
  from.on('work.changed', ({ work }) => {
    useWork.setState({ work });
  });
}

export function putWorkAway(): void {
  useWork.setState(({ work }) => ({ putAwayId: work?.id }));
}

/** Where the archive of an export waits. */
export function archiveAddress(workId: string): string {
  return `${useSession.getState().session?.mediaBase ?? ''}/exports/${workId}`;
}
