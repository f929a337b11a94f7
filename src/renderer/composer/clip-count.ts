import { estimate, sumEstimates, type Sum } from '../../shared/estimate.ts';
import { aboutText, sumText } from '../money/sum-words.ts';
import { t } from '../texts/index.ts';
import { shotOf, type Composition } from './composition.ts';

/** How many clips Generate would make: one for each prompt and take. */
export function clipCount({ prompts }: Pick<Composition, 'prompts'>, takes: number): number {
  return (prompts === undefined ? 1 : prompts.count) * takes;
}

/** What Generate would cost: the price does not hang on the words. */
export function priceWords(composition: Composition, takes: number): string {
  const { provider, prompts } = composition;
  const made = estimate(shotOf(composition), provider);
  const each = aboutText(made);
  if (each === undefined) return t('price not published');
  const count = clipCount(composition, takes);
  if (count <= 1) return each;
  const sum: Sum = sumEstimates(Array.from({ length: count }, () => made));
  const price = sumText(sum) ?? '';
  return prompts?.isMore === true
    ? t('more than {{price}}', { price })
    : t('about {{price}} ({{count, number}} clips)', { price, count });
}
