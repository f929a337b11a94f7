import { StepBack, StepForward } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { Scrub } from '../ui/Scrub.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Pause, Play } from '../ui/icons.ts';
import { frameSeconds } from '../inspector/use-player.ts';
import type { Together } from './use-together.ts';
import { t } from '../texts/index.ts';

/** One clock for all takes, and the keys that rule them. */
export function ReviewTransport({ together, takes }: { together: Together; takes: number }) {
  const { isPlaying, position, length } = together;
  const places = Array.from({ length: takes }, (_, place) => place + 1);
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-t border-line bg-surface-1 px-5 text-sm text-ink-3">
      <IconButton name={isPlaying ? t('Pause') : t('Play')} onPress={together.toggle}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        name={t('Previous frame')}
        onPress={() => {
          together.step(-1);
        }}
      >
        <StepBack size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <IconButton
        name={t('Next frame')}
        onPress={() => {
          together.step(1);
        }}
      >
        <StepForward size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <span className="w-24 tabular-nums">
        {t('{{position}} / {{length}} s', { position: position.toFixed(1), length: length.toFixed(1) })}
      </span>
      <Scrub name={t('Position')} position={position} length={length} step={frameSeconds} onSeek={together.seek} />
      <span className="flex items-center gap-1.5 whitespace-nowrap max-[1099px]:hidden">
        {t('plays together')} <Keys>{t('Space')}</Keys> {t('keep')}{' '}
        {places.map((place) => (
          <Keys key={place}>{String(place)}</Keys>
        ))}{' '}
        {t('cut')} <Keys>{`Shift 1…${takes}`}</Keys>
      </span>
    </div>
  );
}
