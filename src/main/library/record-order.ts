import { isIn, type Job } from '../../shared/job.ts';

/**
 * Whether another memory (journal, backup, what is left of a damaged file) knows more of a job than the store does.
 * Pure. When in doubt the answer leans to "it may have been paid for": a job that was sent is never queued again, and
 * an id is never given up for a record without one.
 */
export function isAhead(other: Job, stored: Job): boolean {
  // Only the other's word stands between a stale `queued` and a second payment. An attempt that the store has counted
  // and queued again was surely not taken; one that it has not counted may have been.
  if (isIn(stored, 'queued')) {
    if (isIn(other, 'submitting')) return other.progress.attempts > stored.progress.attempts;
    return !isIn(other, 'queued');
  }
  if (isIn(other, 'queued')) {
    return isIn(stored, 'submitting') && other.progress.attempts >= stored.progress.attempts;
  }
  if (isIn(stored, 'submitting')) return !isIn(other, 'submitting');
  if (isIn(other, 'submitting')) return false;

  const storedId = remoteIdOf(stored);
  const otherId = remoteIdOf(other);
  if (storedId !== otherId && (storedId === undefined || otherId === undefined)) return storedId === undefined;
  // Clocks jump, so time decides only between records of which either would do.
  return stored.progress.state !== other.progress.state && other.updatedAt > stored.updatedAt;
}

function remoteIdOf({ progress }: Job): string | undefined {
  return 'remote' in progress ? progress.remote?.id : undefined;
}
