import { useEffect, useState } from 'react';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { Keys, modifier } from '../../ui/Keys.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { CropVerdict } from './crop-verdict.ts';
import { t } from '../../texts/index.ts';

/** Whether the model takes this crop. Its room is there from the start, so that nothing jumps. */
export function VerdictLine({ id, verdict }: { id: string; verdict: CropVerdict }) {
  const look = !verdict.isAllowed ? looks.refused : verdict.note === undefined ? looks.fine : looks.doubt;
  return (
    <div id={id} role="status" className="flex min-h-[51px] gap-2 text-sm leading-[17px]">
      <StateMark state={look.state} className={`mt-px ${look.colour}`} />
      <span className={verdict.isAllowed ? 'text-ink-2' : 'text-ink-1'}>
        {verdict.isAllowed ? (verdict.note ?? t('The model takes this crop.')) : verdict.reason}
      </span>
    </div>
  );
}

const looks = {
  fine: { state: 'done', colour: 'text-state-done' },
  doubt: { state: 'attention', colour: 'text-state-attention' },
  refused: { state: 'failed', colour: 'text-state-failed' },
} as const;

/** How long the keys rest before the crop is read out: not every pixel of the way. */
const restMs = 500;

/** For ears only: where the crop lies now. */
export function SpokenArea({ area }: { area: CropArea }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const { widthPixels, heightPixels, leftPixels, topPixels } = area;
      setSpoken(
        t('{{width}} by {{height}} pixels, {{left}} from the left, {{top}} from the top', {
          width: widthPixels,
          height: heightPixels,
          left: leftPixels,
          top: topPixels,
        }),
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [area]);
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  );
}

/** The keys of the crop area, for the eye as key caps and for ears as sentences. */
export function KeyHints() {
  return (
    <div className="min-w-0 flex-1">
      <p aria-hidden className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
        <span>
          <Keys>← ↑ → ↓</Keys> {t('move')}
        </span>
        <span>
          <Keys>{'Shift'}</Keys> {t('resize')}
        </span>
        <span>
          <Keys>{modifier}</Keys> {t('larger steps')}
        </span>
      </p>
      <p className="sr-only">
        {t(
          'On the kept part, the arrow keys move by one pixel and with Shift they resize. With {{modifier}} the steps are larger. Tab goes on to the corners and edges, which the arrow keys move.',
          { modifier },
        )}
      </p>
    </div>
  );
}
