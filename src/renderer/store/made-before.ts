import { useEffect, useState } from 'react';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { client } from './connection.ts';
import { useSession } from './session.ts';

/** The core is asked when the person pauses. */
const pauseMs = 500;

/** The newest clip that was made, or is being made, of the same prompt, picture and settings, at any provider. */
export function useMadeBefore(request: GenerationRequest | undefined): Job | undefined {
  const [found, setFound] = useState<{ asked: string; job: Job | undefined }>();
  const asked = request === undefined || request.prompt.trim() === '' ? undefined : JSON.stringify(request);
  useEffect(() => {
    if (asked === undefined) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const { jobs } = await client().call('clip.same', { request: JSON.parse(asked) as GenerationRequest });
      if (isCurrent) setFound({ asked, job: jobs[0] });
    };
    // Only a hint: without an answer nothing is said.
    const timer = setTimeout(() => void ask().catch(() => undefined), pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked]);
  const job = found?.asked === asked ? found?.job : undefined;
  // It may have moved on since it was found.
  return useSession(({ jobs }) => (job === undefined ? undefined : (jobs.get(job.id) ?? job)));
}
