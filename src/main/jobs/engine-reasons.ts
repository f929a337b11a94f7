import type { JobEvent } from '../../shared/advance.ts';
import { failure, isForPerson, type Failure, type FailureKind } from '../../shared/failure.ts';
import { dueAtOf, isIn, type Job } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import { begunAgain } from './clock-watch.ts';

/** Why the engine holds a clip back, takes it up or leaves it to the person: pure, and in words. */

const unsent = { stage: 'submit', charged: 'no' } as const;
export const pausing = failure(
  'rate-limited',
  sentence('The provider has asked for a pause. This clip is sent when it is over.'),
  unsent,
);
export const resting = failure(
  'network',
  sentence(
    'The provider has not answered several times in a row. Conch asks now and then and sends this clip when it is back.',
  ),
  unsent,
);

const unanswered: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'provider-changed', 'outcome-unknown']);

/** Nobody was reached, or nobody answered in time. */
export function isNoAnswer({ kind }: Pick<Failure, 'kind'>): boolean {
  return kind === 'network' || kind === 'timeout';
}

/** Answers to a look that are about the clip: its id is wrong, or nothing is known of it any more. */
const aboutTheClip: ReadonlySet<number | undefined> = new Set([400, 404, 410, 422]);

/**
 * Says that the provider is not there, rather than what it thinks. Asked about a mistyped id it may answer "no such clip"
 * for ever, and must not be thought gone for it: the other clips would wait for nothing.
 */
export function isUnanswered({ kind, httpStatus }: Pick<Failure, 'kind' | 'httpStatus'>): boolean {
  return unanswered.has(kind) && !(kind === 'provider-changed' && aboutTheClip.has(httpStatus));
}

/** Found at start-up in `submitting`: it may have been sent. It becomes "Needs attention", never `queued`. */
export function interrupted(at: number): JobEvent {
  const message = sentence(
    'Conch was closed while this request was on its way. It may have started and may be charged, so it has not been sent again.',
  );
  return {
    type: 'submit-unclear',
    at,
    failure: failure('outcome-unknown', message, { stage: 'submit', charged: 'unknown' }),
  };
}

export function waitsForPerson(job: Job): boolean {
  const trouble = 'lastFailure' in job.progress ? job.progress.lastFailure : undefined;
  return trouble !== undefined && isForPerson(trouble);
}

/** Nothing of it was sent, because nobody was there to take it. */
export function waitsForAnswer(job: Job): boolean {
  return isIn(job, 'queued') && job.progress.lastFailure !== undefined && isNoAnswer(job.progress.lastFailure);
}

/** Held back by the image host, for whatever reason. */
export function waitsForUpload(job: Job): boolean {
  return isIn(job, 'queued') && job.progress.lastFailure?.stage === 'upload';
}

/** The same trouble as before, but due now. */
export function hurry(job: Job, at: number): JobEvent {
  const trouble = ('lastFailure' in job.progress && job.progress.lastFailure) || failure('key-missing', '');
  return { type: isIn(job, 'queued') ? 'submit-deferred' : 'poll-deferred', at, failure: trouble, dueAt: at };
}

/** A new time for what was planned by a clock that has been set back since; undefined when the plan still holds. */
export function retimed({ progress, updatedAt }: Job, now: number): JobEvent | undefined {
  const dueAt = dueAtOf(progress);
  if (dueAt === undefined || updatedAt <= now) return undefined;
  return { type: 'clock-set-back', at: now, dueAt: begunAgain({ fromAt: updatedAt, untilAt: dueAt }, now).untilAt };
}
