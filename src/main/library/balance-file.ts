import { join } from 'node:path';
import { z } from 'zod';
import { balanceReadingSchema } from '../../shared/balance.ts';
import { providerIdSchema } from '../../shared/request.ts';
import { createLatestFile } from './latest-file.ts';

/** Whose balance it is: the same key at another address may well be another account. */
const accountSchema = z.object({
  providerId: providerIdSchema,
  keyFingerprint: z.string(),
  origin: z.string(),
});
export type Account = z.infer<typeof accountSchema>;

/** What was read of an account: before clips were sent there last, and since. */
const accountBalanceSchema = accountSchema.extend({
  from: balanceReadingSchema,
  latest: balanceReadingSchema,
  /** Some reading in between was more than the one before it. */
  wentUp: z.boolean(),
});
export type AccountBalance = z.infer<typeof accountBalanceSchema>;

/** The balances that were read, in a file of their own. They are hints, so what is lost is simply read again. */
export interface BalanceFile {
  find(account: Account): AccountBalance | undefined;
  /** Resolves when it is on the disk, or something newer. Rejects with `FailureError`; it is known all the same. */
  put(balance: AccountBalance): Promise<void>;
}

/** Keys that were tried once are forgotten some day. */
const mostAccounts = 20;

export function openBalanceFile(dataFolder: string): BalanceFile {
  const file = createLatestFile(join(dataFolder, 'balances.json'));
  let accounts = readSound(() => file.read());
  return {
    find: (account) => accounts.find((one) => isSame(one, account)),
    async put(balance) {
      const others = accounts.filter((one) => !isSame(one, balance));
      accounts = [balance, ...others].slice(0, mostAccounts);
      await file.save({ accounts });
    },
  };
}

/** Account by account: a damaged one costs no other. */
function readSound(read: () => unknown): AccountBalance[] {
  try {
    const content = z.object({ accounts: z.array(z.unknown()) }).safeParse(read()).data;
    return (content?.accounts ?? []).flatMap((value) => accountBalanceSchema.safeParse(value).data ?? []);
  } catch {
    // Not JSON, or not to be read: the next reading begins anew.
    return [];
  }
}

function isSame(one: Account, other: Account): boolean {
  return (
    one.providerId === other.providerId && one.keyFingerprint === other.keyFingerprint && one.origin === other.origin
  );
}
