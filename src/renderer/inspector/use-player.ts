import { useEffect, useRef, useState, type RefObject } from 'react';
import { frameAt, insideFrame } from '../frames/frame-table.ts';
import type { FileState } from './applicable-acts.ts';
import { frameKey } from './frame-keys.ts';
import { useFrameTimes } from './use-frame-times.ts';

/**
 * MiniMax states 24 frames a second for Hailuo 02 and 2.3 (platform documentation, read 2026-07-10). A step where the
 * times of the frames are not known.
 */
export const frameSeconds = 1 / 24;

/** The frame on screen. */
export interface ShownFrame {
  /** From 0. */
  index: number;
  count: number;
  seconds: number;
}

export interface Player {
  isPlaying: boolean;
  isLooping: boolean;
  /** In seconds. */
  position: number;
  /** In seconds; 0 until the clip has told it. */
  length: number;
  file: FileState;
  /** Undefined while the times of the frames are not known. */
  frame: ShownFrame | undefined;
  toggle: () => void;
  pause: () => void;
  step: (frames: 1 | -1) => void;
  seek: (seconds: number) => void;
  toggleLoop: () => void;
  fillScreen: () => void;
}

/** A native `<video>` with the state that its controls need. The element is the only owner of the truth. */
export function usePlayer(source: string): [RefObject<HTMLVideoElement | null>, Player] {
  const video = useRef<HTMLVideoElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isLooping, setLooping] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(0);
  const [file, setFile] = useState<FileState>('unknown');
  /** Presentation time of the picture that is on screen, as the compositor told it. */
  const shown = useRef(0);
  /** Where the last jump goes to. The picture follows later, and until it plays again the jump is what counts. */
  const aimed = useRef<number>(undefined);
  const [shownSeconds, setShownSeconds] = useState(0);
  const times = useFrameTimes(source, file === 'playable');

  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    const ear = new AbortController();
    const on = (events: string, react: () => void) => {
      for (const event of events.split(' ')) element.addEventListener(event, react, { signal: ear.signal });
    };
    on('play pause ended', () => {
      setPlaying(!element.paused && !element.ended);
    });
    on('seeking', () => {
      aimed.current = element.currentTime;
    });
    on('play', () => {
      aimed.current = undefined;
    });
    on('timeupdate seeking seeked', () => {
      setPosition(element.currentTime);
      setShownSeconds(shown.current);
    });
    on('loadedmetadata durationchange', () => {
      if (Number.isFinite(element.duration)) setLength(element.duration);
    });
    on('canplay', () => {
      setFile('playable');
    });
    on('error', () => {
      void judgeFile(source, ear.signal).then(setFile);
    });
    // Full screen has no room for our controls, so the browser's own take over there.
    on('fullscreenchange', () => {
      element.controls = document.fullscreenElement === element;
    });
    element.src = source;
    let watch = element.requestVideoFrameCallback(function see(_now, { mediaTime }) {
      shown.current = mediaTime;
      // While it plays, four times a second is often enough for a number.
      if (element.paused) setShownSeconds(mediaTime);
      watch = element.requestVideoFrameCallback(see);
    });
    return () => {
      element.cancelVideoFrameCallback(watch);
      ear.abort();
      element.removeAttribute('src');
      element.load();
    };
  }, [source]);

  function seek(seconds: number): void {
    const element = video.current;
    if (element === null) return;
    aimed.current = Math.min(Math.max(0, seconds), element.duration || 0);
    element.currentTime = aimed.current;
  }

  function step(frames: 1 | -1): void {
    const element = video.current;
    if (element === null) return;
    element.pause();
    if (times === undefined) {
      seek(element.currentTime + frames * frameSeconds);
      return;
    }
    const target = frameAt(times, aimed.current ?? shown.current) + frames;
    if (target >= 0 && target < times.length) seek(insideFrame(times, target));
  }

  useEffect(() => {
    function answer(event: KeyboardEvent): void {
      const frames = frameKey(event);
      if (frames === undefined || event.defaultPrevented) return;
      event.preventDefault();
      step(frames);
    }
    window.addEventListener('keydown', answer);
    return () => {
      window.removeEventListener('keydown', answer);
    };
  });

  const index = times === undefined ? 0 : frameAt(times, shownSeconds);
  const player: Player = {
    isPlaying,
    isLooping,
    position,
    length,
    file,
    frame: times && { index, count: times.length, seconds: times[index] ?? 0 },
    seek,
    toggle() {
      const element = video.current;
      if (element === null) return;
      // A play that is broken off by a pause or by closing rejects; the events above tell the truth either way.
      if (element.paused) element.play().catch(() => undefined);
      else element.pause();
    },
    pause() {
      video.current?.pause();
    },
    step,
    toggleLoop() {
      setLooping(!isLooping);
    },
    fillScreen() {
      video.current?.requestFullscreen().catch(() => undefined);
    },
  };
  return [video, player];
}

/** The element does not tell why it failed: the file may be gone, or of a kind that is not decoded here. */
async function judgeFile(source: string, signal: AbortSignal): Promise<FileState> {
  try {
    const { ok, status } = await fetch(source, { method: 'HEAD', signal });
    if (status === 404 || status === 410) return 'missing';
    return ok ? 'unplayable' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
