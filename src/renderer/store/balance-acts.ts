import { failureFrom } from '../../shared/failure.ts';
import { useBalances } from './balances.ts';
import { client } from './connection.ts';
import type { Outcome } from './outcome.ts';

/** For a view that shows them all: the core asks the providers. What fails there leaves the former figures. */
export async function renewBalances(): Promise<void> {
  try {
    useBalances.setState(await client().call('balances.renew', {}));
  } catch {
    return;
  }
}

/** "Read the balance". The event brings the figure to every window; the failure is for the caller to show. */
export async function readBalance(providerId: string): Promise<Outcome> {
  try {
    return { ok: true, value: await client().call('balance.read', { providerId }) };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}
