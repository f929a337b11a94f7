import { spentOf, type Tally } from '../../shared/spending.ts';
import { dollarsText } from '../money/sum-words.ts';
import { openSettings } from '../store/commands.ts';
import { useSession } from '../store/session.ts';
import { useMoney } from '../store/spending.ts';
import { dollars } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { TextLink } from '../ui/TextLink.tsx';

/** How much of the day's and the month's budget is used. Budgets ask; they block nothing. */
export function BudgetBars() {
  const budget = useSession(({ session }) => session?.settings.budget);
  const { today, month } = useMoney();
  const hasNone = budget?.dayDollars === undefined && budget?.monthDollars === undefined;
  return (
    <section aria-label={t('Budget')} className="flex flex-col gap-2">
      {budget?.dayDollars === undefined ? null : (
        <BudgetBar name={t('Today')} tally={today} limitDollars={budget.dayDollars} />
      )}
      {budget?.monthDollars === undefined ? null : (
        <BudgetBar name={t('This month')} tally={month} limitDollars={budget.monthDollars} />
      )}
      <p className="text-sm text-ink-3">
        {hasNone ? t('No budget is set.') : null}{' '}
        <TextLink
          onPress={() => {
            openSettings({ tab: 'money' });
          }}
        >
          {hasNone ? t('Set a budget') : t('Change the budget')}
        </TextLink>
      </p>
    </section>
  );
}

function BudgetBar({ name, tally, limitDollars }: { name: string; tally: Tally | undefined; limitDollars: number }) {
  const spent = tally === undefined ? { least: 0, most: 0 } : spentOf(tally).dollars;
  const share = Math.min(1, spent.most / limitDollars);
  const isOver = spent.most > limitDollars;
  const text = t('{{spent}} of {{limit, dollars}}', { spent: dollarsText(spent), limit: limitDollars });
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-sm tabular-nums">
        <span className="text-ink-2">{name}</span>
        <span className={isOver ? 'font-medium text-state-attention' : 'text-ink-1'}>
          {isOver ? t('{{text}}, over the budget', { text }) : text}
        </span>
      </div>
      <div
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={limitDollars}
        aria-valuenow={Math.min(spent.most, limitDollars)}
        aria-valuetext={text}
        title={dollars(spent.most)}
        className="mt-1 h-1.5 overflow-hidden rounded-full bg-track"
      >
        <div
          className={`h-full rounded-full ${isOver ? 'bg-state-attention' : 'bg-accent'}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
