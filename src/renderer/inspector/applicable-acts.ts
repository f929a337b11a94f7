import type { Abilities } from '../../shared/contract.ts';
import { fetchableFrom } from '../../shared/fetch-again.ts';
import type { Job } from '../../shared/job.ts';

/** Which acts a clip offers. Only those that the core will take (`shared/advance.ts`). Pure. */

export type Act =
  | 'continue'
  | 'use-settings'
  | 'open'
  | 'reveal'
  | 'export'
  | 'download-again'
  | 'retry'
  | 'cancel'
  | 'delete';

/** What the window found out about the file of a finished clip. */
export type FileState = 'unknown' | 'playable' | 'missing' | 'unplayable' | 'unreachable';

export function applicableActs(job: Job, abilities: Pick<Abilities, 'reveal' | 'openClip'>, file: FileState): Act[] {
  const { progress } = job;
  const acts: Act[] = ['use-settings'];
  if (progress.state === 'done' && file !== 'missing') acts.unshift('continue');
  if (progress.state === 'done' && abilities.openClip && file !== 'missing') acts.push('open');
  if (progress.state === 'done' && abilities.reveal && file !== 'missing') acts.push('reveal');
  if (progress.state === 'done' && file !== 'missing') acts.push('export');
  if (mayFetch(job, file)) acts.push('download-again');
  if (progress.state === 'failed' || progress.state === 'canceled') acts.push('retry');
  if (progress.state === 'queued' || progress.state === 'waiting' || progress.state === 'downloading')
    acts.push('cancel');
  if (progress.state === 'done' || progress.state === 'failed' || progress.state === 'canceled') acts.push('delete');
  return acts;
}

/** A finished clip is asked for again only where its file is of no use. */
function mayFetch({ progress }: Job, file: FileState): boolean {
  if (progress.state === 'done' && file !== 'missing' && file !== 'unplayable') return false;
  return fetchableFrom(progress) !== undefined;
}

/** Before sending nothing can be lost; afterwards the person should know what a cancel does not do. */
export function cancelNeedsConsent({ progress }: Job): boolean {
  return progress.state === 'waiting' || progress.state === 'downloading';
}

/** A retry of a clip that the provider had taken, or that may be charged, pays again: said before it is done. */
export function retryMayCostTwice({ progress }: Job): boolean {
  if (progress.state === 'canceled') return progress.reason !== 'before-sending';
  if (progress.state === 'failed') return progress.failure.charged === 'unknown' || progress.failure.charged === 'yes';
  return progress.state === 'unknown';
}
