import type { Charge, Failure, FailureKind, RefusedPart } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { key, t } from '../texts/index.ts';

/** A failure in the few words that fit under a tile. The inspector says the whole of it. */

const shortWords: Record<FailureKind, string> = {
  'invalid-request': key('request refused'),
  'invalid-image': key('picture refused'),
  'key-missing': key('no key'),
  'key-rejected': key('key refused'),
  'not-permitted': key('account may not'),
  balance: key('no balance'),
  'rate-limited': key('told to wait'),
  moderation: key('content refused'),
  'provider-failed': key('provider failed'),
  'provider-changed': key('answer not understood'),
  network: key('not reached'),
  timeout: key('no answer in time'),
  'outcome-unknown': key('outcome unknown'),
  'output-expired': key('link has died'),
  'confirm-spending': key('not confirmed'),
  disk: key('not written to disk'),
  internal: key('mistake inside Conch'),
};

/** Where the vendor has told what it was. */
const refusedWords: Record<RefusedPart, string> = {
  prompt: key('prompt refused'),
  picture: key('picture refused'),
  input: key('content refused'),
  result: key('clip withheld'),
};

export function shortFailure({ kind, stage, proxy, refusedPart }: Failure): string {
  if (proxy === true) return t('proxy in the way');
  if (kind === 'moderation' && refusedPart !== undefined) return t(refusedWords[refusedPart]);
  return stage === 'upload' ? t('picture not uploaded') : t(shortWords[kind]);
}

const chargeWords: Record<Charge, string> = {
  no: key('not charged'),
  yes: key('charged'),
  unknown: key('may have been charged'),
};

/**
 * Whether a failed or unclear clip was paid for, as far as anybody can tell; undefined where nothing is known to say.
 * A clip that has no intent never left this computer.
 */
export function chargeText(job: Job): string | undefined {
  const { progress } = job;
  if (progress.state !== 'failed' && progress.state !== 'unknown') return undefined;
  if (progress.failure.charged !== undefined) return t(chargeWords[progress.failure.charged]);
  if (progress.state === 'unknown') return t(chargeWords.unknown);
  return progress.intent === undefined ? t('nothing was sent') : undefined;
}

/** What a job that is on its way struggles with at the moment. */
export function presentTrouble({ progress }: Job): Failure | undefined {
  return 'lastFailure' in progress ? progress.lastFailure : undefined;
}
