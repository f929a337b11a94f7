import { useCallback, useEffect, useRef, useState } from 'react';
import { frameSeconds } from '../inspector/use-player.ts';

/** A clip that is off by more than this is put right, in seconds; less is not seen, and a seek costs a stutter. */
const mostDrift = 0.1;

export interface Together {
  /** As a `ref` of the video at this place. */
  video: (place: number) => (element: HTMLVideoElement | null) => void;
  isPlaying: boolean;
  /** Of the longest clip, in seconds. */
  position: number;
  length: number;
  toggle: () => void;
  step: (frames: 1 | -1) => void;
  seek: (seconds: number) => void;
}

/** Several videos on one clock: the longest leads, the others are put right when they drift, and all begin anew together. */
export function useTogether(): Together {
  const videos = useRef(new Map<number, HTMLVideoElement>());
  const [isPlaying, setPlaying] = useState(true);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(0);

  const all = () => [...videos.current.values()];
  const leader = useCallback((): HTMLVideoElement | undefined => {
    const known = [...videos.current.values()].filter(({ duration }) => Number.isFinite(duration));
    return known.toSorted((one, other) => other.duration - one.duration)[0];
  }, []);

  const follow = useCallback((seconds: number, mayDrift: number) => {
    for (const video of videos.current.values()) {
      const target = Math.min(seconds, video.duration || seconds);
      if (Math.abs(video.currentTime - target) > mayDrift) video.currentTime = target;
    }
  }, []);

  useEffect(() => {
    let frame = requestAnimationFrame(look);
    function look(): void {
      frame = requestAnimationFrame(look);
      const lead = leader();
      if (lead === undefined) return;
      setLength(lead.duration);
      setPosition(lead.currentTime);
      if (!isPlaying) return;
      if (lead.ended) follow(0, 0);
      else follow(lead.currentTime, mostDrift);
      // A play that is broken off by a pause or by closing rejects; the next look tries again.
      for (const video of videos.current.values()) {
        if (video.paused && video.currentTime < video.duration - mostDrift) video.play().catch(() => undefined);
      }
    }
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isPlaying, leader, follow]);

  function pause(): void {
    setPlaying(false);
    for (const video of all()) video.pause();
  }

  return {
    video: (place) => (element) => {
      if (element === null) videos.current.delete(place);
      else videos.current.set(place, element);
    },
    isPlaying,
    position,
    length,
    toggle() {
      if (isPlaying) pause();
      else setPlaying(true);
    },
    step(frames) {
      pause();
      const at = (leader()?.currentTime ?? 0) + frames * frameSeconds;
      follow(Math.min(Math.max(0, at), leader()?.duration ?? 0), 0);
    },
    seek(seconds) {
      follow(seconds, 0);
    },
  };
}
