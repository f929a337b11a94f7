import { useState } from 'react';
import type { ProviderView } from '../../shared/contract.ts';
import { useNow } from '../library/use-now.ts';
import { balanceText } from '../money/balance-words.ts';
import { readBalance } from '../store/balance-acts.ts';
import { useBalances } from '../store/balances.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Button } from '../ui/Button.tsx';
import { canTest } from './key-words.ts';
import { SettingRow } from './SettingRow.tsx';

/** What is left on the account, where the provider tells and there is a key to ask with. */
export function BalanceRow({ provider: { id, name, key, tellsBalance } }: { provider: ProviderView }) {
  const balance = useBalances(({ balances }) => balances.find(({ providerId }) => providerId === id));
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const now = useNow(60_000);
  const [failure, setFailure] = useState<{ text: string; after: number | undefined }>();
  const [isAsking, setAsking] = useState(false);
  if (!tellsBalance || !canTest(key)) return null;

  async function ask(): Promise<void> {
    setAsking(true);
    setFailure(undefined);
    const outcome = await readBalance(id);
    setAsking(false);
    if (!outcome.ok) setFailure({ text: told(outcome.failure), after: balance?.latest.at });
  }

  // A reading that came by itself since then says more than the failure before it.
  const trouble = failure?.after === balance?.latest.at ? failure?.text : undefined;
  const text = balance === undefined ? t('The balance was not read yet.') : balanceText(balance, now);
  return (
    <SettingRow name={t('Account')} isTall>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1">
        {isReadOnly ? null : (
          <Button isInert={isAsking} onPress={isAsking ? () => undefined : () => void ask()}>
            {t('Read the balance')}
          </Button>
        )}
        <p
          role="status"
          className={`min-w-0 text-sm tabular-nums ${trouble === undefined ? 'text-ink-2' : 'text-state-failed'}`}
        >
          {isAsking ? t('Asking {{provider}}…', { provider: name }) : (trouble ?? text)}
        </p>
      </div>
    </SettingRow>
  );
}
