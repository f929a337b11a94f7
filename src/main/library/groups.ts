import type { Job } from '../../shared/job.ts';
import type { JobStore } from './job-store.ts';

/**
 * Which clips belong together. It stands in each one's own record; looked up in an index that is made at the first
 * question (one reading of the table) and kept from then on.
 */
export interface Groups {
  /** In the order in which they were made; without those in the trash. */
  inGroup(id: string): Job[];
  added(jobs: readonly Pick<Job, 'id' | 'group'>[]): void;
  /** Many clips came at once from elsewhere: the index is made anew at the next question. */
  forget(): void;
}

/** More than anybody looks at together. */
const mostShown = 500;

export function createGroups(store: Pick<JobStore, 'getMany' | 'grouped'>): Groups {
  /** A deleted clip may linger: the store tells. */
  let members: Map<string, string[]> | undefined;

  function add(id: string, groupId: string): void {
    const known = members?.get(groupId);
    if (known === undefined) members?.set(groupId, [id]);
    else known.push(id);
  }

  return {
    inGroup(groupId) {
      if (members === undefined) {
        members = new Map();
        for (const one of store.grouped()) add(one.id, one.groupId);
      }
      return store
        .getMany(members.get(groupId) ?? [])
        .filter(({ keeping }) => keeping?.trashedAt === undefined)
        .toSorted((one, other) => one.sequence - other.sequence)
        .slice(0, mostShown);
    },
    added(jobs) {
      for (const { id, group } of jobs) if (group !== undefined) add(id, group.id);
    },
    forget() {
      members = undefined;
    },
  };
}
