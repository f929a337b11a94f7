import type { FailureAct } from '../../shared/failure.ts';
import { policies } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';

/** What a failed clip offers first. Pure. */

export type Step = 'edit' | 'retry' | 'download-again' | 'open-settings' | 'open-billing' | 'copy-details';

export interface NextSteps {
  /** The one primary button. */
  first: Step;
  /** Further buttons in the same row. */
  others: Step[];
}

const stepOf: Record<FailureAct, Step> = {
  fix: 'edit',
  edit: 'edit',
  'open-settings': 'open-settings',
  'open-billing': 'open-billing',
  wait: 'retry',
  retry: 'retry',
  decide: 'retry',
  report: 'copy-details',
};

export function nextSteps({ progress }: JobIn<'failed'>): NextSteps {
  const { failure, remote, intent, acceptedAt } = progress;
  const mayFetch = remote !== undefined && intent !== undefined && acceptedAt !== undefined;
  // The clip may lie finished at the provider: asking for it again is free, sending it again is not.
  const first =
    mayFetch && failure.kind !== 'provider-failed' && failure.kind !== 'moderation'
      ? 'download-again'
      : stepOf[policies[failure.kind].act];
  const others: Step[] = [];
  if (mayFetch) others.push('download-again');
  if (stepOf[policies[failure.kind].act] !== 'copy-details') others.push(stepOf[policies[failure.kind].act]);
  others.push('retry');
  return { first, others: [...new Set(others)].filter((step) => step !== first) };
}
