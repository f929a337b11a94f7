import type { Job } from '../../shared/job.ts';
import type { Client } from '../../shared/rpc.ts';
import { fetched } from './mirror.ts';
import { select } from './selecting.ts';
import { useSession } from './session.ts';

/** Opens a clip that may lie beyond the loaded pages or outside the search. Rejects with `FailureError` when it is gone. */
export async function showClip(client: Client, id: string): Promise<void> {
  if (!useSession.getState().jobs.has(id)) {
    const job = await client.call('job.get', { id });
    useSession.setState((state) => fetched(state, job));
  }
  select(id);
}

/** Opens a clip that an answer has just brought. */
export function showKnown(job: Job): void {
  useSession.setState((state) => fetched(state, job));
  select(job.id);
}
