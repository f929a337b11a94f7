import { isIn, type Job } from '../../shared/job.ts';
import { isStillWatched, linkClockText, stillWatchedText } from '../library/patience.ts';
import { agoText, momentText, roughText, spanText } from '../library/times.ts';

/**
 * The line beside the state word. For a finished clip it says when it was saved and how long after sending: not how
 * long the provider worked, which nobody tells us when Conch was closed meanwhile. Pure.
 */
export function stateLineText(job: Job, now: number, locale?: string): string {
  const { progress } = job;
  const moment = (at: number) => momentText(at, now, locale);
  switch (progress.state) {
    case 'queued':
      return `since ${moment(job.createdAt)}`;
    case 'submitting':
      return `since ${moment(progress.intent.sentAt)}`;
    case 'waiting':
      if (progress.refreshing) return 'asking for a fresh link';
      if (progress.readyAt !== undefined && progress.readyAt > now) {
        return `about ${roughText(progress.readyAt - now)} left`;
      }
      return isStillWatched(job, now) ? stillWatchedText(job, now) : `accepted ${agoText(progress.acceptedAt, now)}`;
    case 'downloading':
      return (isIn(job, 'downloading') && linkClockText(job, now)) || `ready since ${moment(progress.finishedAt)}`;
    case 'done':
      return `${moment(progress.savedAt)}, ${spanText(progress.savedAt - progress.intent.sentAt)} after sending`;
    case 'failed':
      return moment(progress.failedAt);
    case 'canceled':
      return moment(progress.canceledAt);
    case 'unknown':
      return moment(progress.unknownAt);
  }
}
