import { policyOf, type Failure, type FailureAct } from '../../shared/failure.ts';
import { fetchableFrom } from '../../shared/fetch-again.ts';
import type { JobIn } from '../../shared/job.ts';
import type { SettingsTarget } from '../store/commands.ts';

/** What a failed clip offers first. Pure. */

export type Step =
  | 'edit'
  | 'retry'
  | 'download-again'
  | 'open-settings'
  | 'open-billing'
  | 'copy-details'
  | 'another-provider';

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

/** Troubles that another provider does not have: they are about this one, its account, or its filter. */
const endsElsewhere: ReadonlySet<Failure['kind']> = new Set([
  'key-missing',
  'key-rejected',
  'not-permitted',
  'balance',
  'rate-limited',
  'moderation',
  'invalid-request',
  'invalid-image',
  'provider-failed',
  'provider-changed',
  'network',
  'timeout',
  'output-expired',
]);

export function nextSteps({ progress }: JobIn<'failed'>): NextSteps {
  const { failure } = progress;
  const mayFetch = fetchableFrom(progress) !== undefined;
  const own = stepOf[policyOf(failure).act];
  // The clip may lie finished at the provider: asking for it again is free, sending it again is not.
  const first = mayFetch && failure.kind !== 'provider-failed' ? 'download-again' : own;
  const others: Step[] = [];
  if (mayFetch) others.push('download-again');
  if (own !== 'copy-details') others.push(own);
  others.push('retry');
  if (endsElsewhere.has(failure.kind) && failure.proxy !== true) others.push('another-provider');
  return { first, others: [...new Set(others)].filter((step) => step !== first) };
}

/** Where in Settings this trouble ends. */
export function settingsFor({ kind, stage, proxy }: Failure, providerId: string): SettingsTarget {
  if (proxy === true) return { tab: 'network' };
  if (stage === 'upload') return { tab: 'image-host' };
  if (kind === 'disk') return { tab: 'library' };
  return { tab: 'providers', providerId };
}
