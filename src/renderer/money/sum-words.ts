import type { Range } from '../../shared/amount.ts';
import type { Estimate, KeptEstimate, Sum } from '../../shared/estimate.ts';
import { dollars, listOf, number } from '../texts/format.ts';
import { t } from '../texts/index.ts';

/** What is thought to be spent, in words. "Not published" is never written as nothing. Pure. */

/** `about $0.28`, `about $0.28 to $0.49`, `about 12 credits`; undefined where nobody has published a price. */
export function aboutText(made: Estimate | KeptEstimate | undefined): string | undefined {
  if (made === undefined || ('priced' in made && !made.priced)) return undefined;
  if (made.unit === 'credits')
    return made.least === made.most
      ? t('about {{amount, number}} credits', { amount: made.most })
      : t('about {{least, number}} to {{most, number}} credits', { least: made.least, most: made.most });
  return made.least === made.most
    ? t('about {{amount, dollars}}', { amount: made.most })
    : t('about {{least, dollars}} to {{most, dollars}}', { least: made.least, most: made.most });
}

/** `$1.12`, `$1.12 to $1.40`. */
export function dollarsText({ least, most }: Range): string {
  const [from, to] = [dollars(least), dollars(most)];
  return from === to ? to : t('{{least, dollars}} to {{most, dollars}}', { least, most });
}

/** Dollars and credits of a sum: `$1.12 and 24 credits`. Undefined where none of its clips has a price. */
export function sumText({ clips, dollars: inDollars, credits, inCredits, unpriced }: Sum): string | undefined {
  const hasDollars = clips > inCredits + unpriced;
  const parts = [
    hasDollars ? dollarsText(inDollars) : undefined,
    inCredits === 0
      ? undefined
      : credits.least === credits.most
        ? t('{{count, number}} credits', { count: credits.most })
        : t('{{least}} to {{most}} credits', { least: number(credits.least), most: number(credits.most) }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : listOf(parts, 'and');
}
