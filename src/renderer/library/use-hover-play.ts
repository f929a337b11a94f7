import { useCallback, useEffect, useRef, useState } from 'react';

const restMs = 300;

/** The one clip that plays because the pointer rests on it. Never with reduced motion. */
export function useHoverPlay(): { playingId: string | undefined; hover: (id: string | undefined) => void } {
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
  return { playingId, hover };
}
