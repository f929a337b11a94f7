import { useEffect, useState } from 'react';
import type { JobChain } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/job.ts';
import { readChain } from '../../store/acts.ts';
import { useSession, type SessionState } from '../../store/session.ts';
import { refreshed } from './chain-view.ts';

/** The chain of a clip, read anew when clips come or go, or one of them moves on. */
export function useChain(job: Job): JobChain | undefined {
  const { id } = job;
  const [chain, setChain] = useState<JobChain>();
  const jobs = useSession((state) => state.jobs);

  useEffect(() => {
    let latest = 0;
    async function read(): Promise<void> {
      const mine = (latest += 1);
      const outcome = await readChain(id);
      // Without an answer the clip simply stands by itself; the next change asks again.
      if (mine === latest && outcome.ok) setChain(outcome.value);
    }
    void read();
    const stop = useSession.subscribe((now, before) => {
      if (now.connection === 'open' && occasionOf(now) !== occasionOf(before)) void read();
    });
    return () => {
      latest = -1;
      stop();
    };
  }, [id]);

  return chain && refreshed(chain, jobs);
}

/** What changes with every clip that comes, goes, or takes a turn that may change a chain. */
function occasionOf({ connection, session }: SessionState): string {
  return JSON.stringify([connection, session?.counts]);
}
