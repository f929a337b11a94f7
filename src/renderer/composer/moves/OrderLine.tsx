import { Button } from 'react-aria-components/Button';
import { cameraSteps } from '../../../shared/camera-moves.ts';
import { number } from '../../texts/format.ts';
import { t } from '../../texts/index.ts';
import { CameraGlyph } from '../CameraGlyph.tsx';
import { moveNames } from '../camera-names.ts';

/** What the camera does, in its order. The text stays plain; a press on a move finds its place in it. */
export function OrderLine({ prompt, onFind }: { prompt: string; onFind: (start: number, end: number) => void }) {
  const steps = cameraSteps(prompt);
  return (
    <ol aria-label={t('What the camera does')} className="flex flex-wrap gap-x-2.5 gap-y-1">
      {steps.map(({ start, end, moves }, index) => (
        <li key={start} className="flex min-w-0 items-center gap-1.5 text-sm text-ink-2">
          {steps.length > 1 ? <span className="text-ink-3 tabular-nums">{number(index + 1)}</span> : null}
          <Button
            aria-label={t('Find {{moves}} in the prompt', {
              moves: moves.map((move) => t(moveNames[move])).join(' + '),
            })}
            onPress={() => {
              onFind(start, end);
            }}
            className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-1.5 rounded-token bg-accent-soft px-1.5 text-start text-on-accent-soft hover:over-hover pressed:over-press"
          >
            {moves.map((move, place) => (
              <span key={`${place} ${move}`} className="flex items-center gap-1">
                {place > 0 ? <span aria-hidden>+</span> : null}
                <CameraGlyph move={move} size={14} />
                {t(moveNames[move])}
              </span>
            ))}
          </Button>
        </li>
      ))}
    </ol>
  );
}
