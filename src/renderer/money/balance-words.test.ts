import { describe, expect, test } from 'vitest';
import type { BalanceView } from '../../shared/balance.ts';
import { emptySum, type Sum } from '../../shared/estimate.ts';
import { setLanguage } from '../texts/index.ts';
import { balanceHint, balanceText } from './balance-words.ts';

setLanguage('en', ['en-GB']);

const at = (day: number, hours: number, minutes: number) => new Date(2026, 10, day, hours, minutes).getTime();
const now = at(21, 15, 0);
const sum = (clips: number, most: number, unpriced = 0): Sum => ({
  ...emptySum,
  clips,
  unpriced,
  dollars: { least: most, most },
});

function view(
  fromAmount: number,
  amount: number,
  sent: Sum,
  more: { wentUp?: boolean; unit?: 'own' } = {},
): BalanceView {
  const { wentUp = false, unit = 'USD' } = more;
  return {
    providerId: 'a',
    latest: { amount, unit, at: at(21, 14, 20) },
    change: { from: { amount: fromAmount, unit, at: at(21, 14, 3) }, wentUp, sent },
  };
}

const latest = { amount: 12.34, unit: 'USD', at: at(21, 14, 3) } as const;

test('the balance with when it was read', () => {
  expect(balanceText({ providerId: 'a', latest }, now)).toBe('Balance $12.34, read today 14:03');
  expect(balanceText({ providerId: 'a', latest: { ...latest, amount: -1.2 } }, now)).toMatch(/^Balance -\$1\.20,/);
  expect(balanceText({ providerId: 'a', latest: { ...latest, amount: 255_000, unit: 'own' } }, now)).toBe(
    'Balance 255,000, read today 14:03',
  );
});

describe('what became of it', () => {
  test('it fell: the difference beside the estimate, each as it is', () => {
    expect(balanceHint(view(25.5, 24.66, sum(3, 0.87)), 'AI/ML API', now)).toBe(
      'The balance at AI/ML API went down by $0.84 between 14:03 and 14:20; the clips sent in between were estimated at $0.87.',
    );
  });

  test('binary fractions leave no rest', () => {
    expect(balanceHint(view(25.5, 25.206, sum(1, 0.294)), 'A', now)).toContain('went down by $0.29 between');
    expect(balanceHint(view(0.3, 0.1 + 0.2, sum(1, 0.294)), 'A', now)).toContain('did not change');
  });

  test('a number without a currency stays one', () => {
    expect(balanceHint(view(255_000, 252_200, sum(1, 0.28), { unit: 'own' }), 'Novita', now)).toContain(
      'went down by 2,800 between 14:03 and 14:20; the clips sent in between were estimated at $0.28.',
    );
  });

  test('it rose: no difference is told', () => {
    expect(balanceHint(view(25.5, 34.66, sum(3, 0.84), { wentUp: true }), 'A', now)).toBe(
      'The balance at A went up between 14:03 and 14:20: topped up?',
    );
    expect(balanceHint(view(25.5, 20, sum(3, 0.84), { wentUp: true }), 'A', now)).toContain('topped up?');
  });

  test('nothing was sent, or nothing of it has a price, or nothing was charged', () => {
    expect(balanceHint(view(25.5, 25, emptySum), 'A', now)).toBe(
      'The balance at A went down by $0.50 between 14:03 and 14:20. Nothing was sent from here in between.',
    );
    expect(balanceHint(view(25.5, 25, sum(2, 0, 2)), 'A', now)).toMatch(/No price is published for the clips/);
    expect(balanceHint(view(25, 25, sum(2, 0.5)), 'A', now)).toBe(
      'The balance at A did not change between 14:03 and 14:20. The clips sent in between were estimated at $0.50.',
    );
    expect(balanceHint(view(25, 25, emptySum), 'A', now)).toMatch(/did not change .* Nothing was sent from here/);
  });

  test('with the day where it was not today', () => {
    const old = view(25.5, 25, sum(1, 0.5));
    expect(balanceHint(old, 'A', at(22, 9, 0))).toContain('between 21 Nov 2026, 14:03 and 21 Nov 2026, 14:20');
  });

  test('nothing to compare with: the balance alone', () => {
    expect(balanceHint({ providerId: 'a', latest }, 'A', now)).toBe('The balance at A is $12.34, read today 14:03.');
  });
});
