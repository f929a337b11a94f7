import { policies } from '../shared/failure.ts';
import { isIn, type Job } from '../shared/job.ts';
import type { HostActs } from './host.ts';
import type { SettingsStore } from './library/settings-store.ts';

/** Tells the person, by the system's own means, what became of a clip while they were away. */
export interface JobNotices {
  changed(job: Job, before: Job): void;
}

export interface JobNoticesOptions {
  acts: Pick<HostActs, 'notify' | 'showProgress'>;
  /** Whether the host has native notices at all. */
  canNotify: boolean;
  settings: Pick<SettingsStore, 'get'>;
  /** How many clips are on their way. Cheap. */
  running(): number;
  /** The same clips. Reads them from disk, so it is asked for once a second at most. */
  inTheMaking(): Job[];
  now(): number;
}

const longestBody = 120;
const progressGapMs = 1000;

export function createJobNotices({
  acts,
  canNotify,
  settings,
  running,
  inTheMaking,
  now,
}: JobNoticesOptions): JobNotices {
  let shownAt = -Infinity;

  function showProgress(): void {
    if (running() === 0) {
      acts.showProgress(null);
    } else if (Math.abs(now() - shownAt) >= progressGapMs) {
      shownAt = now();
      acts.showProgress(meanProgress(inTheMaking()));
    }
  }

  return {
    changed(job, before) {
      showProgress();
      const title = job.progress.state === before.progress.state ? undefined : titleOf(job);
      if (title === undefined || !canNotify || !settings.get().notifications) return;
      acts.notify({ title, body: job.request.prompt.slice(0, longestBody), jobId: job.id });
    },
  };
}

function titleOf(job: Job): string | undefined {
  if (isIn(job, 'done')) return 'Clip ready';
  if (isIn(job, 'failed')) return policies[job.progress.failure.kind].title;
  if (isIn(job, 'unknown')) return 'A clip needs your attention';
  return undefined;
}

/** 0 to 1 over everything in the making; clips whose progress nobody tells count as 0. `null`: nothing is running. */
export function meanProgress(jobs: Job[]): number | null {
  if (jobs.length === 0) return null;
  const percents = jobs.map(({ progress }) =>
    progress.state === 'downloading' ? 100 : progress.state === 'waiting' ? (progress.progressPercent ?? 0) : 0,
  );
  return percents.reduce((sum, percent) => sum + percent, 0) / percents.length / 100;
}
