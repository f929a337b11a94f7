import type { Job } from '../../shared/job.ts';
import { client } from './connection.ts';

/** The newest clips that say this, outside of what is listed. None where the core does not answer: the commands are still there. */
export async function findClips(search: string, most: number): Promise<readonly Job[]> {
  try {
    return (await client().call('clip.page', { query: { search }, offset: 0, limit: most })).jobs;
  } catch {
    return [];
  }
}
