import { useEffect, useRef, useState, type RefObject } from 'react';
import { placeAt, startOf } from './chain-view.ts';

/** Two players take turns: while one plays a clip, the other holds the next one ready on its first frame. */

export interface ChainPlayer {
  /** Which clip plays, from 0. */
  index: number;
  isPlaying: boolean;
  /** The chain has been played to its end. */
  hasEnded: boolean;
  /** A clip that could not be played, from 0. */
  brokenIndex: number | undefined;
  /** In seconds, over all clips. */
  position: number;
  length: number;
  toggle: () => void;
  /** To a moment of the whole chain, in seconds. */
  seek: (seconds: number) => void;
  skip: (clips: 1 | -1) => void;
}

export type Slot = 0 | 1;

interface Place {
  index: number;
  /** Where in the clip it begins, in seconds. */
  seconds: number;
}

/** @param lengths of the clips, in seconds, as far as they are known beforehand */
export function useChainPlayer(
  sources: readonly string[],
  lengths: readonly number[],
): [[RefObject<HTMLVideoElement | null>, RefObject<HTMLVideoElement | null>], ChainPlayer] {
  const even = useRef<HTMLVideoElement>(null);
  const odd = useRef<HTMLVideoElement>(null);
  const [place, setPlace] = useState<Place>({ index: 0, seconds: 0 });
  const [isPlaying, setPlaying] = useState(true);
  const [hasEnded, setEnded] = useState(false);
  const [brokenIndex, setBroken] = useState<number>();
  const [inClip, setInClip] = useState(0);
  const { index } = place;

  // The clip of the moment: brought to its place, then started or held.
  useEffect(() => {
    const [element, other] = inTurn(even.current, odd.current, place.index);
    const source = sources[place.index];
    if (element === null || source === undefined) return undefined;
    other?.pause();
    load(element, source);
    const ear = new AbortController();
    const on = (event: string, react: () => void) => {
      element.addEventListener(event, react, { signal: ear.signal });
    };
    on('timeupdate', () => {
      setInClip(element.currentTime);
    });
    on('error', () => {
      setBroken(place.index);
      setPlaying(false);
    });
    on('ended', () => {
      if (place.index + 1 < sources.length) {
        setPlace({ index: place.index + 1, seconds: 0 });
        setInClip(0);
        return;
      }
      setEnded(true);
      setPlaying(false);
    });
    const begin = () => {
      if (Math.abs(element.currentTime - place.seconds) > 0.01) element.currentTime = place.seconds;
    };
    if (element.readyState >= HTMLMediaElement.HAVE_METADATA) begin();
    else on('loadedmetadata', begin);
    // The next one is read and decoded up to its first frame while this one plays.
    const nextSource = sources[place.index + 1];
    if (other !== null && nextSource !== undefined) {
      load(other, nextSource);
      if (other.readyState >= HTMLMediaElement.HAVE_METADATA) other.currentTime = 0;
    }
    return () => {
      ear.abort();
    };
  }, [place, sources]);

  useEffect(() => {
    const [element] = inTurn(even.current, odd.current, index);
    // A play that is broken off rejects; the events tell the truth either way.
    if (isPlaying) element?.play().catch(() => undefined);
    else element?.pause();
  }, [index, isPlaying]);

  useEffect(() => {
    const players = [even.current, odd.current];
    return () => {
      for (const element of players) {
        element?.removeAttribute('src');
        element?.load();
      }
    };
  }, []);

  function goTo(next: Place): void {
    setPlace(next);
    setInClip(next.seconds);
    setEnded(false);
    setBroken(undefined);
  }

  const length = startOf(lengths, lengths.length);
  return [
    [even, odd],
    {
      index,
      isPlaying,
      hasEnded,
      brokenIndex,
      position: Math.min(length, startOf(lengths, index) + inClip),
      length,
      toggle() {
        if (hasEnded) goTo({ index: 0, seconds: 0 });
        setPlaying(!isPlaying);
      },
      seek(seconds) {
        goTo(placeAt(lengths, seconds));
      },
      skip(clips) {
        goTo({ index: Math.min(Math.max(0, index + clips), sources.length - 1), seconds: 0 });
      },
    },
  ];
}

/** The player of a clip, and the other one. */
function inTurn<T>(even: T, odd: T, clip: number): [T, T] {
  return clip % 2 === 0 ? [even, odd] : [odd, even];
}

function load(element: HTMLVideoElement, source: string): void {
  if (element.getAttribute('src') !== source) element.src = source;
}
