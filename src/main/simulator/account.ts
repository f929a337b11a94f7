import { poorKeyPrefix, type Desk } from './desk.ts';
import { fingerprintOf, type Submission } from './ledger.ts';

/** What lies on every account at first, in dollars. */
const openingDollars = 25.5;

/**
 * What is left on the account of a key: what lay there at first without what the ledger has billed it for and not given
 * back. Like a real account with a credit line it may fall below zero. A reset of the ledger fills it again.
 */
export function dollarsLeft(desk: Pick<Desk, 'vendor' | 'ledger' | 'jobs'>, key: string): number {
  if (key.startsWith(poorKeyPrefix)) return 0;
  const fingerprint = fingerprintOf(key);
  const spent = desk.ledger
    .billed()
    .filter((one) => one.provider === desk.vendor.id && one.keyFingerprint === fingerprint && isPosted(desk, one))
    .reduce((sum, { billedDollars = 0 }) => sum + billedDollars, 0);
  // Prices have four digits; binary fractions would leave a rest.
  return Number((openingDollars - spent).toFixed(6));
}

function isPosted({ vendor, jobs }: Pick<Desk, 'vendor' | 'jobs'>, { jobId, refunded }: Submission): boolean {
  if (refunded) return false;
  if (vendor.chargesAt !== 'completion') return true;
  const job = jobId === undefined ? undefined : jobs.find(vendor.id, jobId);
  return job !== undefined && jobs.remainingMs(job) === 0 && !vendor.refunds(job.verdict);
}
