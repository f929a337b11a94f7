import type { ProviderView } from '../../shared/contract.ts';
import { estimate } from '../../shared/estimate.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { aboutText } from '../money/sum-words.ts';
import { day } from '../texts/format.ts';
import { t } from '../texts/index.ts';

/** What a request whose answer was lost may have cost. Pure. */
export interface Stake {
  /** `about $0.29`, or why there is no figure. */
  text: string;
  /** What one more clip is thought to cost: `about $0.29`. Absent: nobody has said. */
  about?: string;
  /** Where the figure comes from. */
  note?: string;
  /** What sending it a second time would cost, as the end of a sentence. */
  again: string;
}

export function stakeOf(
  request: GenerationRequest,
  { provider, isDemo }: { provider: ProviderView | undefined; isDemo: boolean },
): Stake {
  if (isDemo) return { text: t('nothing: this is the demo'), again: t('In the demo that costs nothing.') };
  const made = provider === undefined ? undefined : estimate(request, provider);
  const about = aboutText(made);
  if (made === undefined || !made.priced || about === undefined) {
    return {
      text: t('price not published'),
      again:
        provider === undefined
          ? t('What a clip costs at this provider is not published.')
          : t('What a clip costs at {{provider}} is not published.', { provider: provider.name }),
    };
  }
  return {
    text: about,
    about,
    note: t('an estimate of {{day}}', { day: day(made.asOf) }),
    again: t('That is {{about}} more, an estimate of {{day}}.', { about, day: day(made.asOf) }),
  };
}
