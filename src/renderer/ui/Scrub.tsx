import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';

export interface ScrubProps {
  name: string;
  /** All in seconds; off while the length is 0. */
  position: number;
  length: number;
  step: number;
  onSeek: (seconds: number) => void;
}

/** Where a clip, several on one clock, or a chain stands: one line that can be dragged and moved by keys. */
export function Scrub({ name, position, length, step, onSeek }: ScrubProps) {
  return (
    <Slider
      aria-label={name}
      minValue={0}
      maxValue={length}
      step={step}
      value={Math.min(position, length)}
      onChange={onSeek}
      isDisabled={length === 0}
      formatOptions={{ style: 'unit', unit: 'second', maximumFractionDigits: 1 }}
      className="mx-2 min-w-0 flex-1"
    >
      <SliderTrack className="relative flex h-6 w-full items-center">
        {({ state }) => (
          <>
            <div className="h-1 w-full rounded-full bg-track" />
            <div
              className="absolute start-0 h-1 rounded-full bg-accent"
              style={{ width: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className="top-1/2 size-3 rounded-full bg-accent focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus" />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
