import type { ReactNode } from 'react';
import { spentOf, type Spending } from '../../shared/spending.ts';
import { clipsText } from '../library/measures.ts';
import { dollarsText, sumText } from '../money/sum-words.ts';
import { changeSpending, useSpending } from '../store/spending.ts';
import { number, paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';

const stars = [1, 2, 3, 4, 5] as const;

/** The three sums that a person comes for: what was spent, for how many clips, and what a good one cost. */
export function Figures({ spending: { total, kept } }: { spending: Spending }) {
  const spent = spentOf(total);
  const told = sumText(total.told);
  const doubtful = sumText(total.doubtful);
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(180px,1fr))] gap-x-6 gap-y-4">
      <Figure name={t('Spent')} value={spent.clips === 0 ? t('nothing') : (sumText(spent) ?? t('not published'))}>
        {paragraph(
          told === undefined ? undefined : t('{{sum}} as the providers told.', { sum: told }),
          total.estimated.clips === 0 ? undefined : estimatedText(total),
          total.doubtful.clips === 0
            ? undefined
            : t('{{clips}} may have been charged: {{sum}}.', {
                clips: clipsText(total.doubtful.clips),
                sum: doubtful ?? t('not published'),
              }),
        )}
      </Figure>
      <Figure name={t('Clips')} value={number(total.done)}>
        {t('{{sent, number}} sent, {{failed, number}} failed, {{unclear, number}} unclear', {
          sent: total.sent,
          failed: total.failed,
          unclear: total.unclear,
        })}
      </Figure>
      <Figure
        name={t('Spent per kept clip')}
        value={kept.perClipDollars === undefined ? '–' : dollarsText(kept.perClipDollars)}
      >
        {kept.clips === 0 ? t('None of these clips was kept.') : t('{{clips}} kept', { clips: clipsText(kept.clips) })}
        <KeptStars />
      </Figure>
    </dl>
  );
}

function estimatedText({ estimated }: Spending['total']): string {
  const sum = sumText(estimated);
  const without = t('{{clips}} without a published price.', { clips: clipsText(estimated.unpriced) });
  return paragraph(
    sum === undefined ? undefined : t('{{sum}} as estimated.', { sum }),
    estimated.unpriced === 0 ? undefined : without,
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd>
        <span className="block text-[20px] leading-7 font-semibold tracking-[-0.01em] tabular-nums">{value}</span>
        <span className="block text-sm text-ink-2 tabular-nums">{children}</span>
      </dd>
    </div>
  );
}

/** A favourite is always kept. */
function KeptStars() {
  const keptStars = useSpending((state) => state.keptStars);
  const name = (count: number): string => t('Favourites and {{count}} stars or more', { count });
  return (
    <Select
      label={t('Kept are')}
      value={String(keptStars)}
      shown={name(keptStars)}
      onChange={(value) => {
        changeSpending({ keptStars: Number(value) });
      }}
      className="mt-2 max-w-64"
    >
      {stars.map((count) => (
        <SelectOption key={count} id={String(count)} name={name(count)} />
      ))}
    </Select>
  );
}
