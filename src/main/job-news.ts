import type { Announcement, Counts } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import type { Groups } from './library/groups.ts';
import type { Lineage } from './library/lineage.ts';

/** Who is told when a clip comes, changes or goes: the window, and whatever in the core keeps count of clips. */
export interface JobNews {
  changed(job: Job, before: Job): void;
  changedMany(ids: readonly string[]): void;
  created(job: Job): void;
  createdMany(jobs: readonly Job[]): void;
  removed(id: string): void;
}

export interface JobNewsOptions {
  announce(announcement: Announcement): void;
  counts(): Counts;
  lineage: Pick<Lineage, 'added'>;
  groups: Pick<Groups, 'added'>;
  /** The person is told of what has come to an end. */
  notify(job: Job, before: Job): void;
  /** Something was queued, has left the queue or is another now. */
  queueChanged(): void;
  /** Clips were queued. */
  queued(): void;
  /** A picture that was uploaded for a clip may not be needed any more. */
  lookAtUploads(): void;
}

/** More ids than this are not worth their bytes: the window asks again. */
const mostToldIds = 200;

export function createJobNews(options: JobNewsOptions): JobNews {
  const { announce, counts, lineage, groups } = options;

  function tell(job: Job): void {
    announce({ event: 'job.changed', payload: { job, counts: counts() } });
  }

  function tellMany(ids: readonly string[]): void {
    const few = ids.length <= mostToldIds ? { ids: [...ids] } : {};
    announce({ event: 'clips.changed', payload: { ...few, counts: counts() } });
  }

  function added(jobs: readonly Job[]): void {
    for (const job of jobs) lineage.added(job);
    groups.added(jobs);
    options.queued();
    options.queueChanged();
  }

  return {
    changed(job, before) {
      tell(job);
      options.notify(job, before);
      options.lookAtUploads();
      options.queueChanged();
    },
    changedMany(ids) {
      tellMany(ids);
      options.lookAtUploads();
      options.queueChanged();
    },
    created(job) {
      added([job]);
      tell(job);
    },
    createdMany(jobs) {
      added(jobs);
      tellMany(jobs.map(({ id }) => id));
    },
    removed(id) {
      announce({ event: 'job.removed', payload: { id, counts: counts() } });
    },
  };
}
