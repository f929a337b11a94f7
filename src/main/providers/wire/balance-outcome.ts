import type { Balance } from '../../../shared/balance.ts';
import type { ProviderAnswer } from '../http.ts';
import type { BalanceOutcome } from '../provider.ts';
import { freeCallFailure, isUsual } from './key-test.ts';
import type { VendorError } from './vendor-error.ts';

/**
 * Reads the answer to the call for the balance.
 *
 * @param balance undefined where the answer does not hold the number that is documented
 */
export function balanceOutcome(
  name: string,
  answer: ProviderAnswer,
  error: VendorError | undefined,
  balance: Balance | undefined,
): BalanceOutcome {
  if (isUsual(answer, error) && balance !== undefined) return { told: true, balance };
  return { told: false, failure: freeCallFailure(name, answer, error) };
}
