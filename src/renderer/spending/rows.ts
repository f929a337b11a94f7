import type { ProviderView } from '../../shared/contract.ts';
import type { Spending } from '../../shared/spending.ts';
import { key, t } from '../texts/index.ts';
import { periodName } from './period-names.ts';
import type { TallyRow } from './SpendingTable.tsx';

/** The rows of the table, by what it is about. */

export const views = ['days', 'providers', 'models', 'tags'] as const;
export type SpendingView = (typeof views)[number];

/** To be said by `t`. */
export const viewHeads: Record<SpendingView, string> = {
  days: key('Day'),
  providers: key('Provider'),
  models: key('Model'),
  tags: key('Tag'),
};

export function rowsOf(
  { days, providers, models, tags }: Spending,
  view: SpendingView,
  known: readonly Pick<ProviderView, 'id' | 'name' | 'models'>[],
): TallyRow[] {
  const provider = (id: string) => known.find((one) => one.id === id);
  const providerName = (id: string): string => provider(id)?.name ?? id;
  switch (view) {
    case 'days':
      return days.map(({ day, tally }) => ({ id: day, name: periodName(day), tally }));
    case 'providers':
      return providers.map(({ providerId, tally }) => ({ id: providerId, name: providerName(providerId), tally }));
    case 'models':
      return models.map(({ providerId, modelId, tally }) => ({
        id: `${providerId} ${modelId}`,
        name: `${provider(providerId)?.models.find(({ id }) => id === modelId)?.name ?? modelId} · ${providerName(providerId)}`,
        tally,
      }));
    case 'tags':
      return tags.map(({ tag, tally }) => ({ id: tag ?? '', name: tag ?? t('Without a tag'), tally }));
  }
}
