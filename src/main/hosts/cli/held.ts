import { isForPerson, type Failure } from '../../../shared/failure.ts';
import { isIn, type Job } from '../../../shared/job.ts';
import type { Session } from '../../../shared/contract.ts';
import type { QueueView } from '../../../shared/queue.ts';
import type { Connection } from './connection.ts';
import { keyWords } from './create-clips.ts';

/** Why nothing becomes of a clip before a person has acted. */
export type Hold =
  | { why: 'all-paused' | 'clip-paused' | 'provider-paused' }
  | { why: 'stopped' | 'trouble'; failure: Failure };

/** Undefined: it goes on by itself. Pure. */
export function holdOf(job: Job, { pausedAll, providers }: QueueView, now: number): Hold | undefined {
  const { place, progress, request } = job;
  if (isIn(job, 'queued')) {
    const provider = providers.find(({ providerId }) => providerId === request.providerId);
    if (pausedAll) return { why: 'all-paused' };
    if (provider?.paused === true) return { why: 'provider-paused' };
    if (place?.paused === true) return { why: 'clip-paused' };
    if (provider?.stop !== undefined) return { why: 'stopped', failure: provider.stop.failure };
    const hold = provider?.hold;
    if (hold !== undefined && isForPerson(hold.failure) && hold.untilAt > now)
      return { why: 'trouble', failure: hold.failure };
  }
  // What is due already is tried once more first: it may have been mended since.
  const isResting = 'dueAt' in progress && progress.dueAt > now;
  const trouble = 'lastFailure' in progress ? progress.lastFailure : undefined;
  return isResting && trouble !== undefined && isForPerson(trouble) ? { why: 'trouble', failure: trouble } : undefined;
}

/** What the person has to do. */
export function wordsForHold(
  hold: Hold,
  providerId: string,
  { session, connection }: { session: Session; connection: Pick<Connection, 'holder'> },
): string {
  switch (hold.why) {
    case 'all-paused':
      return 'Everything is paused. “queue resume” goes on.';
    case 'provider-paused':
      return `${providerId} is paused. “queue resume ${providerId}” goes on.`;
    case 'clip-paused':
      return 'Paused one by one. “queue resume” and the id goes on.';
    case 'stopped':
      return `Stopped: ${hold.failure.message} “queue go-on ${providerId}” sends the rest.`;
    case 'trouble': {
      const provider = session.providers.find(({ id }) => id === providerId);
      const isKeyless = provider?.key.source === 'none' || provider?.key.source === 'unreadable';
      const isKey = hold.failure.kind === 'key-missing' && hold.failure.stage !== 'upload' && isKeyless;
      const next = connection.holder() === 'window' ? `“queue resume ${providerId}”` : '“queue --wait”';
      return `${isKey ? keyWords(provider) : hold.failure.message} Then ${next} goes on.`;
    }
  }
}
