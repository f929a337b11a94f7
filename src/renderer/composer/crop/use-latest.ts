import { useEffect, useRef, useState } from 'react';

/**
 * Runs `draw` for the newest wish only: while one is being drawn, those that come meanwhile replace each other, so
 * that a key that is held down never builds up work.
 */
export function useLatest<W>(wish: W | undefined, draw: (wish: W) => Promise<void>): { hasFailed: boolean } {
  const newest = useRef<W | undefined>(undefined);
  const isDrawing = useRef(false);
  const [hasFailed, setHasFailed] = useState(false);

  useEffect(() => {
    newest.current = wish;
    if (isDrawing.current) return;
    isDrawing.current = true;
    void (async () => {
      try {
        for (let next = newest.current; next !== undefined; next = newest.current) {
          newest.current = undefined;
          await draw(next);
        }
        setHasFailed(false);
      } catch {
        // The picture cannot be drawn at this size here; the words beside it say so, and the crop itself is not touched.
        setHasFailed(true);
      } finally {
        isDrawing.current = false;
      }
    })();
  }, [wish, draw]);

  return { hasFailed };
}
