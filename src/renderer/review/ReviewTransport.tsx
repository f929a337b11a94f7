import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { StepBack, StepForward } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Pause, Play } from '../ui/icons.ts';
import { frameSeconds, type Together } from './use-together.ts';

/** One clock for all takes, and the keys that rule them. */
export function ReviewTransport({ together, takes }: { together: Together; takes: number }) {
  const { isPlaying, position, length } = together;
  const places = Array.from({ length: takes }, (_, place) => place + 1);
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-t border-line bg-surface-1 px-5 text-sm text-ink-3">
      <IconButton name={isPlaying ? 'Pause' : 'Play'} onPress={together.toggle}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        name="One frame back"
        onPress={() => {
          together.step(-1);
        }}
      >
        <StepBack size={14} aria-hidden />
      </IconButton>
      <IconButton
        name="One frame on"
        onPress={() => {
          together.step(1);
        }}
      >
        <StepForward size={14} aria-hidden />
      </IconButton>
      <span className="w-24 tabular-nums">
        {position.toFixed(1)} / {length.toFixed(1)} s
      </span>
      <Slider
        aria-label="Position"
        minValue={0}
        maxValue={length}
        step={frameSeconds}
        value={Math.min(position, length)}
        onChange={together.seek}
        isDisabled={length === 0}
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
      <span className="flex items-center gap-1.5 whitespace-nowrap max-[1099px]:hidden">
        plays together <Keys>Space</Keys> keep{' '}
        {places.map((place) => (
          <Keys key={place}>{String(place)}</Keys>
        ))}{' '}
        cut <Keys>{`Shift 1…${takes}`}</Keys>
      </span>
    </div>
  );
}
