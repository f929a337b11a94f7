import type { Counts } from '../shared/contract.ts';
import { policyOf } from '../shared/failure.ts';
import { isIn, type Job } from '../shared/job.ts';
import { languageFor } from '../shared/language.ts';
import { sentence, type Sentence } from '../shared/sentence.ts';
import { speak } from '../shared/speak.ts';
import type { Clock, HostActs } from './host.ts';
import type { SettingsStore } from './library/settings-store.ts';

/** Tells the person, by the system's own means, what became of clips while they were away. */
export interface JobNotices {
  changed(job: Job, before: Job): void;
}

export interface JobNoticesOptions {
  acts: Pick<HostActs, 'notify' | 'isInFront' | 'showAttention' | 'showProgress'>;
  /** Whether the host has native notices at all. */
  canNotify: boolean;
  settings: Pick<SettingsStore, 'get'>;
  /** The system's languages, best first. */
  languages: readonly string[];
  /** Cheap. */
  counts(): Pick<Counts, 'running' | 'attention'>;
  /** Those that are running. Reads them from disk, so it is asked for once a second at most. */
  inTheMaking(): Job[];
  clock: Pick<Clock, 'now' | 'after'>;
}

const longestBody = 120;
const progressGapMs = 1000;
/** What comes to an end within this time is told together. */
const gatherMs = 1500;

type End = 'attention' | 'failed' | 'done';
/** What is told together leads to the clip that most wants to be looked at. */
const ends: readonly End[] = ['attention', 'failed', 'done'];

export function createJobNotices(options: JobNoticesOptions): JobNotices {
  const { acts, canNotify, settings, languages, counts, inTheMaking, clock } = options;
  let shownAt = -Infinity;
  let attention = 0;
  let gathered: { job: Job; end: End }[] = [];

  function showActivity(): void {
    const { running, attention: now } = counts();
    if (now !== attention) acts.showAttention((attention = now));
    if (running === 0) {
      acts.showProgress(null);
    } else if (Math.abs(clock.now() - shownAt) >= progressGapMs) {
      shownAt = clock.now();
      acts.showProgress(meanProgress(inTheMaking()));
    }
  }

  function tell(): void {
    const all = gathered;
    gathered = [];
    const { notifyInFront, language } = settings.get();
    const first = ends.flatMap((end) => all.filter((one) => one.end === end))[0];
    if (first === undefined || (acts.isInFront() && !notifyInFront)) return;
    const words = all.length === 1 ? titleOf(first.job) : countsOf(all.map(({ end }) => end));
    acts.notify({
      title: speak(words, languageFor(language, languages)),
      body: first.job.request.prompt.slice(0, longestBody),
      jobId: first.job.id,
    });
  }

  return {
    changed(job, before) {
      showActivity();
      const end = job.progress.state === before.progress.state ? undefined : endOf(job);
      if (end === undefined || !canNotify || !settings.get().notifications) return;
      gathered.push({ job, end });
      if (gathered.length === 1) clock.after(gatherMs, tell);
    },
  };
}

function endOf(job: Job): End | undefined {
  if (isIn(job, 'done')) return 'done';
  if (isIn(job, 'failed')) return 'failed';
  return isIn(job, 'unknown') ? 'attention' : undefined;
}

function titleOf(job: Job): Sentence {
  if (isIn(job, 'failed')) return { template: policyOf(job.progress.failure).title };
  return isIn(job, 'unknown') ? sentence('A clip needs your attention') : sentence('Clip ready');
}

function countsOf(all: readonly End[]): Sentence[] {
  const counted = (end: End, words: (count: number) => Sentence): Sentence[] => {
    const count = all.filter((one) => one === end).length;
    return count === 0 ? [] : [words(count)];
  };
  return [
    ...counted('done', (count) => sentence('Ready: {{count, number}}.', { count })),
    ...counted('failed', (count) => sentence('Failed: {{count, number}}.', { count })),
    ...counted('attention', (count) => sentence('Needs your attention: {{count, number}}.', { count })),
  ];
}

/** 0 to 1 over everything in the making; clips whose progress nobody tells count as 0. `null`: nothing is running. */
export function meanProgress(jobs: Job[]): number | null {
  if (jobs.length === 0) return null;
  const percents = jobs.map(({ progress }) =>
    progress.state === 'downloading' ? 100 : progress.state === 'waiting' ? (progress.progressPercent ?? 0) : 0,
  );
  return percents.reduce((sum, percent) => sum + percent, 0) / percents.length / 100;
}
