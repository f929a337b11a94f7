import type { JobProgress } from './job.ts';

/** What a provider is asked with for a clip that it once took. */
type Taken = Pick<Extract<JobProgress, { state: 'done' }>, 'intent' | 'remote' | 'acceptedAt'>;

/**
 * What "Download again" asks with: a clip that has ended and that its provider once took. It costs nothing. Undefined where
 * nothing was taken, and where a content filter has spoken: then there is no clip to ask for. Pure.
 */
export function fetchableFrom(progress: JobProgress): Taken | undefined {
  if (progress.state !== 'done' && progress.state !== 'failed' && progress.state !== 'canceled') return undefined;
  if (progress.state === 'failed' && progress.failure.kind === 'moderation') return undefined;
  const { intent, remote, acceptedAt } = progress;
  if (intent === undefined || remote === undefined || acceptedAt === undefined) return undefined;
  return { intent, remote, acceptedAt };
}
