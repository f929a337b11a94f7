import { FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Client } from '../../shared/rpc.ts';
import { useSession } from './session.ts';

export function selectedJob(): Job | undefined {
  const { jobs, selectedId } = useSession.getState();
  return selectedId === undefined ? undefined : jobs.get(selectedId);
}

/**
 * After a new session: the clip on screen as it is now. It may lie beyond what the session brought, and whatever
 * happened to it while there was no connection was never announced.
 *
 * @param before the selected clip as it was before the session was opened
 */
export async function renewSelected(client: Client, before: Job | undefined): Promise<void> {
  // Something has brought it already; or another clip was chosen meanwhile.
  if (before === undefined || selectedJob() !== before) return;
  try {
    const job = await client.call('job.get', { id: before.id });
    useSession.setState(({ jobs }) => (jobs.get(job.id) === before ? { jobs: new Map(jobs).set(job.id, job) } : {}));
  } catch (thrown) {
    // Only the core's own word says that it is gone; a connection that broke says nothing.
    if (!(thrown instanceof FailureError) || thrown.failure.kind !== 'invalid-request') return;
    useSession.setState(({ jobs, selectedId }) => {
      const rest = new Map(jobs);
      rest.delete(before.id);
      return { jobs: rest, selectedId: selectedId === before.id ? undefined : selectedId };
    });
  }
}
