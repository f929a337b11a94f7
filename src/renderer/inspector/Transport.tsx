import { Repeat, StepBack, StepForward } from 'lucide-react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { IconButton } from '../ui/IconButton.tsx';
import { Maximize, Pause, Play } from '../ui/icons.ts';
import { frameSeconds, type Player } from './use-player.ts';

/** Play, single frames, position, loop, full screen. */
export function Transport({ player }: { player: Player }) {
  const { isPlaying, isLooping, position, length } = player;
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-2 py-1.5">
      <IconButton name={isPlaying ? 'Pause' : 'Play'} onPress={player.toggle}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        name="Previous frame"
        onPress={() => {
          player.step(-1);
        }}
      >
        <StepBack size={14} aria-hidden />
      </IconButton>
      <IconButton
        name="Next frame"
        onPress={() => {
          player.step(1);
        }}
      >
        <StepForward size={14} aria-hidden />
      </IconButton>
      <Scrub player={player} />
      <span className="shrink-0 text-sm whitespace-nowrap text-ink-2 tabular-nums">
        {minutesText(position)} / {minutesText(length)}
      </span>
      <ToggleButton
        aria-label="Loop"
        isSelected={isLooping}
        onChange={player.toggleLoop}
        className="ml-1 grid size-7 shrink-0 place-items-center rounded-control text-ink-2 transition-colors hover:over-hover selected:over-press selected:text-ink-1"
      >
        <Repeat size={16} aria-hidden />
      </ToggleButton>
      <IconButton name="Full screen" onPress={player.fillScreen}>
        <Maximize size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

function Scrub({ player: { position, length, seek } }: { player: Player }) {
  return (
    <Slider
      aria-label="Position"
      minValue={0}
      maxValue={length}
      step={frameSeconds}
      value={Math.min(position, length)}
      onChange={seek}
      isDisabled={length === 0}
      formatOptions={{ style: 'unit', unit: 'second', maximumFractionDigits: 1 }}
      className="mx-2 min-w-0 flex-1"
    >
      <SliderTrack className="relative flex h-6 w-full items-center">
        {({ state }) => (
          <>
            <div className="h-1 w-full rounded-full bg-track" />
            <div
              className="absolute left-0 h-1 rounded-full bg-accent"
              style={{ width: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className="top-1/2 size-3 rounded-full bg-accent focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus" />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}

/** `0:02`. */
function minutesText(seconds: number): string {
  const whole = Math.floor(seconds + 0.001);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
