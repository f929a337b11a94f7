import { useEffect } from 'react';
import { useNow } from '../library/use-now.ts';
import { balanceHint } from '../money/balance-words.ts';
import { renewBalances } from '../store/balance-acts.ts';
import { useBalances } from '../store/balances.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';

/** One quiet line for each provider that tells a balance: to check the sums above by, never a part of them. */
export function BalanceHints() {
  const balances = useBalances((state) => state.balances);
  const providers = useSession(({ session }) => session?.providers ?? []);
  const now = useNow(60_000);
  useEffect(() => {
    void renewBalances();
  }, []);
  const lines = balances.flatMap((view) => {
    const provider = providers.find(({ id }) => id === view.providerId);
    return provider === undefined ? [] : [{ id: provider.id, text: balanceHint(view, provider.name, now) }];
  });
  if (lines.length === 0) return null;
  return (
    <section aria-label={t('Balances')} className="text-sm text-ink-3 tabular-nums">
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p>{t('A balance is only a hint: charges post late, and others may spend from the same account.')}</p>
    </section>
  );
}
