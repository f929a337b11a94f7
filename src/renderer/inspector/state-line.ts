import { isIn, type Job } from '../../shared/job.ts';
import type { Wait } from '../../shared/wait.ts';
import { isStillWatched, linkClockText, stillWatchedText } from '../library/patience.ts';
import { remainingText } from '../library/remaining.ts';
import { agoText, momentText } from '../library/times.ts';
import { t } from '../texts/index.ts';

/**
 * The line beside the state word. For a finished clip it says when it was saved and how long after sending: not how
 * long the provider worked, which nobody tells us when Conch was closed meanwhile. Pure.
 */
export function stateLineText(job: Job, now: number, wait?: Wait): string {
  const { progress } = job;
  const moment = (at: number) => momentText(at, now);
  switch (progress.state) {
    case 'queued':
      return t('since {{moment}}', { moment: moment(job.createdAt) });
    case 'submitting':
      return t('since {{moment}}', { moment: moment(progress.intent.sentAt) });
    case 'waiting':
      if (progress.refreshing) return t('asking for a fresh link');
      if (isStillWatched(job, now)) return stillWatchedText(job, now);
      return (
        (isIn(job, 'waiting') && remainingText(job, wait, now)) ||
        t('accepted {{ago}}', { ago: agoText(progress.acceptedAt, now) })
      );
    case 'downloading':
      return (
        (isIn(job, 'downloading') && linkClockText(job, now)) ||
        t('ready since {{moment}}', { moment: moment(progress.finishedAt) })
      );
    case 'done':
      return t('{{moment}}, {{timeMs, duration}} after sending', {
        moment: moment(progress.savedAt),
        timeMs: progress.savedAt - progress.intent.sentAt,
      });
    case 'failed':
      return moment(progress.failedAt);
    case 'canceled':
      return moment(progress.canceledAt);
    case 'unknown':
      return moment(progress.unknownAt);
  }
}
