import type { SettingsPatch } from '../../shared/settings.ts';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { AmountField } from './AmountField.tsx';
import { OwnPrices } from './OwnPrices.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** From which sums on Conch asks first, and what the person knows better about prices. */
export function MoneyTab() {
  const session = useSession((state) => state.session);
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  const { budget, brake } = session.settings;

  async function keep(patch: SettingsPatch): Promise<string | undefined> {
    const outcome = await updateSettings(patch);
    return outcome.ok ? undefined : told(outcome.failure);
  }

  return (
    <div className="flex flex-col gap-3" inert={session.readOnly !== undefined}>
      <p className="text-ink-2">
        {t('Before more than this would be spent, Conch asks. What has been sent is never stopped.')}
      </p>
      <AmountField
        label={t('Per day')}
        unit="$"
        value={budget.dayDollars ?? null}
        onKeep={(dayDollars) => keep({ budget: { dayDollars } })}
      />
      <AmountField
        label={t('Per month')}
        unit="$"
        value={budget.monthDollars ?? null}
        onKeep={(monthDollars) => keep({ budget: { monthDollars } })}
      />
      <AmountField
        label={t('At once')}
        unit="$"
        mayBeNothing
        value={brake.actDollars}
        help={t('All clips of one press together.')}
        onKeep={(actDollars) => keep({ brake: { actDollars } })}
      />
      <AmountField
        label={t('Without a price')}
        isWhole
        mayBeNothing
        value={brake.unpricedClips}
        help={t('Clips at once whose price in dollars nobody has published.')}
        onKeep={(unpricedClips) => keep({ brake: { unpricedClips } })}
      />
      <OwnPrices />
    </div>
  );
}
