import type { Sum } from '../../shared/estimate.ts';
import { sumText } from '../money/sum-words.ts';
import { paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import type { SheetPlan } from './sheet-plan.ts';
import type { SheetAsk } from './sheet-state.ts';

/** How the clips come about, below the question. */
export function sheetSubtitle(
  { kind, takes }: Pick<SheetAsk, 'kind' | 'takes'>,
  { sources, places }: SheetPlan,
): string {
  const prompts = sources.length;
  switch (kind) {
    case 'takes':
      if (prompts === 1) return t('{{count}} takes of one prompt.', { count: takes });
      return takes === 1
        ? t('One from each of {{count}} prompts.', { count: prompts })
        : t('{{takes}} takes of each of {{count}} prompts.', { takes, count: prompts });
    case 'pictures':
      return takes === 1 ? t('One from each picture.') : t('{{count}} takes from each picture.', { count: takes });
    case 'compare':
      return takes === 1
        ? t('One shot at {{count}} providers, to be reviewed side by side.', { count: places.length })
        : t('{{takes}} takes at each of {{count}} providers, to be reviewed side by side.', {
            takes,
            count: places.length,
          });
    case 'list':
      return t('From {{count, number}} rows.', { count: prompts });
  }
}

/** What all of it is thought to cost; never a sum that leaves something out without a word. */
export function totalWords(sum: Sum): string {
  if (sum.clips === 0) return '';
  const priced = sumText(sum);
  if (priced === undefined) return t('The price is not published.');
  return paragraph(
    t('About {{price}}.', { price: priced }),
    sum.unpriced === 0
      ? undefined
      : t('The price of {{count, number}} of the clips is not published.', { count: sum.unpriced }),
  );
}
