import type { JobChain } from '../../../shared/contract.ts';
import { isIn, type Job, type JobIn } from '../../../shared/job.ts';

/** What the window makes of a chain. Pure. */

/** The chain with each clip as it is now: what an event has brought is newer than the answer. */
export function refreshed(chain: JobChain, known: ReadonlyMap<string, Job>): JobChain {
  const now = (job: Job) => known.get(job.id) ?? job;
  return { ...chain, jobs: chain.jobs.map(now), branches: chain.branches.map(now) };
}

/** Whether there is anything to show beside the clip itself. */
export function isChain({ jobs, missingId, branches }: JobChain): boolean {
  return jobs.length > 1 || missingId !== undefined || branches.length > 0;
}

/** The clips that can be played one after the other: the finished ones, which only an unfinished end can follow. */
export function playable({ jobs }: JobChain): JobIn<'done'>[] {
  const end = jobs.findIndex((job) => !isIn(job, 'done'));
  return jobs.slice(0, end === -1 ? jobs.length : end).filter((job) => isIn(job, 'done'));
}

/** In seconds, as measured or, failing that, as ordered. */
export function lengthOf({ request, progress }: JobIn<'done'>): number {
  return progress.asset.durationSeconds ?? request.durationSeconds ?? 0;
}

/** Where a moment of the whole chain falls: in which clip, and where in it. */
export function placeAt(lengths: readonly number[], seconds: number): { index: number; seconds: number } {
  let rest = Math.max(0, seconds);
  for (const [index, length] of lengths.entries()) {
    if (rest < length || index === lengths.length - 1) return { index, seconds: Math.min(rest, length) };
    rest -= length;
  }
  return { index: 0, seconds: 0 };
}

/** The moment of the whole chain at which a clip begins. */
export function startOf(lengths: readonly number[], index: number): number {
  return lengths.slice(0, index).reduce((sum, length) => sum + length, 0);
}
