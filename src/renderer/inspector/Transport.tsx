import { useEffect } from 'react';
import { Repeat, StepBack, StepForward } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { offer } from '../store/commands.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Scrub } from '../ui/Scrub.tsx';
import { Maximize, Pause, Play } from '../ui/icons.ts';
import { frameSeconds, type Player } from './use-player.ts';
import { t } from '../texts/index.ts';

/** Play, single frames, position, loop, full screen. */
export function Transport({ player }: { player: Player }) {
  const { isPlaying, isLooping, position, length } = player;
  useEffect(() => offer('play', player.toggle));
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-2 py-1.5">
      <IconButton name={isPlaying ? t('Pause') : t('Play')} onPress={player.toggle}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        name={t('Previous frame')}
        onPress={() => {
          player.step(-1);
        }}
      >
        <StepBack size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <IconButton
        name={t('Next frame')}
        onPress={() => {
          player.step(1);
        }}
      >
        <StepForward size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <Scrub name={t('Position')} position={position} length={length} step={frameSeconds} onSeek={player.seek} />
      <span className="shrink-0 text-sm whitespace-nowrap text-ink-2 tabular-nums">
        {minutesText(position)} / {minutesText(length)}
      </span>
      <ToggleButton
        aria-label={t('Loop')}
        isSelected={isLooping}
        onChange={player.toggleLoop}
        className="ms-1 grid size-7 shrink-0 place-items-center rounded-control text-ink-2 transition-colors hover:over-hover selected:over-press selected:text-ink-1"
      >
        <Repeat size={16} aria-hidden />
      </ToggleButton>
      <IconButton name={t('Full screen')} onPress={player.fillScreen}>
        <Maximize size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** `0:02`. */
function minutesText(seconds: number): string {
  const whole = Math.floor(seconds + 0.001);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
