import { create } from 'zustand';
import type { BalanceView } from '../../shared/balance.ts';
import type { Client } from '../../shared/rpc.ts';

/** What providers tell of the person's accounts: a mirror of the core, for the two places that show it. */
export const useBalances = create<{ balances: readonly BalanceView[] }>(() => ({ balances: [] }));

export function followBalances(from: Client): void {
  from.on('balances.changed', ({ balances }) => {
    useBalances.setState({ balances });
  });
  // With another key or address it is another account.
  from.on('providers.changed', () => {
    void readBalances(from);
  });
}

/** What the core knows already. Without an answer the former figures stand: they are hints. */
export async function readBalances(from: Client): Promise<void> {
  try {
    useBalances.setState(await from.call('balances.list', {}));
  } catch {
    return;
  }
}
