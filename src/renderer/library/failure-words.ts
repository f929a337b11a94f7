import type { Charge, Failure, FailureKind } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';

/** A failure in the few words that fit under a tile. The inspector says the whole of it. */

const shortWords: Record<FailureKind, string> = {
  'invalid-request': 'request refused',
  'invalid-image': 'picture refused',
  'key-missing': 'no key',
  'key-rejected': 'key refused',
  'not-permitted': 'account may not',
  balance: 'no balance',
  'rate-limited': 'told to wait',
  moderation: 'content refused',
  'provider-failed': 'provider failed',
  'provider-changed': 'answer not understood',
  network: 'not reached',
  timeout: 'no answer in time',
  'outcome-unknown': 'outcome unknown',
  'output-expired': 'link has died',
  disk: 'not written to disk',
  internal: 'mistake inside Conch',
};

export function shortFailure({ kind, stage }: Failure): string {
  return stage === 'upload' ? 'picture not uploaded' : shortWords[kind];
}

const chargeWords: Record<Charge, string> = {
  no: 'not charged',
  yes: 'charged',
  unknown: 'may have been charged',
};

/**
 * Whether a failed or unclear clip was paid for, as far as anybody can tell; undefined where nothing is known to say.
 * A clip that has no intent never left this computer.
 */
export function chargeText(job: Job): string | undefined {
  const { progress } = job;
  if (progress.state !== 'failed' && progress.state !== 'unknown') return undefined;
  if (progress.failure.charged !== undefined) return chargeWords[progress.failure.charged];
  if (progress.state === 'unknown') return chargeWords.unknown;
  return progress.intent === undefined ? 'nothing was sent' : undefined;
}

/** What a job that is on its way struggles with at the moment. */
export function presentTrouble({ progress }: Job): Failure | undefined {
  return 'lastFailure' in progress ? progress.lastFailure : undefined;
}
