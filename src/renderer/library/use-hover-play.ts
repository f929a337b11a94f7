import { useCallback, useEffect, useRef, useState } from 'react';

const restMs = 300;

export interface HoverPlay {
  /** The one clip that plays where it stands, muted. */
  playingId: string | undefined;
  /** The pointer rests on a clip, or on none. Never plays with reduced motion. */
  hover: (id: string | undefined) => void;
  /** The person asked for it by key. */
  toggle: (id: string) => void;
}

export function useHoverPlay(): HoverPlay {
  const [playingId, setPlayingId] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const hover = useCallback((id: string | undefined) => {
    clearTimeout(timer.current);
    setPlayingId(undefined);
    if (id === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    timer.current = setTimeout(setPlayingId, restMs, id);
  }, []);
  const toggle = useCallback((id: string) => {
    clearTimeout(timer.current);
    setPlayingId((now) => (now === id ? undefined : id));
  }, []);
  return { playingId, hover, toggle };
}
