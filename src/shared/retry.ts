import { isIn, type Job } from './job.ts';
import { sentence, type Sentence } from './sentence.ts';

/** Why a clip may not be sent again as a new one; undefined when it may. Pure. */
export function retryObjection(job: Job, mayCostTwice: boolean): Sentence | undefined {
  if (!isIn(job, 'failed', 'canceled', 'unknown')) return sentence('This clip is still on its way or done already.');
  const mayHaveStarted = isIn(job, 'unknown') || (isIn(job, 'canceled') && job.progress.reason !== 'before-sending');
  return mayHaveStarted && !mayCostTwice
    ? sentence('The first request may have been charged. Send it again only if paying twice is all right.')
    : undefined;
}
