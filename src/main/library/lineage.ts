import type { JobChain } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import type { JobStore } from './job-store.ts';

/**
 * Which clip goes on from which. What a clip continues stands in its own record; what continues it is looked up in an
 * index that is made at the first question (one reading of the table) and kept from then on.
 */
export interface Lineage {
  /** @throws {FailureError} when the clip is not in the library */
  chain(id: string): JobChain;
  added(job: Pick<Job, 'id' | 'request'>): void;
  /** Many clips came at once: the index is made anew at the next question. */
  forget(): void;
}

/** Longer than anybody watches, and short enough for one answer. */
const longestChain = 500;
const mostBranches = 100;

export function createLineage(store: Pick<JobStore, 'get' | 'continuations'>): Lineage {
  /** By the id of what is continued, in the order in which they were made. A deleted clip may linger: `get` tells. */
  let followers: Map<string, Set<string>> | undefined;

  function add(id: string, continues: string): void {
    const known = followers?.get(continues);
    if (known === undefined) followers?.set(continues, new Set([id]));
    else known.add(id);
  }

  function followersOf(id: string): Job[] {
    if (followers === undefined) {
      followers = new Map();
      for (const one of store.continuations()) add(one.id, one.continues);
    }
    return [...(followers.get(id) ?? [])].map(kept).filter((job) => job !== undefined);
  }

  /** A clip in the trash is as good as gone. */
  function kept(id: string): Job | undefined {
    const job = store.get(id);
    return job?.keeping?.trashedAt === undefined ? job : undefined;
  }

  return {
    chain(id) {
      const asked = store.get(id);
      if (asked === undefined) {
        const message = sentence('This clip is not in the library any more.');
        throw new FailureError(failure('invalid-request', message, { stage: 'local' }));
      }
      const jobs = [asked];
      const seen = new Set([id]);
      let missingId: string | undefined;
      for (let wanted = asked.request.continues; wanted !== undefined && jobs.length < longestChain;) {
        const before = seen.has(wanted) ? undefined : kept(wanted);
        if (before === undefined) {
          // A record that names itself, over however many others, can only have been made by hand.
          if (!seen.has(wanted)) missingId = wanted;
          break;
        }
        jobs.unshift(before);
        seen.add(before.id);
        wanted = before.request.continues;
      }
      for (let last = asked; jobs.length < longestChain;) {
        const next = followersOf(last.id).filter((job) => !seen.has(job.id) && !cameToNothing(job));
        const [only] = next;
        if (only === undefined || next.length > 1) break;
        jobs.push(only);
        seen.add(only.id);
        last = only;
      }
      const branches = jobs.flatMap((job) => followersOf(job.id)).filter((job) => !seen.has(job.id));
      return { jobs, branches: branches.slice(0, mostBranches), ...(missingId !== undefined && { missingId }) };
    },
    added({ id, request }) {
      if (request.continues !== undefined) add(id, request.continues);
    },
    forget() {
      followers = undefined;
    },
  };
}

/** There is nothing to watch there, so it does not stand in the way of the one that went well. */
function cameToNothing(job: Job): boolean {
  return isIn(job, 'failed', 'canceled');
}
