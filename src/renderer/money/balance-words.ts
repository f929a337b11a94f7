import { addAmounts } from '../../shared/amount.ts';
import type { Balance, BalanceView } from '../../shared/balance.ts';
import { daysBetween, momentText } from '../library/times.ts';
import { clock, dollars, moment, number, paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { sumText } from './sum-words.ts';

/** Balances in words. They are hints, so they stand in no sum and are called no cost. Pure. */

/** `$12.34`; a number without a currency where the unit is not known for sure. */
function amountText({ amount, unit }: Balance): string {
  return unit === 'USD' ? dollars(amount) : number(amount);
}

/** `Balance $12.34, read today 14:03`. */
export function balanceText({ latest }: BalanceView, now: number): string {
  return t('Balance {{sum}}, read {{moment}}', { sum: amountText(latest), moment: momentText(latest.at, now) });
}

/** What became of a balance while clips were made, beside what they were estimated at; else just the balance. */
export function balanceHint({ latest, change }: BalanceView, provider: string, now: number): string {
  if (change === undefined)
    return t('The balance at {{provider}} is {{sum}}, read {{moment}}.', {
      provider,
      sum: amountText(latest),
      moment: momentText(latest.at, now),
    });
  const { from, wentUp, sent } = change;
  const both = { provider, ...between(from.at, latest.at, now) };
  // What was added hides what was spent.
  if (wentUp) return t('The balance at {{provider}} went up between {{from}} and {{to}}: topped up?', both);
  const fell = addAmounts(from.amount, -latest.amount);
  const estimate = sumText(sent);
  const sum = amountText({ amount: fell, unit: latest.unit });
  if (fell !== 0 && estimate !== undefined)
    return t(
      'The balance at {{provider}} went down by {{sum}} between {{from}} and {{to}}; the clips sent in between were estimated at {{estimate}}.',
      { ...both, sum, estimate },
    );
  return paragraph(
    fell === 0
      ? t('The balance at {{provider}} did not change between {{from}} and {{to}}.', both)
      : t('The balance at {{provider}} went down by {{sum}} between {{from}} and {{to}}.', { ...both, sum }),
    sent.clips === 0
      ? t('Nothing was sent from here in between.')
      : estimate === undefined
        ? t('No price is published for the clips sent in between.')
        : t('The clips sent in between were estimated at {{estimate}}.', { estimate }),
  );
}

/** `14:03` and `14:20` today; with their days otherwise. */
function between(from: number, to: number, now: number): { from: string; to: string } {
  const text = daysBetween(from, now) === 0 ? clock : moment;
  return { from: text(from), to: text(to) };
}
