import type { Balance } from '../shared/balance.ts';
import { failure, FailureError } from '../shared/failure.ts';
import { sentence } from '../shared/sentence.ts';
import type { Clock } from './host.ts';
import type { ProviderAccess } from './provider-access.ts';
import { providers } from './providers/index.ts';
import type { BalanceSource } from './spending/balances.ts';

const timeoutMs = 20_000;

/** Balances by way of the adapters: with the key in force, to the provider's own address, by the same way as its clips. */
export function createBalanceSource(
  access: Pick<ProviderAccess, 'provider' | 'key' | 'fingerprint' | 'origin' | 'http'>,
  clock: Clock,
): BalanceSource {
  async function ask(providerId: string, stopping: AbortSignal): Promise<Balance> {
    const of = access.provider(providerId);
    const values = { provider: of.name };
    const key = access.key(providerId);
    if (of.balance === undefined)
      throw refused('invalid-request', sentence('{{provider}} does not tell what is left on the account.', values));
    if (key === undefined)
      throw refused('key-missing', sentence('There is no key for {{provider}} to ask with.', values));
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
    const http = access.http(of, { origin: access.origin(providerId), fresh: false, key, signal });
    try {
      const outcome = await of.balance.read({ http, signal, now: clock.now() });
      if (outcome.told) return outcome.balance;
      throw new FailureError(outcome.failure);
    } catch (thrown) {
      // Adapters throw only on an abort.
      if (thrown instanceof FailureError) throw thrown;
      throw refused('timeout', sentence('{{provider}} did not answer in time.', values));
    }
  }

  return {
    tellers: providers.filter(({ balance }) => balance !== undefined).map(({ id }) => id),
    account(providerId) {
      if (access.key(providerId) === undefined) return undefined;
      return { providerId, keyFingerprint: access.fingerprint(providerId), origin: access.origin(providerId) };
    },
    ask,
  };
}

function refused(
  kind: 'invalid-request' | 'key-missing' | 'timeout',
  words: ReturnType<typeof sentence>,
): FailureError {
  return new FailureError(failure(kind, words, { stage: 'local', charged: 'no' }));
}
