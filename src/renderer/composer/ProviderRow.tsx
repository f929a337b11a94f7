import type { Advice } from '../../shared/advice.ts';
import type { ProviderView } from '../../shared/contract.ts';
import { aboutText } from '../money/sum-words.ts';
import { shortWait } from '../money/wait-words.ts';
import { day, paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Check, KeyRound, Minus } from '../ui/icons.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { firstFrameWords, providerFacts, type ProviderFacts } from './model-view.ts';

const columns =
  'grid grid-cols-[minmax(104px,1.1fr)_minmax(112px,1.2fr)_56px_minmax(92px,1fr)_minmax(80px,1fr)] gap-x-2.5';

/** The heads of the columns, for the eye; each row says the same in words. */
export function ProviderHeads() {
  return (
    <div aria-hidden className={`${columns} py-1.5 ps-[38px] pe-2 text-xs text-ink-3`}>
      <span>{t('Provider')}</span>
      <span>{t('Your first frame')}</span>
      <span>{t('Length')}</span>
      <span>{t('This shot costs')}</span>
      <span>{t('Usually ready in')}</span>
    </div>
  );
}

/** One provider for this shot: what it takes, what it costs, how long it usually lasts, and what stands in the way. */
export function ProviderRow({ provider, advice }: { provider: ProviderView; advice: Advice }) {
  const { firstFrame, length, key } = providerFacts(provider);
  const { can, hasKey, obstacles, differences, isCheapest, isSoonest, wait, estimate } = advice;
  const marks = [isCheapest ? t('Cheapest that can do this') : undefined, isSoonest ? t('Soonest') : undefined].filter(
    (mark) => mark !== undefined,
  );
  const note = paragraph(...(can ? differences : obstacles).map((one) => told(one)));
  return (
    <span className="flex min-w-0 flex-col gap-0.5 text-sm text-ink-2">
      <span className={`${columns} items-center`}>
        <span className={`truncate text-base font-medium ${can ? 'text-ink-1' : 'text-ink-3'}`}>{provider.name}</span>
        <span className="flex min-w-0 items-center gap-1.5">
          <AbilityMark ability={firstFrame} />
          <span className="truncate">{t(firstFrameWords[firstFrame])}</span>
        </span>
        <span className="truncate tabular-nums">{length}</span>
        <span className={`truncate tabular-nums ${estimate.priced ? '' : 'text-ink-3'}`}>
          {aboutText(estimate) ?? t('not published')}
        </span>
        <span className="truncate tabular-nums">{shortWait(wait)}</span>
      </span>
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="flex items-center gap-1.5">
          <KeyRound size={12} aria-hidden className={hasKey ? 'text-state-done' : 'text-ink-3'} />
          <span className={hasKey ? 'text-ink-3' : 'font-medium text-ink-1'}>{hasKey ? key : t('Add a key')}</span>
        </span>
        {marks.map((mark) => (
          <span key={mark} className="font-medium text-accent">
            {mark}
          </span>
        ))}
        {!estimate.priced ? null : (
          <span className="text-ink-3">
            {estimate.trust === 'own' ? t('your own price') : t('price of {{day}}', { day: day(estimate.asOf) })}
          </span>
        )}
        {note === '' ? null : <span className={can ? 'text-ink-3' : 'text-state-attention'}>{note}</span>}
      </span>
    </span>
  );
}

function AbilityMark({ ability }: { ability: ProviderFacts['firstFrame'] }) {
  switch (ability) {
    case 'file':
      return <Check size={14} aria-hidden className="shrink-0 text-state-done" />;
    case 'address':
      return <StateMark state="attention" size={14} className="text-state-attention" />;
    case 'none':
      return <Minus size={14} aria-hidden className="shrink-0 text-ink-3" />;
  }
}
