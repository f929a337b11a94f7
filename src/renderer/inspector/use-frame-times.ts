import { useEffect, useState } from 'react';
import { frames } from '../frames/frame-desks.ts';

/**
 * When each frame of a clip is shown, in seconds; undefined until it is known, and for a file that cannot be read:
 * stepping then goes by the usual frame rate, and no number is shown.
 */
export function useFrameTimes(source: string, isPlayable: boolean): readonly number[] | undefined {
  const [times, setTimes] = useState<readonly number[]>();
  useEffect(() => {
    if (!isPlayable || source === '') return undefined;
    const ear = new AbortController();
    frames.times(new URL(source, window.location.href).href, ear.signal).then(setTimes, () => undefined);
    return () => {
      ear.abort();
      setTimes(undefined);
    };
  }, [source, isPlayable]);
  return times;
}
