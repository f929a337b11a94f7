import { useId } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import type { Advice } from '../../../shared/advice.ts';
import { aboutText } from '../../money/sum-words.ts';
import { shortWait } from '../../money/wait-words.ts';
import { openSettings } from '../../store/commands.ts';
import { paragraph } from '../../texts/format.ts';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/icons.ts';

export interface CompareRowProps {
  advice: Advice;
  name: string;
  isChosen: boolean;
  isPossible: boolean;
  onChange: (isChosen: boolean) => void;
}

/** One provider: whether it can make the shot, how it would differ, its price and its usual wait. */
export function CompareRow({ advice, name, isChosen, isPossible, onChange }: CompareRowProps) {
  const { obstacles, differences, hasKey, can, estimate, wait, isCheapest, isSoonest } = advice;
  const noteId = useId();
  const note = paragraph(...(can ? differences : obstacles).map((one) => told(one)));
  const marks = [isCheapest ? t('Cheapest that can do this') : undefined, isSoonest ? t('Soonest') : undefined].filter(
    (mark) => mark !== undefined,
  );
  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5 last:border-b-0">
      <Checkbox
        aria-label={name}
        aria-describedby={noteId}
        isSelected={isChosen}
        isDisabled={!isPossible}
        onChange={onChange}
        className="input-over-control group relative flex min-h-7 min-w-0 flex-1 items-center gap-2.5 rounded-control outline-none focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus"
      >
        <span
          aria-hidden
          className="grid size-4 shrink-0 place-items-center rounded-token border border-line-control text-transparent group-selected:border-accent group-selected:bg-accent group-selected:text-on-accent group-disabled:opacity-40"
        >
          <Check size={12} strokeWidth={3} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={`flex flex-wrap gap-x-2 font-medium ${isPossible ? '' : 'text-ink-3'}`}>
            {name}
            {marks.map((mark) => (
              <span key={mark} className="text-sm font-normal text-accent">
                {mark}
              </span>
            ))}
          </span>
          <span id={noteId} className="block text-sm text-ink-3">
            {can ? (note === '' ? t('Just as it is asked for.') : note) : note}
          </span>
        </span>
      </Checkbox>
      <span className="w-32 shrink-0 text-end text-sm text-ink-2 tabular-nums">
        <span className="block">{aboutText(estimate) ?? t('not published')}</span>
        <span className="block text-ink-3">{shortWait(wait)}</span>
      </span>
      {hasKey ? null : (
        <Button
          aria-label={t('Add a key for {{provider}}', { provider: name })}
          onPress={() => {
            openSettings({ tab: 'providers', providerId: advice.providerId });
          }}
        >
          {t('Add a key')}
        </Button>
      )}
    </li>
  );
}
