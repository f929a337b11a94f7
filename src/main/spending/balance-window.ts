import type { BalanceReading, BalanceView } from '../../shared/balance.ts';
import { createSum } from '../../shared/estimate.ts';
import type { Account, AccountBalance } from '../library/balance-file.ts';
import type { Run } from '../library/run.ts';

/** From which reading to which a balance is compared. Pure. */

/** A reading before clips are sent, or the very first one: from here on it is compared. */
export function comparedFrom(account: Account, reading: BalanceReading): AccountBalance {
  const { providerId, keyFingerprint, origin } = account;
  return { providerId, keyFingerprint, origin, from: reading, latest: reading, wentUp: false };
}

/** Clips are about to be sent and there is no time for a reading: what was read last is what it is compared with. */
export function comparedFromLatest(known: AccountBalance): AccountBalance {
  return comparedFrom(known, known.latest);
}

/** One more reading. Charges post late, so it may tell more of the same clips. */
export function readAgain(
  known: AccountBalance | undefined,
  account: Account,
  reading: BalanceReading,
): AccountBalance {
  // Two units make no difference.
  if (known === undefined || known.latest.unit !== reading.unit) return comparedFrom(account, reading);
  return { ...known, latest: reading, wentUp: known.wentUp || reading.amount > known.latest.amount };
}

/**
 * What is shown of it.
 *
 * @param isMaking clips are being made there: what they cost is still to come
 * @param runs everything that was sent from `from` on, at any provider
 */
export function viewOf(
  { providerId, from, latest, wentUp }: AccountBalance,
  isMaking: boolean,
  runs: readonly Run[],
): BalanceView {
  if (isMaking || latest.at <= from.at) return { providerId, latest };
  const sent = createSum();
  for (const run of runs) {
    const isBetween = run.sentAt >= from.at && run.sentAt < latest.at;
    if (run.providerId === providerId && isBetween && run.charged !== 'no') sent.add(run.estimate ?? undefined);
  }
  return { providerId, latest, change: { from, wentUp, sent: sent.read() } };
}
